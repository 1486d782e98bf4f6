"""What sides think of the mediation, as counts with their response rate; never beside a case or a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from kelisim.apps.mediation.models import Case, FollowUp
from kelisim.kernel.packs.codes import codes


@dataclass(frozen=True, kw_only=True)
class Satisfaction:
    """Questions sent, answered, with an opinion; and the answers by question. Exact: not for publication."""

    asked: int
    answered: int
    told: int
    answers: Mapping[str, Mapping[str, int]]

    @property
    def response(self) -> float | None:
        """Share of the sides asked who gave an opinion; None where nobody was asked."""
        return self.told / self.asked if self.asked else None


def satisfaction(cases: QuerySet[Case], *, since: date, until: date) -> Satisfaction:
    """Of the questions sent from `since` to the day before `until`. One query."""
    rows = FollowUp.objects.filter(case__in=cases, asked_at__date__gte=since, asked_at__date__lt=until)
    found = list(rows.order_by().values_list("answered_at", "satisfaction"))
    counted: dict[str, Counter[str]] = {one.code: Counter() for one in codes("satisfaction")}
    for _at, told in found:
        for code in counted.keys() & told.keys():
            counted[code][told[code]] += 1
    options = [one.code for one in codes("satisfaction_answers")]
    return Satisfaction(
        asked=len(found),
        answered=sum(at is not None for at, _told in found),
        told=sum(bool(told) for _at, told in found),
        answers={code: {option: seen[option] for option in options} for code, seen in counted.items()},
    )
