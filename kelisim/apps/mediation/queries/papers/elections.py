"""The protocol by which a local community elects a mediator: meeting, candidates, votes."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kelisim.apps.mediation.errors.documents import ProtocolUnreadable
from kelisim.apps.mediation.queries import law
from kelisim.kernel.documents.sheet import Facts, Heading, Paragraph, Sheet, Signatures, Table
from kelisim.kernel.packs.dated import NoValue
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One candidate and the votes."""

    name: str
    votes: int
    against: int
    abstained: int
    elected: bool
    entry: str = ""  # the number of an entry she has already


@dataclass(frozen=True, kw_only=True)
class Election:
    """A meeting that elected, as its protocol tells it."""

    lang: str
    number: str
    held_on: dt.date
    place: str
    community: str
    entitled: int
    present: int
    chair: str
    secretary: str
    candidates: tuple[Candidate, ...]
    handed_to: str = ""


_TEXTS = ("lang", "number", "held_on", "place", "community", "chair", "secretary")
_COUNTS = ("entitled", "present")
_VOTES = ("votes", "against", "abstained")


def read_election(raw: bytes) -> Election:
    """The protocol from its JSON (docs/method/documents.md). Raises ProtocolUnreadable with the fields."""
    try:
        told = json.loads(raw.decode("utf-8-sig"))
    except ValueError:
        raise ProtocolUnreadable(fields=["file"]) from None
    return election_of(told)


def election_of(told: object) -> Election:
    """The same from what is told field by field. Raises ProtocolUnreadable with the fields."""
    if not isinstance(told, dict):
        raise ProtocolUnreadable(fields=["file"])
    wrong = [name for name in _TEXTS if not _is_text(told.get(name))]
    wrong += [name for name in _COUNTS if not _is_count(told.get(name))]
    day = _day(told.get("held_on"))
    listed = told.get("candidates")
    rows: list[Any] = listed if isinstance(listed, list) else []
    if told.get("lang") not in dict(settings.LANGUAGES):
        wrong.append("lang")
    if day is None:
        wrong.append("held_on")
    if not rows or not all(_is_candidate(one) for one in rows):
        wrong.append("candidates")
    if wrong or day is None:
        raise ProtocolUnreadable(fields=list(dict.fromkeys(wrong)))
    _require_sums(told, rows)
    return Election(
        **{name: told[name] for name in (*_TEXTS, *_COUNTS) if name != "held_on"},
        held_on=day,
        handed_to=told["handed_to"] if _is_text(told.get("handed_to")) else "",
        candidates=tuple(
            Candidate(
                name=one["name"].strip(),
                elected=bool(one.get("elected")),
                entry=str(one.get("entry") or "").strip()[:40],
                **{key: one[key] for key in _VOTES},
            )
            for one in rows
        ),
    )


def election(told: Election) -> Sheet:
    """The protocol of an election. JSON attached: the meeting is public and the register reads it."""
    with override(told.lang):
        named = {"number": told.number, "day": say.date(told.held_on)}
        return Sheet(
            title=_("Protocol of the election of a mediator"),
            subtitle=_("Protocol %(number)s · %(day)s") % named,
            lang=told.lang,
            day=told.held_on,
            footer=_("Protocol %(number)s") % named,
            attached=True,
            blocks=(
                Paragraph(text=_("The meeting of the local community voted on who may mediate.")),
                _meeting(told),
                Heading(text=_("Candidates and votes")),
                _votes(told),
                Heading(text=_("Signatures")),
                Signatures(
                    rows=(
                        (_("Chair: %(name)s") % {"name": told.chair}, ""),
                        (_("Secretary: %(name)s") % {"name": told.secretary}, ""),
                    )
                ),
            ),
        )


def _meeting(told: Election) -> Facts:
    return Facts(
        rows=(
            (_("Held on"), say.date(told.held_on)),
            (_("Place"), told.place),
            (_("Local community"), told.community),
            (_("Entitled to vote"), str(told.entitled)),
            (pgettext("vote", "Present"), str(told.present)),
            *_handed(told),
        )
    )


def _votes(told: Election) -> Table:
    head = (
        _("Candidate"),
        pgettext("vote", "For"),
        pgettext("vote", "Against"),
        pgettext("vote", "Abstained"),
        pgettext("vote", "Result"),
    )
    yes = pgettext("vote", "elected")
    rows = tuple(
        (one.name, str(one.votes), str(one.against), str(one.abstained), yes if one.elected else "–")
        for one in told.candidates
    )
    return Table(head=head, rows=rows, widths=(8, 3, 3, 4, 5))


def _handed(told: Election) -> tuple[tuple[str, str], ...]:
    """To whom the protocol goes, and by when, where the pack knows a term."""
    rows = [(_("To be handed to"), told.handed_to)] if told.handed_to else []
    try:
        last = law.last_day("election_protocol_days", told.held_on)
    except NoValue:
        return tuple(rows)
    return (*rows, (_("At the latest on"), say.date(last)))


def _require_sums(told: dict[str, Any], rows: list[Any]) -> None:
    """Nobody votes who is not there: present within entitled, each candidate's votes within present."""
    wrong = ["present"] if told["present"] > told["entitled"] else []
    if any(sum(one[key] for key in _VOTES) > told["present"] for one in rows):
        wrong.append("candidates")
    if wrong:
        raise ProtocolUnreadable(fields=wrong)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_candidate(one: object) -> bool:
    return isinstance(one, dict) and _is_text(one.get("name")) and all(_is_count(one.get(k)) for k in _VOTES)


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None
