"""Revised figures as a page shows them: the earlier value, the later one, when and why."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.revisions import Revision, replaced_figures, revisions
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import period, said

LATEST = 100


def revised_about(subject: str) -> Table | None:
    """The revisions of a page's subject; None where nothing was ever revised."""
    return revised(replaced_figures(indicator__subject=subject)[:LATEST])


def revised(replaced: Iterable[Observation]) -> Table | None:
    """One line a revision."""
    found = revisions(replaced)
    if not found:
        return None
    return Table(
        key="revised",
        caption=_("Revised figures"),
        columns=[
            Column(label=pgettext("column", "Indicator")),
            Column(label=pgettext("column", "When")),
            Column(label=pgettext("revision", "Earlier value"), number=True),
            Column(label=pgettext("revision", "Later value"), number=True),
            Column(label=pgettext("revision", "Revised on")),
            Column(label=pgettext("revision", "Why, and by which table")),
        ],
        rows=[_line(one) for one in found],
        chips=[],
        stack=True,
    )


def _line(one: Revision) -> list[str]:
    before, after = one.before, one.after
    return [
        ": ".join((of(before.indicator, "name"), of(before.territory, "name"), of(before.category, "name"))),
        period(before.period),
        f"{said(before)} ({before.get_status_display()})",
        f"{said(after)} ({after.get_status_display()})",
        say.date(timezone.localdate(after.recorded)),
        " · ".join(text for text in (after.why, after.table) if text),
    ]
