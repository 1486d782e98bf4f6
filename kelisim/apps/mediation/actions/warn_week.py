"""Delivers the warning counts of the week that ended last: counts only, once, kept as they were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.models import WarnedWeek
from kelisim.apps.mediation.queries import weekly
from kelisim.apps.mediation.queries.panel import Panel, panel
from kelisim.engines.surveillance.excess import (
    Excess,
    Recipe,
    estimated_dispersion,
    excess,
    expected_counts,
)
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.dated import NoValue

Line = tuple[str, str, int, float, float | None, float]


def warn_week() -> WarnedWeek | None:
    """Of the last finished week. A second call in the week gives what was delivered and changes nothing."""
    until = weekly.monday(timezone.localdate())
    week = until - weekly.WEEK
    kept = WarnedWeek.objects.filter(week=week).first()
    if kept is not None:
        return kept
    try:
        return _deliver(week, until)
    except NoValue:  # a country without a rule of warnings warns of nothing
        return None


@transaction.atomic
def _deliver(week: date, until: date) -> WarnedWeek:
    recipe = _recipe(week, until)
    since = until - weekly.WEEK * (recipe.base + recipe.window)
    counted = panel(since, until)
    lines = _lines(counted, excess(counted.weeks, recipe), until, recipe)
    first = weekly.first_real_day()
    made, new = WarnedWeek.objects.get_or_create(
        week=week,
        defaults={
            "lines": lines,
            "dispersion": recipe.dispersion,
            "experimental": first is None or first > since,
        },
    )
    if new:
        record("mediation.warned", f"warnings:{week.isoformat()}", by=None, lines=len(lines))
    return made


def _lines(counted: Panel, found: Excess, until: date, recipe: Recipe) -> list[Line]:
    """Flagged cells that enough different people stand behind: one litigious person is no signal."""
    flagged = {
        (counted.districts[row], counted.topics[column]): (row, column)
        for row, column in np.argwhere(found.flagged).tolist()
    }
    if not flagged:
        return []
    people = weekly.people(until - weekly.WEEK * recipe.window, until, flagged)
    applicants = weekly.number_on("least_applicants", until)
    respondents = weekly.number_on("least_respondents", until)
    return [
        (
            *cell,
            int(found.count[place]),
            round(float(found.expected[place]), 3),
            round(float(found.ratio[place]), 2) if found.expected[place] else None,
            float(f"{found.tail[place]:.3g}"),
        )
        for cell, place in sorted(flagged.items())
        if people[cell][0] >= applicants and people[cell][1] >= respondents
    ]


def _recipe(week: date, until: date) -> Recipe:
    """The pack's numbers; the dispersion is the year's, estimated with the year's first week."""

    def value(key: str) -> int:
        return weekly.number_on(key, until)

    recipe = Recipe(
        window=value("window_weeks"),
        base=value("base_weeks"),
        shrink=value("shrink_weeks"),
        dispersion=value("dispersion"),
        alpha=1 / value("one_in"),
        least=value("least_cases"),
    )
    return _with_dispersion(recipe, week, until)


def _with_dispersion(recipe: Recipe, week: date, until: date) -> Recipe:
    earlier = WarnedWeek.objects.filter(week__year=week.year, week__lt=week).first()
    if earlier is not None:
        return replace(recipe, dispersion=earlier.dispersion)
    since = until - weekly.WEEK * 2 * recipe.base
    first = weekly.first_real_day()
    if first is None or first > since:  # not two whole years of real counts: the pack's own
        return recipe
    weeks = panel(since, until).weeks
    past, last = weeks[: recipe.base], weeks[recipe.base :]
    whole = recipe.base - recipe.base % recipe.window
    windows = last[:whole].reshape(-1, recipe.window, *last.shape[1:]).sum(axis=1)
    expected = expected_counts(past, recipe)[None].repeat(len(windows), axis=0)
    return replace(recipe, dispersion=estimated_dispersion(windows, expected, default=recipe.dispersion))
