"""What a person may, read off the grid of the product and nothing else: the expected answer of every page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from kelisim.apps.mediation.access.grid import GRID, Cell, Limit, Reach, Thing
from kelisim.kernel.access.roles import Role

if TYPE_CHECKING:
    from tests.web.grid.scene import Person


class Place(StrEnum):
    """Where an object lies, seen from the people of the scene."""

    OWN = "own"
    SIBLING = "sibling"  # another office of the same region
    ELSEWHERE = "elsewhere"  # another region

    @classmethod
    def index(cls, one: Place) -> int:
        """Its place in the row."""
        return list(cls).index(one)


class Stage(StrEnum):
    """How far a case is."""

    EARLY = "early"  # the office decides; nobody leads it
    TALKS = "talks"  # after the agreement, the window to object is over

    @classmethod
    def index(cls, one: Stage) -> int:
        """Its place in the row."""
        return list(cls).index(one)


class Answer(StrEnum):
    """What a page answers."""

    OPEN = "open"  # the page, or where it leads on
    REFUSED = "refused"  # 403: she sees the object, not this
    NOTHING = "nothing"  # 404: there is no such thing
    SIGN_IN = "sign in"  # the same for everything there is and is not
    ENTRANCE = "entrance"  # to where a side opens her case; the same for everything there is and is not
    NO_PASS = "no pass"  # 401
    METHOD = "method"  # 405


REACHED: dict[Reach, frozenset[Place]] = {
    Reach.REGION: frozenset({Place.OWN, Place.SIBLING}),
    Reach.NATION: frozenset(Place),
    Reach.ALL: frozenset(Place),
}
# Writing with these limits is one deed of its own: a right has to name it.
OWN_DEED = {Limit.TRANSFER, Limit.ESCROW, Limit.STATUSES}


Deed = Literal["read", "write"]


@dataclass(frozen=True)
class Right:
    """A cell of the grid that a page asks for; `roles` narrows it, it never widens it."""

    thing: Thing
    deed: Deed = "read"
    roles: frozenset[Role] = frozenset(Role)
    limit: Limit = Limit.NONE
    side: str = ""  # whose it is, where it is one side's

    def cell(self, role: Role) -> Cell | None:
        """The cell, if this right is one of the role's."""
        found = GRID[self.thing][role]
        reach = found.read if self.deed == "read" else found.write
        own_deed = self.deed == "write" and found.limit in OWN_DEED
        named = not own_deed or found.limit == self.limit
        is_hers = role in self.roles and named and reach not in {Reach.NOTHING, Reach.TOTALS}
        return found if is_hers else None

    def of(self, who: Person, at: Place | None = None, stage: Stage = Stage.TALKS, side: str = "") -> bool:
        """Whether she has it there; without a place, anywhere."""
        side = side or self.side
        return any(self._of(role, who, at, stage, side) for role in {who.role, Role.PUBLIC})

    def _of(self, role: Role, who: Person, at: Place | None, stage: Stage, side: str) -> bool:
        cell = self.cell(role)
        if cell is None:
            return False
        if at is None:
            return _within(cell.limit, who, stage, side)
        reach = cell.read if self.deed == "read" else cell.write
        reached = REACHED.get(reach, who.own)
        leads = role not in {Role.MEDIATOR, Role.PARTY, Role.INVITED} or stage == Stage.TALKS
        return at in reached and leads and _within(cell.limit, who, stage, side)


def _within(limit: Limit, who: Person, stage: Stage, side: str) -> bool:
    if limit == Limit.UNTIL_AGREED:
        return stage == Stage.EARLY
    if limit in {Limit.OWN_TEXT, Limit.OWNER, Limit.OTHER_NAME}:
        return not who.side or not side or side == who.side
    return True


def right(
    thing: Thing, deed: Deed = "read", *roles: Role, limit: Limit = Limit.NONE, side: str = ""
) -> Right:
    """Short for the tables."""
    return Right(thing, deed, frozenset(roles or Role), limit, side)


@dataclass(frozen=True)
class Mark:
    """A word that stands for a text, and what right it takes to read it."""

    text: str
    thing: Thing
    at: Place
    stage: Stage = Stage.TALKS
    side: str = ""  # whose it is
    named: bool = False  # a name: the other side knows it too
    agreed: bool = False  # the agreement both sign says it: the law wants the sides' details in it

    def readable_by(self, who: Person) -> bool:
        """Whether the grid lets her read it."""
        side = "" if self.named else self.side
        joint = self.agreed and right(Thing.JOINT).of(who, self.at, self.stage)
        return joint or right(self.thing).of(who, self.at, self.stage, side)
