"""The structure of the institution on a day, and two days compared: the answers of the command, unchanged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.queries.as_json import comparison_json, structure_json
from kelisim.apps.institution.queries.comparison import compared_from
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.engines.timeline.types import Effect
from kelisim.web.api.asked import AS_KNOWN, Asked, Day, backwards
from kelisim.web.api.problems import Bad, Refused
from kelisim.web.api.shapes import Dated, Shape, Words

TAG = "institution"
router = Router()


class OnAsked(Asked):
    """A day."""

    on: Day = Field(description=gettext_noop("The day, YYYY-MM-DD."), examples=["2021-01-01"])
    as_known: Day | None = Field(None, description=AS_KNOWN)


class CompareAsked(Asked):
    """Two days."""

    since: Day = Field(
        alias="from", description=gettext_noop("The earlier day, YYYY-MM-DD."), examples=["2022-06-01"]
    )
    until: Day = Field(
        alias="to", description=gettext_noop("The later day, YYYY-MM-DD."), examples=["2022-06-30"]
    )
    as_known: Day | None = Field(None, description=AS_KNOWN)

    def contradictions(self) -> list[Bad]:
        """The earlier day comes first."""
        return backwards(("from", self.since), ("to", self.until))


class Status(Shape):
    """A legal status and the act that gave it."""

    code: str
    act: str | None


class Head(Shape):
    """The rule by which the head is found, and the office it points at."""

    rule: str
    of: str
    act: str


class Institution(Shape):
    """The institution of the day."""

    id: str | None
    exists: bool
    name: Words | None
    name_act: str | None
    status: Status | None
    head: Head | None
    created: Dated | None
    abolished: Dated | None
    succeeds: str | None


class Organ(Shape):
    """A body in being on the day."""

    id: str
    name: Words
    each: bool = Field(alias="class")
    parent: str | None
    tie: str | None = Field(alias="as")
    created: Dated
    placed: Dated
    head: Head | None
    facts: list[str]
    confidence: str
    verified: bool
    flags: list[str]


class HeldPower(Shape):
    """A power in a body's hands."""

    code: str
    holder: str
    value: dict[str, Any]
    since: Dated
    facts: list[str]
    confidence: str
    verified: bool
    flags: list[str]


class Uncertain(Shape):
    """What may already have happened."""

    effect: str
    verb: str
    subject: str
    key: str
    earliest: date
    latest: date


class OpenConsequence(Shape):
    """A live result that rests on a repealed act."""

    act: str
    effect: str
    subject: str
    key: str


class Note(Shape):
    """A sentence beside the answer."""

    code: str
    text: Words


class StructureOn(Shape):
    """kelisim/institution-on/1"""

    form: str = Field(alias="schema")
    pack: str
    on: date
    as_known: date | None
    institution: Institution
    organs: list[Organ]
    powers: list[HeldPower]
    lapsed: list[HeldPower]
    acts_in_force: list[str]
    uncertain: list[Uncertain]
    open_consequences: list[OpenConsequence]
    notes: list[Note]


class Change(Shape):
    """What one effect changed between the two days."""

    kind: str
    subject: str
    key: str
    before: Any
    after: Any
    at: Dated
    effect: str
    net: bool
    facts: list[str]


class ActBetween(Shape):
    """An act behind the changes."""

    id: str
    title: Words
    date: str
    verb_counts: dict[str, int]


class Comparison(Shape):
    """kelisim/institution-compare/1"""

    form: str = Field(alias="schema")
    pack: str
    since: date = Field(alias="from")
    until: date = Field(alias="to")
    as_known: date | None
    changes: list[Change]
    acts: list[ActBetween]
    uncertain: list[Uncertain]
    notes: list[Note]


def _ledger() -> list[Effect]:
    rows = ledger()
    if not rows:
        raise Refused("no_ledger")
    return rows


@router.get(
    "/institution/on",
    response=StructureOn,
    by_alias=True,
    summary=gettext_noop("The institution on a day: its bodies, powers and acts in force"),
)
def institution_on(request: HttpRequest, asked: Query[OnAsked]) -> Any:
    """The same answer as the command `kelisim institution on`."""
    return structure_json(structure_from(_ledger(), asked.on, asked.as_known))


@router.get(
    "/institution/compare",
    response=Comparison,
    by_alias=True,
    summary=gettext_noop("What changed in the institution from one day to another, and by which acts"),
)
def institution_compare(request: HttpRequest, asked: Query[CompareAsked]) -> Any:
    """The same answer as the command `kelisim institution compare`."""
    return comparison_json(compared_from(_ledger(), asked.since, asked.until, asked.as_known))
