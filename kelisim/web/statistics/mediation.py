"""The two tables of the mediation page: as printed, and what follows by arithmetic."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.mediation import Published
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import chip, number, percent, period, said, signed, whole


def printed(year: Published) -> Table:
    """The outcomes in the source's words, with its own per cents."""
    return Table(
        key="printed",
        caption=_("Applications of %s, as printed") % period(year.applications.period),
        columns=[
            Column(label=""),
            Column(label=pgettext("column", "Applications"), number=True),
            Column(label=_("Share, as printed"), number=True),
        ],
        rows=[
            [of(year.applications.indicator, "name"), said(year.applications), ""],
            [of(year.settled.category, "name"), said(year.settled), said(year.settled_share)],
            [of(year.advised.category, "name"), said(year.advised), said(year.advised_share)],
        ],
        chips=[chip(year.applications.source, year.applications.period)],
        stack=True,
    )


def computed(year: Published) -> Table:
    """What a reader with a pencil finds: sums, the true remainder, averages."""
    advised, settled, total = (_value(row) for row in (year.advised, year.settled, year.applications))
    return Table(
        key="computed",
        caption=_("What follows by arithmetic"),
        columns=[Column(label=""), Column(label=pgettext("column", "Computed"), number=True)],
        rows=[
            [_("Settled and advised together"), whole(year.added)],
            [_("Over the printed total"), signed(whole(year.over))],
            [
                _("%(count)s of %(total)s") % {"count": whole(settled), "total": whole(total)},
                percent(year.share(settled)),
            ],
            [
                _("%(count)s of %(total)s") % {"count": whole(advised), "total": whole(total)},
                percent(year.share(advised)),
            ],
            [
                _("The true remainder, %(rest)s of %(total)s")
                % {"rest": whole(year.rest), "total": whole(total)},
                percent(year.share(year.rest)),
            ],
            [_("The two printed per cents together"), percent(year.shares_added / 100, digits=0)],
            [_("Applications for each mediator"), number(year.per(year.mediators), 1)],
            [_("Applications for each office"), number(year.per(year.offices), 1)],
            [_("Applications for each council"), whole(round(year.per(year.councils)))],
        ],
        chips=[chip(year.applications.source, year.applications.period)],
    )


def _value(row: Observation) -> Decimal:
    return row.value if row.value is not None else Decimal(0)
