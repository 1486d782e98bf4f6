"""Openings of the escrow and consents of a case, as a side reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries.break_glass import openings_of
from kelisim.apps.mediation.queries.consents import Kind, consents
from kelisim.kernel.packs.codes import code_name

_STATES: dict[str, tuple[Promise, str]] = {
    "waiting": (pgettext_lazy("opening", "waits for the second officer"), "care"),
    "returned": (pgettext_lazy("opening", "the key is returned"), "good"),
    "lapsed": (pgettext_lazy("opening", "lapsed; nobody got a key"), "late"),
}
_TO: dict[str, Promise] = {
    "A": pgettext_lazy("key for", "for the applicant"),
    "B": pgettext_lazy("key for", "for the other side"),
    "mediator": pgettext_lazy("key for", "for the mediator"),
    "office": pgettext_lazy("key for", "for the office"),
}
_WHAT: dict[Kind, Promise] = {
    Kind.SHARE_NOTE: _("A private note may be read by everybody in the case"),
    Kind.CALL_IN: _("A person may be called in by the mediator"),
    Kind.FOLLOW_UP: _("The office may ask whether the settlement is performed"),
    Kind.DATA_NOTICE: _("Data are kept as the data notice says"),
}
_WHOM: dict[Kind, Promise] = {
    Kind.SHARE_NOTE: pgettext_lazy("consent to", "both sides and the mediator"),
    Kind.CALL_IN: pgettext_lazy("consent to", "the mediator"),
    Kind.FOLLOW_UP: pgettext_lazy("consent to", "the office"),
    Kind.DATA_NOTICE: pgettext_lazy("consent to", "the office and the mediator"),
}
_HOW: dict[Kind, Promise] = {
    Kind.SHARE_NOTE: pgettext_lazy("consent by", "on this page, with her own key"),
    Kind.CALL_IN: pgettext_lazy("consent by", "on this page, with her own key"),
    Kind.FOLLOW_UP: pgettext_lazy("consent by", "ticked when applying or joining"),
    Kind.DATA_NOTICE: pgettext_lazy("consent by", "ticked when applying or joining"),
}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """One opening of the outer seal."""

    at: datetime
    reason: str
    to: str
    label: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class Given:
    """One consent; `key` only where the reader may take it back."""

    who: str
    what: str
    version: int  # 0 where it is not about a text
    whom: str
    how: str
    at: datetime
    ended: datetime | None
    key: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Both lists of her page."""

    opened: Sequence[Opened]
    given: Sequence[Given]


NOTHING = Kept(opened=(), given=())


def kept(case: Case, party: Party, names: Mapping[str, str]) -> Kept:
    """What is kept about keys and consents."""
    return Kept(opened=opened(case), given=given(case, party, names))


def opened(case: Case) -> list[Opened]:
    """Every opening, the newest first."""
    return [
        Opened(
            at=one.move.at,
            reason=code_name("break_glass", one.move.reason).of(),
            to=str(_TO.get(one.to, "")),
            label=str(_STATES[one.state][0]),
            tone=_STATES[one.state][1],
        )
        for one in openings_of(case)
    ]


def given(case: Case, party: Party, names: Mapping[str, str]) -> list[Given]:
    """The register of consents as this side may read it."""
    return [
        Given(
            who=names.get(one.side, ""),
            what=str(_WHAT[one.kind]),
            version=one.version if one.kind == Kind.SHARE_NOTE else 0,
            whom=str(_WHOM[one.kind]),
            how=str(_HOW[one.kind]),
            at=one.at,
            ended=one.withdrawn_at,
            key=one.key if one.side == party.side and one.withdrawn_at is None else "",
        )
        for one in consents(case, party)
    ]
