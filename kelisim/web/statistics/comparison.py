"""Two regions side by side: what was published of both, in borders that do not change."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import Source
from kelisim.apps.statistics.queries.diversity import diversity
from kelisim.apps.statistics.queries.series import Point, Series, series
from kelisim.engines.composition.mixture import Mixture
from kelisim.kernel.packs.pack import current
from kelisim.web.charts.figure import Column
from kelisim.web.files import Listing
from kelisim.web.statistics.population import Figures
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import chip, number, percent, period, whole


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region's series since its last break, and its fractionalisation where it was published alone."""

    code: str
    name: str
    series: Series
    mixed: float | None

    @property
    def ends(self) -> tuple[Point, Point] | None:
        """The first and the last figure of the latest unbroken stretch."""
        pieces = self.series.segments()
        return (pieces[-1][0], pieces[-1][-1]) if pieces else None

    @property
    def growth(self) -> float | None:
        """Between those two; None where there is one figure only."""
        if self.ends is None or self.ends[0] == self.ends[1]:
            return None
        return float(self.series.growth(self.ends[0].period, self.ends[1].period))

    @property
    def bare(self) -> tuple[object, ...]:
        """Its column of the file, in the order of the page; nothing where a value is refused or missing."""
        first, last = self.ends or (None, None)
        return (
            f"{first.period}/{last.period}" if first and last else None,
            int(first.value) if first else None,
            int(last.value) if last else None,
            None if self.growth is None else round(self.growth, 6),
            None if self.mixed is None else round(self.mixed, 6),
        )


def regions(figures: Figures, codes: list[str]) -> list[Region]:
    """What was published of each."""
    try:
        places = {one.territory: one.measures for one in diversity(current().country).places}
    except NoSuchFigures:
        places = {}
    return [_region(figures, code, places.get(code)) for code in codes]


def _region(figures: Figures, code: str, measures: Mixture | None) -> Region:
    found = series(figures.totals, code, layouts=figures.layouts)
    mixed = measures.fractionalisation if measures else None
    return Region(code=code, name=figures.name(found.codes), series=found, mixed=mixed)


def region_table(found: list[Region], sources: dict[str, Source]) -> Table | None:
    """Measures down, regions across."""
    if len(found) < 2:
        return None
    missing = _("not published for it alone")
    return Table(
        key="regions",
        file=_file(found),
        caption=_("Two regions side by side"),
        columns=[
            Column(label=pgettext("column", "Measure")),
            *(Column(label=one.name, number=True) for one in found),
        ],
        rows=[
            [_("Years compared"), *(_years(one) for one in found)],
            [_("Population, first figure"), *(_count(one, 0) for one in found)],
            [_("Population, last figure"), *(_count(one, 1) for one in found)],
            [
                _("Growth over these years"),
                *("–" if one.growth is None else percent(one.growth, digits=2) for one in found),
            ],
            [
                _("Fractionalisation"),
                *(missing if one.mixed is None else number(one.mixed, 4) for one in found),
            ],
        ],
        chips=[chip(sources[code]) for code in dict.fromkeys(one.series.source for one in found) if code],
        stack=True,
    )


def _file(found: list[Region]) -> Listing:
    """The same measures by code, a column for each region."""
    columns = [f"{name}_{one.code}" for name, one in zip(("one", "other"), found, strict=False)]
    measures = ("years", "before", "after", "growth", "fractionalisation")
    rows = list(zip(measures, *(one.bare for one in found), strict=True))
    return Listing(name="regions", columns=("measure", *columns), rows=rows)


def _years(one: Region) -> str:
    if one.ends is None:
        return "–"
    first, last = one.ends
    return period(f"{first.period[:4]}/{last.period[:4]}")


def _count(one: Region, end: int) -> str:
    return "–" if one.ends is None else whole(one.ends[end].value)
