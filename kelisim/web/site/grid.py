"""The page "who sees what", made of the very table the mediation room obeys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.access.grid import GRID, LIMITS, THINGS, Cell, Reach, Thing
from kelisim.kernel.access.roles import LABELS, Role
from kelisim.web.files import Listing

NOTHING = "–"


@dataclass(frozen=True, kw_only=True)
class RoleCard:
    """One role in words: what it may, thing by thing, and what it never sees."""

    role: str
    may: Sequence[tuple[str, str]]
    never: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Roles that stand alike to a case, as a table for wide screens and as cards for narrow ones."""

    key: str
    title: Promise
    text: Promise
    roles: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    cards: Sequence[RoleCard]

    @property
    def listing(self) -> Listing:
        """A line a thing, a column a role."""
        rows = [(thing, *(words for _role, words in cells)) for thing, cells in self.rows]
        return Listing(name=self.key, columns=("thing", *self.roles), rows=rows)


_GROUPS = (
    (
        "inside",
        _("You and those who work on your case"),
        _("Only these open the texts of a case, each only as far as the work asks for it."),
        (Role.PUBLIC, Role.PARTY, Role.INVITED, Role.MEDIATOR, Role.CLERK),
    ),
    (
        "around",
        _("Those who watch over the work"),
        _("They see that work is done and when, never what was said."),
        (Role.COORDINATOR, Role.COUNCIL, Role.REFERRER, Role.AUDITOR),
    ),
    (
        "outside",
        _("Those who never open a case"),
        _("They work with totals, accounts or public discussions. No key of theirs opens any text."),
        (Role.FACILITATOR, Role.MODERATOR, Role.ANALYST, Role.SECRETARIAT, Role.ADMIN),
    ),
)


_WHERE = {
    Reach.OWN: _("own cases"),
    Reach.OFFICE: _("own office"),
    Reach.REGION: _("own region"),
    Reach.NATION: _("whole country"),
    Reach.ALL: _("everything"),
}
_ONES_OWN = _("what is one's own")  # of an account, of the register, of the record: not of a case
_NOT_CASES = {Thing.REGISTER, Thing.AUDIT, Thing.ACCOUNTS}


def _where(thing: Thing, reach: Reach) -> str:
    return str(_ONES_OWN if reach is Reach.OWN and thing in _NOT_CASES else _WHERE[reach])


def words(thing: Thing, cell: Cell) -> str:
    """A cell as a sentence a reader understands; a dash where there is nothing."""
    if cell.read is Reach.TOTALS:
        said = gettext("sees published totals only")
    elif cell.read is Reach.NOTHING:
        return NOTHING
    elif cell.write is Reach.NOTHING:
        said = gettext("reads: %(where)s") % {"where": _where(thing, cell.read)}
    elif cell.write is cell.read:
        said = gettext("reads and writes: %(where)s") % {"where": _where(thing, cell.read)}
    else:
        places = {"where": _where(thing, cell.read), "there": _where(thing, cell.write)}
        said = gettext("reads: %(where)s; writes: %(there)s") % places
    return f"{said}; {LIMITS[cell.limit]}" if cell.limit in LIMITS else said


def _card(role: Role) -> RoleCard:
    cells = [(str(THINGS[thing]), words(thing, GRID[thing][role])) for thing in Thing]
    return RoleCard(
        role=str(LABELS[role]),
        may=[cell for cell in cells if cell[1] != NOTHING],
        never=[thing for thing, said in cells if said == NOTHING],
    )


def groups() -> list[Group]:
    """Every role of the grid exactly once, in the reader's language."""
    return [
        Group(
            key=key,
            title=title,
            text=text,
            roles=[str(LABELS[role]) for role in roles],
            rows=[
                (str(THINGS[thing]), [(str(LABELS[role]), words(thing, GRID[thing][role])) for role in roles])
                for thing in Thing
            ],
            cards=[_card(role) for role in roles],
        )
        for key, title, text, roles in _GROUPS
    ]
