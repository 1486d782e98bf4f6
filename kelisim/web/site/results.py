"""Results claimed and results expected: what is said, what speaks for and against it, and no verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.texts.of import LANGUAGES, Text
from kelisim.web.charts.files import as_csv
from kelisim.web.site.narrative import Claim, Goal, Programme, Shown, Story
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.story import Told, told

ADDED_BY = {
    "article": _("the authors of the article"),
    "kelisim": _("the editors of this platform, from the sources named"),
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """A claim with who added each column, and the clashes that bear on it."""

    told: Told
    claim_by: Sequence[object]
    evidence_by: Sequence[object]
    counter_by: Sequence[object]
    conflicts: Sequence[object]


@dataclass(frozen=True, kw_only=True)
class Target:
    """An expected result with the programme that set it, whose sources are its own."""

    goal: Goal
    programme: Programme
    told: Told


def claims(request: HttpRequest) -> HttpResponse:
    """The five results the article counts, then whatever else it claims."""
    whole = tell()
    cards = [_card(whole, claim) for claim in whole.claims]
    numbered = [card for card in cards if _number(card.told.record)]
    others = [card for card in cards if not _number(card.told.record)]
    return render(request, "site/claims.html", {"numbered": numbered, "others": others})


def claims_csv(request: HttpRequest) -> HttpResponse:
    """Every claim with all its columns in three languages."""
    columns = ("id", *_columns("claim", "evidence", "counter"), "claim_by", "evidence_by", "counter_by")
    lines = [
        (
            one.id,
            *_texts(one.claim, one.evidence, one.counter),
            *(" ".join(codes) for codes in (one.claim_by, one.evidence_by, one.counter_by)),
            *_grounds(one),
        )
        for one in tell().claims
    ]
    return as_csv("claims", (*columns, "facts", "sources", "inconsistencies"), lines)


def expected_results(request: HttpRequest) -> HttpResponse:
    """What the concepts said would come of them, and whether anything would show it."""
    whole = tell()
    rows = [
        Target(goal=goal, programme=programme, told=told(whole, programme))
        for programme, goal in targets(whole)
    ]
    measured = sum(1 for row in rows if row.goal.indicator.of())
    return render(request, "site/expected_results.html", {"rows": rows, "measured": measured})


def expected_csv(request: HttpRequest) -> HttpResponse:
    """Every expected result with its indicator, empty where none was set."""
    columns = ("id", "programme", "since", "until", "act", *_columns("target", "indicator", "known"))
    lines = [
        (
            goal.id,
            programme.id,
            programme.since,
            programme.until,
            programme.act,
            *_texts(goal.title, goal.indicator, goal.known),
            *_grounds(goal),
        )
        for programme, goal in targets(tell())
    ]
    return as_csv("expected-results", (*columns, "facts", "sources", "inconsistencies"), lines)


def _card(whole: Story, claim: Claim) -> Card:
    clashes = whole.records(Shown(what="conflicts", ids=claim.conflicts)) if claim.conflicts else []
    return Card(
        told=told(whole, claim),
        claim_by=[ADDED_BY.get(code, code) for code in claim.claim_by],
        evidence_by=[ADDED_BY.get(code, code) for code in claim.evidence_by],
        counter_by=[ADDED_BY.get(code, code) for code in claim.counter_by],
        conflicts=clashes,
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


def _columns(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}_{lang}" for name in names for lang in LANGUAGES)


def _texts(*texts: Text) -> tuple[str, ...]:
    return tuple(getattr(text, lang) for text in texts for lang in LANGUAGES)


def _grounds(part: Claim | Goal) -> tuple[str, str, str]:
    return " ".join(part.facts), " ".join(part.sources), " ".join(part.inconsistencies)
