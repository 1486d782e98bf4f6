"""The outline map of a layout: Albers' conic equal-area projection, drawn as plain SVG paths.

We project ourselves: the boundary files wind outer rings counter-clockwise, which map libraries that
follow the sphere read as “the whole world but this region”. On a plane with the even-odd rule the winding is
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin, sqrt
from typing import Any

from kelisim.kernel.packs.pack import Pack, current

SETTINGS = "statistics/outline.yaml"
WIDTH = 800.0

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Albers:
    """A conic equal-area projection: the middle meridian and the two standard parallels, in degrees.

    Snyder, Map Projections, 1987, p. 100 (sphere). Parallels a sixth in from either edge of a country distort
    it least.
    """

    middle: float
    south: float
    north: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """A place in degrees on the plane (radii of the earth, y to the north). Equal areas stay equal."""
        south, north = radians(self.south), radians(self.north)
        cone = (sin(south) + sin(north)) / 2
        constant = cos(south) ** 2 + 2 * cone * sin(south)
        radius = sqrt(constant - 2 * cone * sin(radians(lat))) / cone
        angle = cone * radians(lon - self.middle)
        return radius * sin(angle), sqrt(constant) / cone - radius * cos(angle)


@dataclass(frozen=True, kw_only=True)
class Outline:
    """Units of one layout as SVG paths in a box of `width` by `height`; by official code."""

    width: int
    height: int
    paths: dict[str, str]
    credit: str


def outlines() -> dict[int, Outline]:
    """The maps the pack has, by the number of units of their layout."""
    return _outlines(current())


@lru_cache(maxsize=4)
def _outlines(pack: Pack) -> dict[int, Outline]:
    if not pack.has(SETTINGS):
        return {}
    told = pack.yaml(SETTINGS)
    albers = Albers(*(float(told[name]) for name in ("middle", "south", "north")))
    return {line["units"]: _outline(pack, line["path"], albers, told["credit"]) for line in told["files"]}


def _outline(pack: Pack, path: str, albers: Albers, credit: str) -> Outline:
    features = json.loads(pack.path(path).read_text(encoding="utf-8"))["features"]
    units = {str(one["properties"]["kato"]): list(_rings(one["geometry"], albers)) for one in features}
    every = [point for rings in units.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in every), max(x for x, _ in every)
    bottom, top = min(y for _, y in every), max(y for _, y in every)
    zoom = WIDTH / (right - left)

    def drawn(ring: Ring) -> str:
        return "M" + "L".join(f"{(x - left) * zoom:.1f},{(top - y) * zoom:.1f}" for x, y in ring) + "Z"

    return Outline(
        width=int(WIDTH),
        height=int((top - bottom) * zoom) + 1,
        paths={code: "".join(map(drawn, rings)) for code, rings in units.items()},
        credit=credit,
    )


def _rings(geometry: dict[str, Any], albers: Albers) -> Iterator[Ring]:
    """The projected rings of a polygon or of several, without the closing point."""
    together = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if together else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [albers.place(lon, lat) for lon, lat in ring[:-1]]
