"""What other rooms may ask of this one: published figures, by place and period."""

from __future__ import annotations

from decimal import Decimal

from kelisim.apps.statistics.queries.layouts import layouts
from kelisim.apps.statistics.queries.series import COUNTRY, Series, figures, series


def population_series(territory: str = COUNTRY) -> Series:
    """The population of a territory by year, in borders that do not change."""
    return series(figures("population"), territory, layouts=layouts())


def latest_population() -> tuple[str, Decimal]:
    """The last published population of the country: its period and the number."""
    last = max(figures("composition", territory=COUNTRY), key=lambda row: row.period)
    return last.period, last.value or Decimal(0)
