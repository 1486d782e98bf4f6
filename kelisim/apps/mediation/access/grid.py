"""The grid: every object of the room, every role, what it reads and writes and how far."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.access.roles import LABELS, Role

R = Role


class Thing(StrEnum):
    """What can be read or written."""

    CLEAR = "clear"
    IDENTITY = "identity"
    INTAKE = "intake"
    JOINT = "joint"
    PRIVATE = "private"
    MEDIATOR_NOTES = "mediator_notes"
    SHOWN = "shown"
    OBLIGATIONS = "obligations"
    OFFERS = "offers"
    REFERRALS = "referrals"
    MEMORANDA = "memoranda"
    DIARY = "diary"
    REGISTER = "register"
    COUNTS = "counts"
    RELEASED = "released"
    AUDIT = "audit"
    ACCOUNTS = "accounts"


class Reach(StrEnum):
    """How far a right goes."""

    NOTHING = "nothing"
    OWN = "own"
    OFFICE = "office"
    REGION = "region"
    NATION = "nation"
    ALL = "all"
    TOTALS = "totals"


class Limit(StrEnum):
    """What a right stops at."""

    NONE = ""
    OWN_TEXT = "own_text"
    OTHER_NAME = "other_name"
    AFTER_WINDOW = "after_window"
    UNTIL_AGREED = "until_agreed"
    OWNER = "owner"
    AUTHOR = "author"
    BY_NAME = "by_name"
    TRANSFER = "transfer"
    ESCROW = "escrow"
    STATUSES = "statuses"
    SENT = "sent"
    CODES = "codes"
    PUBLIC_PART = "public_part"
    OWN_ACTS = "own_acts"
    PROPOSE = "propose"
    ACCOUNTS = "accounts"


@dataclass(frozen=True)
class Cell:
    """One cell: how far reading and writing go, and where they stop."""

    read: Reach = Reach.NOTHING
    write: Reach = Reach.NOTHING
    limit: Limit = Limit.NONE


@dataclass(frozen=True, kw_only=True)
class GridRow:
    """One row of the public page "who sees what", in the reader's language."""

    thing: Thing
    label: str
    cells: tuple[tuple[str, str], ...]  # role, what it may


N, O, F, G, C, A, T = (  # noqa: E741 - short names only to keep the table readable
    Reach.NOTHING,
    Reach.OWN,
    Reach.OFFICE,
    Reach.REGION,
    Reach.NATION,
    Reach.ALL,
    Reach.TOTALS,
)
L = Limit
NO, TOTALS, READ_ALL = Cell(), Cell(T), Cell(A)

_ORDER = (
    *(R.PUBLIC, R.PARTY, R.INVITED, R.MEDIATOR, R.CLERK, R.COORDINATOR, R.COUNCIL),
    *(R.REFERRER, R.ANALYST, R.SECRETARIAT, R.AUDITOR, R.ADMIN),
)


_OF_OTHER_ROOMS = (R.FACILITATOR, R.MODERATOR)


def _row(*cells: Cell) -> dict[Role, Cell]:
    """A cell a role in this order; whoever works in another room reads what everybody does."""
    found = dict(zip(_ORDER, cells, strict=True))
    return found | dict.fromkeys(_OF_OTHER_ROOMS, found[R.PUBLIC])


# fmt: off
GRID: dict[Thing, dict[Role, Cell]] = {
    #                    public, party, invited, mediator, clerk, coordinator, council,
    #                    referrer, analyst, secretariat, auditor, admin
    Thing.CLEAR: _row(
        NO, Cell(O), NO, Cell(O, O), Cell(F, F), Cell(G, G, L.TRANSFER), Cell(G, G, L.ESCROW),
        Cell(O, O, L.STATUSES), TOTALS, TOTALS, Cell(C), NO),
    Thing.IDENTITY: _row(
        NO, Cell(O, O, L.OTHER_NAME), NO, Cell(O), Cell(F, F), NO, NO, Cell(O, N, L.SENT), NO, NO, NO, NO),
    Thing.INTAKE: _row(
        NO, Cell(O, O, L.OWN_TEXT), NO, Cell(O, N, L.AFTER_WINDOW), Cell(F, F, L.UNTIL_AGREED),
        NO, NO, NO, NO, NO, NO, NO),
    Thing.JOINT: _row(NO, Cell(O, O), NO, Cell(O, O), NO, NO, NO, NO, NO, NO, NO, NO),
    Thing.PRIVATE: _row(NO, Cell(O, O, L.OWNER), NO, Cell(O, O), NO, NO, NO, NO, NO, NO, NO, NO),
    Thing.MEDIATOR_NOTES: _row(NO, NO, NO, Cell(O, O, L.AUTHOR), NO, NO, NO, NO, NO, NO, NO, NO),
    Thing.SHOWN: _row(NO, Cell(O), Cell(O, N, L.BY_NAME), Cell(O, O), NO, NO, NO, NO, NO, NO, NO, NO),
    Thing.OBLIGATIONS: _row(
        NO, Cell(O, O), NO, Cell(O), Cell(F, F), TOTALS, TOTALS, NO, TOTALS, TOTALS, Cell(C), NO),
    Thing.OFFERS: _row(
        NO, Cell(O), NO, Cell(O, O), Cell(F, F), Cell(G, N, L.CODES), Cell(G, N, L.CODES),
        NO, TOTALS, TOTALS, Cell(C, N, L.CODES), NO),
    Thing.REFERRALS: _row(
        NO, Cell(O), NO, Cell(O), Cell(F, F), Cell(G), Cell(G), Cell(O), TOTALS, TOTALS, Cell(C), NO),
    Thing.MEMORANDA: _row(*[READ_ALL] * 6, Cell(A, A), READ_ALL, READ_ALL, Cell(A, A), READ_ALL, READ_ALL),
    Thing.DIARY: _row(NO, Cell(O, O, L.OWNER), NO, Cell(O, O), Cell(F, F), NO, NO, NO, NO, NO, NO, NO),
    Thing.REGISTER: _row(
        Cell(A, N, L.PUBLIC_PART), READ_ALL, READ_ALL, Cell(A, O), Cell(A, F), Cell(A, G), Cell(A, G),
        READ_ALL, READ_ALL, READ_ALL, READ_ALL, NO),
    Thing.COUNTS: _row(NO, NO, NO, Cell(O), Cell(F), Cell(G), Cell(G), NO, NO, NO, Cell(C), NO),
    Thing.RELEASED: _row(*[READ_ALL] * 12),
    Thing.AUDIT: _row(
        NO, Cell(O), NO, Cell(O), Cell(F, N, L.OWN_ACTS), NO, Cell(G, N, L.ESCROW),
        NO, NO, NO, Cell(C), Cell(A, N, L.ACCOUNTS)),
    Thing.ACCOUNTS: _row(
        NO, Cell(O), NO, Cell(O), Cell(O), Cell(O, N, L.PROPOSE), Cell(O, N, L.PROPOSE),
        Cell(O), Cell(O), Cell(O), READ_ALL, Cell(A, A)) | dict.fromkeys(_OF_OTHER_ROOMS, Cell(O)),
}
# fmt: on

THINGS: dict[Thing, Promise] = {
    Thing.CLEAR: _("number, office, topic, states and dates of a case"),
    Thing.IDENTITY: _("names and contacts"),
    Thing.INTAKE: _("what the application says"),
    Thing.JOINT: _("joint notes and the text of the settlement"),
    Thing.PRIVATE: _("notes between the mediator and one side"),
    Thing.MEDIATOR_NOTES: _("the mediator's own notes"),
    Thing.SHOWN: _("what the mediator shows to an invited participant"),
    Thing.OBLIGATIONS: _("numbers and days of obligations, follow-up"),
    Thing.OFFERS: _("mediators offered and their statements"),
    Thing.REFERRALS: _("referrals"),
    Thing.MEMORANDA: _("memoranda and their joint plans"),
    Thing.DIARY: _("times when somebody cannot meet"),
    Thing.REGISTER: _("register of mediators"),
    Thing.COUNTS: _("exact counts"),
    Thing.RELEASED: _("published statistics"),
    Thing.AUDIT: _("record of deeds (without content)"),
    Thing.ACCOUNTS: _("accounts and roles"),
}

READS: dict[Reach, Promise] = {
    Reach.OWN: _("reads: own case"),
    Reach.OFFICE: _("reads: own office"),
    Reach.REGION: _("reads: own region"),
    Reach.NATION: _("reads: whole country"),
    Reach.ALL: _("reads"),
    Reach.TOTALS: _("published totals only"),
}

WRITES: dict[Reach, Promise] = {
    Reach.OWN: _("writes: own case"),
    Reach.OFFICE: _("writes: own office"),
    Reach.REGION: _("writes: own region"),
    Reach.ALL: _("writes"),
}

LIMITS: dict[Limit, Promise] = {
    Limit.OWN_TEXT: _("own text only"),
    Limit.OTHER_NAME: _("of the other side only the name"),
    Limit.AFTER_WINDOW: _("once the time to object is over"),
    Limit.UNTIL_AGREED: _("until the agreement to mediate, then nothing"),
    Limit.OWNER: _("only the side it belongs to"),
    Limit.AUTHOR: _("only who wrote them"),
    Limit.BY_NAME: _("only what is shown by name, once confidentiality is signed, until the part is over"),
    Limit.TRANSFER: _("may only move it to another office"),
    Limit.ESCROW: _("may only return a lost key, two officers together"),
    Limit.STATUSES: _("four statuses of what it referred"),
    Limit.SENT: _("what it sent itself"),
    Limit.CODES: _("codes only"),
    Limit.PUBLIC_PART: _("public part"),
    Limit.OWN_ACTS: _("own deeds"),
    Limit.PROPOSE: _("may propose changes"),
    Limit.ACCOUNTS: _("accounts only"),
}


def said(cell: Cell) -> str:
    """A cell in the reader's words; a dash where there is nothing."""
    parts = [str(READS[cell.read])] if cell.read in READS else []
    parts += [str(WRITES[cell.write])] if cell.write in WRITES else []
    parts += [str(LIMITS[cell.limit])] if cell.limit in LIMITS else []
    return "; ".join(parts) or "–"


def grid_rows() -> list[GridRow]:
    """The whole grid for the page "who sees what", in the reader's language."""
    return [
        GridRow(
            thing=thing,
            label=str(THINGS[thing]),
            cells=tuple((str(LABELS[role]), said(cell)) for role, cell in cells.items()),
        )
        for thing, cells in GRID.items()
    ]
