"""What the signer reads, line by line, in her words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.models import Indicator, Release, Source
from kelisim.apps.statistics.queries.release.reconciliations import BREAKS, SUMS
from kelisim.apps.statistics.queries.release.shelf import rows_of
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import Text, of
from kelisim.web.charts.figure import Chip
from kelisim.web.statistics.words import MINUS, chip, decimals, period

AGREES = ("equal", "fits")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line with its tick. For a break the three numbers are empty and `figures` is their count."""

    key: str
    title: str
    note: str
    chip: Chip
    ticked: bool
    added: str = ""
    printed: str = ""
    difference: str = ""
    rest: str = ""
    agrees: bool = True
    inconsistencies: tuple[str, ...] = ()
    figures: int = 0
    between_sources: bool = False


class _Names:
    """Indicators and sources by code, each asked for once."""

    def __init__(self) -> None:
        self.indicators = Indicator.objects.in_bulk()
        self.sources = Source.objects.in_bulk()

    def title(self, row: dict[str, str]) -> str:
        return f"{of(self.indicators[row['indicator']], 'name')}, {period(row['period'])}"

    def chip(self, row: dict[str, str]) -> Chip:
        return chip(self.sources[row["source"]], row["period"])


def _text(row: dict[str, str], field: str) -> str:
    return Text(**{language: row[f"{field}_{language}"] for language in ("kk", "ru", "en")}).of()


def sums_read(release: Release, ticked: set[str]) -> list[Line]:
    """Sums held against printed totals, those that do not agree first."""
    names = _Names()
    lines = [_sum(row, names, ticked) for row in rows_of(release, SUMS)]
    return sorted(lines, key=lambda line: line.agrees)


def _sum(row: dict[str, str], names: _Names, ticked: set[str]) -> Line:
    there = (name for name in ("added", "printed", "difference", "rest") if row.get(name))
    numbers = {name: Decimal(row[name]) for name in there}
    digits = max(decimals(value) for value in numbers.values())
    said = {name: say.number(value, digits=digits).replace("-", MINUS) for name, value in numbers.items()}
    return Line(
        added=said["added"],
        printed=said["printed"],
        difference=said.get("difference", ""),
        rest=said.get("rest", ""),
        key=row["key"],
        title=names.title(row),
        note=_text(row, "reason"),
        chip=names.chip(row),
        ticked=row["key"] in ticked,
        agrees=row["verdict"] in AGREES,
        between_sources=row["kind"] == "sources",
        inconsistencies=tuple(row["inconsistencies"].split()),
    )


def breaks_read(release: Release, ticked: set[str]) -> list[Line]:
    """Where series are broken."""
    names = _Names()
    return [
        Line(
            key=row["key"],
            title=names.title(row),
            note=_text(row, "note"),
            chip=names.chip(row),
            ticked=row["key"] in ticked,
            figures=int(row["figures"]),
        )
        for row in rows_of(release, BREAKS)
    ]
