"""What other rooms may ask of this one: published figures, by place and period."""

from __future__ import annotations

from decimal import Decimal

from kelisim.apps.statistics.queries.layouts import layouts
from kelisim.apps.statistics.queries.series import Series, figures, series
from kelisim.kernel.packs.pack import current


def population_series(territory: str = "") -> Series:
    """The population of a territory (the country by default) by year, in borders that do not change."""
    return series(figures("population"), territory or current().country, layouts=layouts())


def latest_population() -> tuple[str, Decimal]:
    """The last published population of the country: its period and the number."""
    last = max(figures("composition", territory=current().country), key=lambda row: row.period)
    return last.period, last.value or Decimal(0)
