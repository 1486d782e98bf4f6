"""Results claimed and results expected: what is said, what speaks for and against it, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.statistics.queries.claims import statements
from kelisim.apps.statistics.queries.evidence import Shelf, shelves
from kelisim.apps.statistics.states.evidence import Side
from kelisim.web.files import Listing, list_file
from kelisim.web.site import claim_lists, listings
from kelisim.web.site.claim import added_by
from kelisim.web.site.listings import GROUNDS, columns, grounds, texts
from kelisim.web.site.narrative import Claim, Goal, Programme, Shown, Story
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.story import Told, told


@dataclass(frozen=True, kw_only=True)
class Reached:
    """Where a claim stands, and how much readers brought to each side."""

    label: str
    speaks_for: int
    speaks_against: int


@dataclass(frozen=True, kw_only=True)
class Card:
    """A claim with who added each column, and the clashes that bear on it."""

    told: Told
    claim_by: Sequence[object]
    evidence_by: Sequence[object]
    counter_by: Sequence[object]
    conflicts: Sequence[object]
    reached: Reached


@dataclass(frozen=True, kw_only=True)
class Target:
    """An expected result with the programme that set it, whose sources are its own."""

    goal: Goal
    programme: Programme
    told: Told
    reached: Reached


def claims(request: HttpRequest) -> HttpResponse:
    """The five results the article counts, then whatever else it claims."""
    whole = tell()
    found = shelves(claim.id for claim in whole.claims)
    file = list_file(
        request, listings.claims(whole.claims), claim_lists.evidence(found), claim_lists.standings(found)
    )
    if file is not None:
        return file
    reached = _reached(found)
    cards = [_card(whole, claim, reached[claim.id]) for claim in whole.claims]
    numbered = [card for card in cards if _number(card.told.record)]
    others = [card for card in cards if not _number(card.told.record)]
    return render(request, "site/claims.html", {"numbered": numbered, "others": others})


def expected_results(request: HttpRequest) -> HttpResponse:
    """What the concepts said would come of them, and whether anything would show it."""
    whole = tell()
    found = shelves(goal.id for _programme, goal in targets(whole))
    file = list_file(
        request, _expected_file(whole), claim_lists.evidence(found), claim_lists.standings(found)
    )
    if file is not None:
        return file
    reached = _reached(found)
    rows = [
        Target(goal=goal, programme=programme, told=told(whole, programme), reached=reached[goal.id])
        for programme, goal in targets(whole)
    ]
    measured = sum(1 for row in rows if row.goal.indicator.of())
    return render(request, "site/expected_results.html", {"rows": rows, "measured": measured})


def _expected_file(whole: Story) -> Listing:
    """Every expected result with its indicator, empty where none was set."""
    head = ("id", "programme", "since", "until", "act", *columns("target", "indicator", "known"))
    return Listing(
        name="expected-results",
        columns=(*head, *GROUNDS),
        rows=[
            (
                goal.id,
                programme.id,
                programme.since,
                programme.until,
                programme.act,
                *texts(goal.title, goal.indicator, goal.known),
                *grounds(goal),
            )
            for programme, goal in targets(whole)
        ],
    )


def _reached(found: Mapping[str, Shelf]) -> dict[str, Reached]:
    known, day = statements(), timezone.localdate()
    return {
        code: Reached(
            label=str(shelf.standing(known[code], day).label),
            speaks_for=len(shelf.on(Side.FOR)),
            speaks_against=len(shelf.on(Side.AGAINST)),
        )
        for code, shelf in found.items()
    }


def _card(whole: Story, claim: Claim, reached: Reached) -> Card:
    clashes = whole.records(Shown(what="conflicts", ids=claim.conflicts)) if claim.conflicts else []
    return Card(
        told=told(whole, claim),
        claim_by=added_by(claim.claim_by),
        evidence_by=added_by(claim.evidence_by),
        counter_by=added_by(claim.counter_by),
        conflicts=clashes,
        reached=reached,
    )


def _number(record: object) -> str:
    """The number the article gives a result; nothing for a claim made in passing."""
    code = str(getattr(record, "id", ""))
    return code.removeprefix("result-") if code.startswith("result-") else ""


def targets(whole: Story) -> Iterator[tuple[Programme, Goal]]:
    """Every expected result with the programme that set it."""
    for programme in whole.programmes:
        for goal in programme.items:
            if goal.kind == "result":
                yield programme, goal
