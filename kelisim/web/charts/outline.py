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

CREDIT = "geokz, Alexander Rodionov; COD-AB, CC BY 4.0"
FILES = {17: "boundaries/kz-adm1-2018.simplified.geojson", 20: "boundaries/kz-adm1-2022.simplified.geojson"}
WIDTH = 800.0
_MIDDLE = radians(67)
_SOUTH, _NORTH = radians(43), radians(53)  # standard parallels: a sixth in from either edge of the country

Ring = list[tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Outline:
    """Units of one layout as SVG paths in a box of `width` by `height`; by official code."""

    width: int
    height: int
    paths: dict[str, str]


def albers(lon: float, lat: float) -> tuple[float, float]:
    """A place in degrees on the plane (radii of the earth, y to the north). Equal areas stay equal.

    Snyder, Map Projections, 1987, p. 100 (sphere); the origin is at 67 E on the equator.
    """
    cone = (sin(_SOUTH) + sin(_NORTH)) / 2
    constant = cos(_SOUTH) ** 2 + 2 * cone * sin(_SOUTH)
    radius = sqrt(constant - 2 * cone * sin(radians(lat))) / cone
    angle = cone * (radians(lon) - _MIDDLE)
    return radius * sin(angle), sqrt(constant) / cone - radius * cos(angle)


def outline(layout: int) -> Outline | None:
    """The map of 17 or 20 units; None if the pack has no borders of that layout."""
    return _outline(current(), layout)


@lru_cache(maxsize=8)
def _outline(pack: Pack, layout: int) -> Outline | None:
    if layout not in FILES or not pack.has(FILES[layout]):
        return None
    features = json.loads(pack.path(FILES[layout]).read_text(encoding="utf-8"))["features"]
    units = {str(one["properties"]["kato"]): list(_rings(one["geometry"])) for one in features}
    every = [point for rings in units.values() for ring in rings for point in ring]
    left, right = min(x for x, _ in every), max(x for x, _ in every)
    bottom, top = min(y for _, y in every), max(y for _, y in every)
    zoom = WIDTH / (right - left)
    paths = {
        code: "".join(
            "M" + "L".join(f"{(x - left) * zoom:.1f},{(top - y) * zoom:.1f}" for x, y in ring) + "Z"
            for ring in rings
        )
        for code, rings in units.items()
    }
    return Outline(width=int(WIDTH), height=int((top - bottom) * zoom) + 1, paths=paths)


def _rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """The projected rings of a polygon or of several, without the closing point."""
    together = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if together else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            yield [albers(lon, lat) for lon, lat in ring[:-1]]
