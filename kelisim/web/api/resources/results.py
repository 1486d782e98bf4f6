"""Results claimed and results expected, and the programmes that set them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from kelisim.web.api.asked import Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.shapes import Shape, Words, any_words, words
from kelisim.web.site.narrative import Claim, Goal, Programme, story
from kelisim.web.site.record import Part
from kelisim.web.site.results import targets

TAG = "results"
router = Router()


class Grounds(Shape):
    """A statement's own code and what it rests on; `verified`: it was read, not recalled."""

    code: str
    facts: list[str]
    sources: list[str]
    inconsistencies: list[str]
    verified: bool


class ClaimRow(Grounds):
    """A claim, what speaks for it and against it, and who added each; no verdict."""

    claim: Words
    evidence: Words
    counter: Words
    claim_by: list[str]
    evidence_by: list[str]
    counter_by: list[str]
    conflicts: list[str]


class ExpectedRow(Grounds):
    """A result a programme expected. `indicator` null: none was set."""

    programme: str
    since: str
    until: str | None
    act: str | None
    target: Words
    indicator: Words | None
    known: Words | None


class GoalRow(Grounds):
    """A goal of a programme; `under`: the goal it belongs to."""

    under: str | None
    kind: str
    number: str | None
    title: Words


class ProgrammeRow(Grounds):
    """A strategy, concept or programme with its goals."""

    kind: str
    since: str
    until: str | None
    act: str | None
    title: Words
    note: Words
    goals: list[GoalRow]


def grounds(part: Part) -> dict[str, Any]:
    """The four fields every statement carries."""
    return {
        "facts": list(part.facts),
        "sources": list(part.sources),
        "inconsistencies": list(part.inconsistencies),
        "verified": part.verified,
    }


@router.get(
    "/claims",
    response=Page[ClaimRow],
    summary=gettext_noop("Claimed results: what speaks for each and against it, and who added each"),
)
def claims(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    return items_page(request, asked, [_claim(one) for one in story().claims])


def _claim(one: Claim) -> ClaimRow:
    return ClaimRow(
        code=one.id,
        claim=words(one.claim),
        evidence=words(one.evidence),
        counter=words(one.counter),
        claim_by=list(one.claim_by),
        evidence_by=list(one.evidence_by),
        counter_by=list(one.counter_by),
        conflicts=list(one.conflicts),
        **grounds(one),
    )


@router.get(
    "/expected-results",
    response=Page[ExpectedRow],
    summary=gettext_noop("Expected results: target, indicator if any was set, what is known"),
)
def expected_results(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    found = [_expected(programme, goal) for programme, goal in targets(story())]
    return items_page(request, asked, found)


def _expected(programme: Programme, goal: Goal) -> ExpectedRow:
    return ExpectedRow(
        code=goal.id,
        programme=programme.id,
        since=programme.since,
        until=programme.until or None,
        act=programme.act or None,
        target=words(goal.title),
        indicator=any_words(goal.indicator),
        known=any_words(goal.known),
        **grounds(goal),
    )


@router.get(
    "/programmes",
    response=Page[ProgrammeRow],
    summary=gettext_noop("Strategies, concepts and programmes with their goals"),
)
def programmes(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    return items_page(request, asked, [_programme(one) for one in story().programmes])


def _programme(one: Programme) -> ProgrammeRow:
    return ProgrammeRow(
        code=one.id,
        kind=one.kind,
        since=one.since,
        until=one.until or None,
        act=one.act or None,
        title=words(one.title),
        note=words(one.note),
        goals=list(_goals(one.items, None)),
        **grounds(one),
    )


def _goals(found: Iterable[Goal], under: str | None) -> Iterable[GoalRow]:
    for goal in found:
        yield GoalRow(
            code=goal.id,
            under=under,
            kind=goal.kind,
            number=goal.number or None,
            title=words(goal.title),
            **grounds(goal),
        )
        yield from _goals(goal.items, goal.id)
