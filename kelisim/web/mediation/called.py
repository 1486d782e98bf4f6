"""Who is called into a case, as the sides and the mediator read it: whom, as what, how far it has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.mediation.models import Case, Participant
from kelisim.apps.mediation.queries import participants
from kelisim.apps.mediation.queries.participants import Person
from kelisim.apps.registry.public import Leader
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import of

_TONES = {Participant.Status.SIGNED: "good", Participant.Status.ASKED: "now"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One call. `link` is what the mediator may hand over while nobody has come in by it."""

    pk: int
    uid: str
    name: str = field(repr=False)
    role: str
    stands_for: str = field(repr=False)
    contact: str = field(repr=False)
    status: str
    tone: str
    at: datetime
    agreed: Sequence[str]  # the sides by letter
    asked: bool
    reads: bool
    over: bool
    link: str = field(default="", repr=False)


def called(case: Case) -> list[Line]:
    """Everybody who was called, the oldest first. Three queries, whatever their number."""
    rows = list(case.participants.prefetch_related("consented"))
    people = [participants.person(row) for row in rows]
    entries = participants.entries(people)
    return [_line(row, who, entries) for row, who in zip(rows, people, strict=True)]


def shown(case: Case, lines: Sequence[Line]) -> dict[str, list[str]]:
    """The names of those each joint note was shown to, by the note's uid."""
    names = {line.pk: line.name for line in lines}
    if not names:
        return {}
    return {item: [names[one] for one in to] for item, to in participants.shown_items(case).items()}


def _line(row: Participant, who: Person, entries: Mapping[str, Leader]) -> Line:
    over = row.status == Participant.Status.ENDED
    said = Participant.Ending(row.ending).label if over else Participant.Status(row.status).label
    return Line(
        pk=row.pk,
        uid=str(row.uid),
        name=who.name,
        role=code_name("participant_roles", row.role).of(),
        stands_for=stands_for(entries.get(who.leader)),
        contact=", ".join(filter(None, (who.phone, who.email))),
        status=str(said),
        tone="" if over else _TONES.get(Participant.Status(row.status), ""),
        at=row.ended_at or row.signed_at or row.called_at or row.asked_at,
        agreed=sorted(party.side for party in row.consented.all()),
        asked=row.status == Participant.Status.ASKED,
        reads=row.reads(),
        over=over,
        link=_link(row, who) if row.status == Participant.Status.CALLED else "",
    )


def stands_for(entry: Leader | None) -> str:
    """The office a leader bears and the association; nothing of a people or a faith."""
    return ", ".join(filter(None, (of(entry, "office"), of(entry.organisation, "name")))) if entry else ""


def _link(row: Participant, who: Person) -> str:
    with override(row.language):
        return settings.ORIGIN + reverse("call", args=[who.token])
