"""What somebody who is called in sees: her own call, and what is shown to her by name. No name of a side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models import Case, Participant
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import participants
from kelisim.apps.mediation.queries.sealed import Opened
from kelisim.kernel.packs.codes import code_name

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

_AUTHORS = {"A": _("The applicant"), "B": _("The other side"), "M": _("The mediator")}


@dataclass(frozen=True, kw_only=True)
class Words:
    """One note that was shown: whose, when written, when shown."""

    who: str
    text: str = field(repr=False)
    written_at: datetime | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Part:
    """One call, as its person sees it."""

    number: str
    name: str = field(repr=False)
    role: str
    mediator: str
    office: object
    status: str
    called_at: datetime | None
    signed_at: datetime | None
    ended_at: datetime | None
    ending: str
    to_sign: bool
    reads: bool
    shown: Sequence[Words] = field(default=(), repr=False)


def part(participant: Participant, keys: Keyring | None = None) -> Part:
    """The call; with her key also what it opens."""
    case: Case = participant.case
    found = participants.shown_to(participant, keys) if keys is not None else []
    return Part(
        number=shown_number(case.number),
        name=participants.person(participant).name,
        role=code_name("participant_roles", participant.role).of(),
        mediator=case.mediator.tenure.person.name if case.mediator else "",
        office=case.office,
        status=participant.status,
        called_at=participant.called_at,
        signed_at=participant.signed_at,
        ended_at=participant.ended_at,
        ending=str(participant.get_ending_display()) if participant.ending else "",
        to_sign=participant.status == Participant.Status.ENTERED,
        reads=participant.reads(),
        shown=[_words(one) for one in found],
    )


def _words(one: Opened) -> Words:
    return Words(
        who=str(_AUTHORS.get(one.text("author"), _AUTHORS["M"])),
        text=one.text(),
        written_at=parse_datetime(one.text("written_at")),
        at=one.at,
    )
