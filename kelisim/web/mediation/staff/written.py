"""What the mediator's page tells of the talks: offer, documents to sign, meetings, notes, promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kelisim.apps.mediation.models import Case, Session
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law, sealed, signatures
from kelisim.kernel.packs.codes import code_name, text
from kelisim.kernel.packs.zones import zone_of
from kelisim.web.mediation.signed import Signer, signers_of
from kelisim.web.mediation.staff.door import address
from kelisim.web.mediation.staff.papers import PROTOCOL
from kelisim.web.mediation.staff.told import SIDES

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document under signature: its version, who signed, which conditions are still empty."""

    version: int
    signers: list[Signer]
    complete: bool
    empty: list[str]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """One meeting as a line."""

    number: int
    starts_at: datetime
    mode: str
    apart: str
    status: str
    planned: bool
    minutes: int | None
    absent: str
    paper: str
    zone: str


@dataclass(frozen=True, kw_only=True)
class NoteRoom:
    """One compartment: who reads it, and its notes, the oldest first."""

    code: str
    title: str
    notes: list[Note]


@dataclass(frozen=True, kw_only=True)
class Note:
    """One note with its author."""

    at: datetime
    author: str
    text: str = field(repr=False)
    shown_to: Sequence[str] = field(default=(), repr=False)  # who of those called in may read it


def paper(case: Case, kind: ItemKind, keys: Keyring) -> Paper | None:
    """The newest version of a document and who signed exactly it."""
    item = signatures.draft(case, kind)
    if item is None:
        return None
    opened = sealed.opened(case, keys, kinds=[ItemKind.EVIDENCE])
    names = {one: str(label) for one, label in SIDES.items()}
    signers = signers_of(case, item, names, opened, lambda uid: address("case-evidence", case, uid=uid))
    return Paper(
        version=item.version,
        signers=signers,
        complete=all(one.at for one in signers),
        empty=_empty(case, keys, item.at.date()) if kind == ItemKind.AGREEMENT else [],
    )


def _empty(case: Case, keys: Keyring, day: date) -> list[str]:
    found = sealed.latest(case, keys, ItemKind.AGREEMENT)
    terms = found.words.get("terms") if found else None
    if not isinstance(terms, dict):
        return []
    named = {one.key.partition(".")[2]: one.text or {} for one in law.conditions("agreement", day)}
    return [text(named.get(code, {})).of() or code for code, words in terms.items() if not words]


def meetings(case: Case) -> list[Meeting]:
    """All meetings in their order."""
    rows = case.sessions.select_related("apart")
    return [_meeting(case, row) for row in rows]


def _meeting(case: Case, row: Session) -> Meeting:
    planned = row.status == Session.Status.PLANNED
    return Meeting(
        number=row.number,
        starts_at=row.starts_at,
        mode=code_name("modes", row.mode).of(),
        apart=str(SIDES[row.apart.side]) if row.apart else "",
        status=str(Session.Status(row.status).label),
        planned=planned,
        minutes=row.minutes,
        absent=", ".join(str(SIDES[letter]) for letter in row.missing),
        zone=zone_of(str(case.region_id or "")).key,
        paper="" if planned else address("case-paper", case, name=f"{PROTOCOL}{row.number}"),
    )


def note_rooms(case: Case, keys: Keyring, shown: Mapping[str, Sequence[str]]) -> list[NoteRoom]:
    """The four compartments with the notes her open keys open; `shown` says to whom each was shown."""
    found = sealed.opened(case, keys, kinds=[ItemKind.NOTE])
    rooms = (
        ("joint", _("Both sides and you"), sealed.JOINT),
        ("private_A", _("The applicant and you"), "private:A"),
        ("private_B", _("The other side and you"), "private:B"),
        ("mediator", _("You alone"), sealed.MEDIATOR),
    )
    return [
        NoteRoom(
            code=code,
            title=title,
            notes=[_note(one, shown) for one in found if one.item.compartment == compartment],
        )
        for code, title, compartment in rooms
    ]


def _note(one: sealed.Opened, shown: Mapping[str, Sequence[str]]) -> Note:
    author = one.item.author.side if one.item.author else "M"
    return Note(
        at=one.at,
        author=str(SIDES[author]),
        text=one.text(),
        shown_to=shown.get(str(one.item.uid), ()),
    )
