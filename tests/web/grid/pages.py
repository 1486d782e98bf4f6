"""What one address asks for, in cells of the grid, and what the grid then says of a person who asks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kelisim.apps.mediation.access.grid import Limit, Thing
from kelisim.kernel.access.roles import Role
from tests.web.grid.rights import Answer, Place, Right, Stage, right
from tests.web.grid.things import Objects

if TYPE_CHECKING:
    from tests.web.grid.scene import Person

R = Role
T = Thing
# The roles that come by the desks; sides, the called-in and institutions have ways of their own.
DESKS = (R.MEDIATOR, R.CLERK, R.COORDINATOR, R.COUNCIL, R.AUDITOR)
SEES = right(T.CLEAR, "read", *DESKS)
WORKS = right(T.CLEAR, "write", R.CLERK)
LEADS = right(T.JOINT, "write", R.MEDIATOR)
READS_JOINT = right(T.JOINT, "read", R.MEDIATOR)
FOLLOWS = right(T.OBLIGATIONS, "write", R.CLERK)
MOVES = right(T.CLEAR, "write", R.COORDINATOR, limit=Limit.TRANSFER)
ESCROW = right(T.CLEAR, "write", R.COUNCIL, limit=Limit.ESCROW)
NAMES = right(T.IDENTITY, "read", *DESKS)
SIDE = right(T.JOINT, "read", R.PARTY)
CALLED_IN = right(T.SHOWN, "read", R.INVITED)

Named = Callable[[Objects, Stage], dict[str, object]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """One address. `sees` wanting: 404. `may` wanting: 403. `there` wanting: 404 again (no such part).

    `enters` wanting: sent on to where number and secret are asked. `query` and `body` name more objects.
    """

    sees: Right | None = None
    may: Right | None = None
    there: Right | None = None
    enters: Right | None = None
    writes: Right | None = None  # what sending it takes, where that is more than reading
    named: Named | None = None  # the object its address names
    query: Callable[[Objects], str] | None = None
    body: Callable[[Objects, Person], dict[str, object]] | None = None
    placed: bool = True  # the object lies in a place; the same for everybody otherwise
    stages: tuple[Stage, ...] = (Stage.TALKS,)
    signed_in: bool = True
    methods: tuple[str, ...] = ("GET", "POST")
    always: Answer | None = None  # to everybody: another mode of the product, or for programs alone

    def places(self) -> list[Place]:
        """Where it can be asked for."""
        return list(Place) if self.placed and (self.named or self.query) else [Place.OWN]


def case(**more: object) -> Named:
    """The address of a case, with what else stands in it."""
    return lambda objects, stage: {"number": str(objects.cases[stage].case), **more}


def named(**read: Callable[[Objects], object]) -> Named:
    """The address of another object."""
    return lambda objects, _stage: {name: one(objects) for name, one in read.items()}


def fixed(**words: object) -> Named:
    """The same words in every place."""
    return lambda _objects, _stage: dict(words)


def expected(page: Page, who: Person, at: Place, stage: Stage, method: str) -> Answer:
    """What the grid says this person gets."""
    if page.always:
        return page.always
    if page.signed_in and who.user is None:
        return Answer.SIGN_IN
    if method not in page.methods:
        return Answer.METHOD
    placed = at if len(page.places()) > 1 else None

    def has(one: Right | None) -> bool:
        return one is None or one.of(who, placed, stage)

    if not has(page.enters):
        return Answer.ENTRANCE
    if not has(page.sees):
        return Answer.NOTHING
    if not has(page.may) or (method == "POST" and not has(page.writes)):
        return Answer.REFUSED
    return Answer.OPEN if has(page.there) else Answer.NOTHING
