"""What sides think of the mediation, with the response rate; never beside a case or a name.

Told on desks, too, only as it could be published: the opinions of three people at one office name them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kelisim.apps.mediation.models import Case, FollowUp
from kelisim.apps.mediation.queries.cohorts import moments
from kelisim.apps.mediation.queries.released import rule_on
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import TOTAL, Cell, Rule
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.packs.dated import NoValue


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """One question as it may be shown: rounded numbers by answer, None where hidden; how many were asked."""

    question: str
    asked: int
    answers: Mapping[str, int | None]
    told: int | None

    @property
    def response(self) -> float | None:
        """Share of the sides asked who answered it, never over 1; None where the number is hidden."""
        return min(1.0, self.told / self.asked) if self.told is not None and self.asked else None


@dataclass(frozen=True, kw_only=True)
class _Side:
    """Whose it is, and what she said last of each question."""

    case: int
    person: str
    said: dict[str, str]


def satisfaction(cases: QuerySet[Case], *, since: date, until: date) -> list[Opinion]:
    """Every question, of the sides asked from `since` to the day before `until`. One query.

    A side counts once, however often she was asked. Protected by the rule of releases; where a country has
    none, nothing is told.
    """
    try:
        rule = rule_on(until)
    except NoValue:
        return []
    rows = FollowUp.objects.filter(moments("asked_at", since, until), case__in=cases)
    found = rows.order_by("asked_at", "pk").values_list("party", "case", "party__person_hash", "satisfaction")
    sides: dict[int, _Side] = {}
    for party, case, person, told in found:
        sides.setdefault(party, _Side(case=case, person=person, said={})).said.update(told)
    return [_opinion(one.code, list(sides.values()), rule) for one in codes("satisfaction")]


def _opinion(question: str, sides: list[_Side], rule: Rule) -> Opinion:
    by_answer: dict[str, list[_Side]] = defaultdict(list)
    for one in sides:
        by_answer[one.said.get(question, "")].append(one)
    options = [one.code for one in codes("satisfaction_answers")]
    cells = [_cell(option, question, by_answer[option], rule) for option in options]
    shown = release(cells, rule=rule)
    return Opinion(
        question=question,
        asked=len(sides),
        answers={option: shown.value(option, question) for option in options},
        told=shown.value(TOTAL, question),
    )


def _cell(option: str, question: str, sides: list[_Side], rule: Rule) -> Cell:
    """The rule is of cases, and both sides of one case are one case: too few of them hide it as well."""
    enough = len({one.case for one in sides}) >= rule.least_cases
    people = len({one.person for one in sides})
    return Cell(row=option, column=question, cases=len(sides), applicants=people if enough else 0)
