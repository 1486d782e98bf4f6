"""Where each territory lies, for files of cases and mediators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kelisim.cli.allotment.table import Table

Point = tuple[float, float]


@dataclass
class Places:
    """Region and centre by code; `known` are codes that exist besides those with a centre of their own."""

    centres: Mapping[str, tuple[str, float, float]]
    known: frozenset[str] = frozenset()
    used: dict[str, Point] = field(default_factory=dict)

    def find(self, code: str) -> tuple[str, float, float] | None:
        """Region, latitude, longitude of `KZ-75`, `75` or a KATO code; a deeper code takes its ancestor's."""
        code = code.removeprefix("KZ-")
        if not (code.isdigit() and len(code) in {2, 9}):
            return self.centres.get(code)
        full = code.ljust(9, "0")
        if self.known and full not in self.known and code not in self.centres:
            return None
        chain = (code, *(full[:length].ljust(9, "0") for length in (9, 6, 4, 2)), full[:2])
        return next((self.centres[one] for one in chain if one in self.centres), None)

    def point(self, table: Table, line: int, row: dict[str, str]) -> tuple[str, float, float]:
        """Region and point of a row: its own coordinates if given, else the centre of its territory."""
        place = self.find(row["territory"])
        if place is None:
            table.complain(line, "territory", row["territory"], code="unknown_territory")
            return "", 0.0, 0.0
        lat, lon = row.get("lat", ""), row.get("lon", "")
        if not lat and not lon:
            self.used[row["territory"]] = place[1:]
            return place
        if not lat or not lon:
            table.complain(line, "lon" if lat else "lat", "", code="half_point")
            return place
        return (
            place[0],
            table.degrees(line, "lat", lat, limit=90),
            table.degrees(line, "lon", lon, limit=180),
        )


def pack_places() -> Places:
    """The frozen centres of the pack, and every code its classifier knows."""
    from kelisim.kernel.packs.pack import current
    from kelisim.kernel.places.queries import centre_table

    centres = {one.territory: (one.region, float(one.lat), float(one.lon)) for one in centre_table()}
    return Places(centres=centres, known=frozenset(row["code"] for row in current().csv("places/kato.csv")))


def read_places(path: Path) -> tuple[Places, Table]:
    """A person's own table `territory,region,lat,lon` instead of the pack's."""
    table = Table(path)
    centres = {
        row["territory"]: (
            row["region"],
            table.degrees(line, "lat", row["lat"], limit=90),
            table.degrees(line, "lon", row["lon"], limit=180),
        )
        for line, row in table.rows(("territory", "region", "lat", "lon"), key="territory")
    }
    return Places(centres=centres), table
