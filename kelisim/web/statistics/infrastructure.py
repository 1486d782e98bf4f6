"""The page of the infrastructure: six sides, each point with its source or its act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kelisim.apps.institution.queries.eras import Status, Year, statuses, years
from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.institution.queries.notes import frame, status_words
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.dimensions import Dimension, dimensions_of, figures_of
from kelisim.engines.timeline.types import Effect
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts import say
from kelisim.web.files import Listing
from kelisim.web.statistics.tables import Table, by_indicator, shown
from kelisim.web.statistics.words import whole

Acts = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Years in a row with the same acts in force."""

    years: str
    count: str
    acts: Acts


@dataclass(frozen=True, kw_only=True)
class Granted:
    """A status, the day, and the act that gave it."""

    when: str
    holder: str
    words: str
    act: str
    title: str
    again: bool


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side as the page shows it."""

    dimension: Dimension
    figures: Table | None
    stretches: list[Stretch]
    granted: list[Granted]

    @property
    def listings(self) -> tuple[Listing, Listing]:
        """Acts in force and statuses given, as files."""
        code = self.dimension.code
        return (
            Listing(
                name=f"{code}-acts",
                columns=("years", "acts_in_force", "acts"),
                rows=[(one.years, one.count, [act for act, _title in one.acts]) for one in self.stretches],
            ),
            Listing(
                name=f"{code}-statuses",
                columns=("when", "holder", "legal_status", "again", "act"),
                rows=[(one.when, one.holder, one.words, one.again, one.act) for one in self.granted],
            ),
        )


@dataclass(frozen=True, kw_only=True)
class Read:
    """Everything the page and the file ask the database, once."""

    sides: tuple[Dimension, ...]
    rows: list[Observation]
    years: tuple[Year, ...]
    granted: tuple[Status, ...]
    effects: list[Effect]


def read() -> Read:
    """Figures and ledger."""
    sides, effects = dimensions_of(current()), ledger()
    return Read(
        sides=sides,
        rows=figures_of(sides),
        years=years(effects, adopted(), timezone.localdate()),
        granted=statuses(effects, frame().status),
        effects=effects,
    )


def page(request: HttpRequest) -> HttpResponse:
    """Six panels; each of their tables is a file, and all points together are one."""
    found = read()
    names = labels(structure_from(found.effects, timezone.localdate()))
    sides = [_side(side, found, names) for side in found.sides]
    tables = [table for side in sides for table in (side.figures, *side.listings)]
    return shown(request, "statistics/infrastructure.html", {"sides": sides}, _points_of(found), *tables)


def _points_of(found: Read) -> Listing:
    """Every point of every panel; what it rests on is a source or acts."""
    columns = ("side", "series", "period", "value", "unit", "rests_on")
    return Listing(name="infrastructure", columns=columns, rows=points(found))


def points(found: Read) -> list[tuple[str, str, str, str, str, str]]:
    """Side, series, period, value, unit and what it rests on, as text."""
    lines = []
    for side in found.sides:
        for row in _own(side, found.rows):
            value = "" if row.value is None else say.exact(row.value)
            lines.append((side.code, row.indicator_id, row.period, value, row.unit, row.source_id))
        for year in found.years if side.acts is not None else ():
            acts = _counted(side, year)
            day, count = year.day.isoformat(), str(len(acts))
            lines.append((side.code, "acts-in-force", day, count, "act", " ".join(acts)))
        for one in found.granted if side.statuses else ():
            day = one.effect.last.isoformat()
            lines.append((side.code, "legal-status", day, one.code, "status", one.effect.act))
    return lines


def _side(side: Dimension, found: Read, names: Labels) -> Side:
    rows = _own(side, found.rows)
    return Side(
        dimension=side,
        figures=by_indicator(side.code, rows, side.name.of()) if rows else None,
        stretches=[] if side.acts is None else _stretches(side, found.years, names),
        granted=[_granted(one, names) for one in found.granted] if side.statuses else [],
    )


def _own(side: Dimension, rows: Sequence[Observation]) -> list[Observation]:
    return [row for row in rows if row.indicator_id in side.indicators]


def _counted(side: Dimension, year: Year) -> tuple[str, ...]:
    return tuple(code for code in year.acts if not side.acts or code in side.acts)


def _stretches(side: Dimension, found: Sequence[Year], names: Labels) -> list[Stretch]:
    lines = []
    for acts, group in groupby(found, key=lambda year: _counted(side, year)):
        listed = [year.year for year in group]
        span = str(listed[0]) if len(listed) == 1 else f"{listed[0]}\u2060\u2013\u2060{listed[-1]}"
        lines.append(
            Stretch(years=span, count=whole(len(acts)), acts=[(code, names.act_short(code)) for code in acts])
        )
    return lines


def _granted(one: Status, names: Labels) -> Granted:
    effect = one.effect
    return Granted(
        when=say.date(effect.first, precision=effect.precision),
        holder=names.body(one.holder),
        words=status_words(one.code).of(),
        act=effect.act,
        title=names.act_short(effect.act),
        again=not one.new,
    )
