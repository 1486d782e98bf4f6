"""Centres of territories from their outlines: made once, frozen in the pack, so that distances never move."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.places.queries import Centre

Ring = Sequence[Sequence[float]]


def centroid(geometry: dict[str, Any]) -> tuple[float, float]:
    """Latitude and longitude of the planar centroid, in degrees, of a Polygon or MultiPolygon.

    Holes count against the outer ring whichever way either is wound (shoelace formula by ring).
    """
    shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    area = lon = lat = 0.0
    for rings in shapes:
        for place, ring in enumerate(rings):
            part, x, y = _moments(ring)
            sign = (1 if place == 0 else -1) * (1 if part > 0 else -1)
            area, lon, lat = area + sign * part, lon + sign * x, lat + sign * y
    return lat / area, lon / area


def _moments(ring: Ring) -> tuple[float, float, float]:
    """The signed area of a ring and its first moments, measured from its first corner."""
    x0, y0 = ring[0][0], ring[0][1]
    area = x = y = 0.0
    for (ax, ay, *_), (bx, by, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
        area += cross / 2
        x += cross * (ax + bx - 2 * x0) / 6
        y += cross * (ay + by - 2 * y0) / 6
    return area, x + x0 * area, y + y0 * area


def centres_from_boundaries(pack: Pack) -> list[Centre]:
    """The table made anew by the rule of docs/method/places.md, sorted by code.

    A district has the centre of its outline; a region that of its district RR1000000, a city of republican
    significance that of its own outline; a district without outline its region's, marked as borrowed.
    """
    own = {
        feature["properties"]["kato"]: centroid(feature["geometry"])
        for name in ("kz-adm2-2024.simplified", "kz-cities-2022")
        for feature in json.loads(pack.path(f"boundaries/{name}.geojson").read_text("utf-8"))["features"]
    }
    lines = pack.csv("places/kato.csv")
    points = dict(own)
    for line in lines:
        if line["level"] == "region" and line["code"] not in own:
            points[line["code"]] = own[line["code"][:2] + "1000000"]
    borrowed = {
        line["code"]: points[line["code"][:2] + "0000000"]
        for line in lines
        if line["level"] == "district" and line["code"] not in own
    }
    points |= borrowed
    return [
        Centre(
            territory=code,
            region=code[:2],
            lat=f"{points[code][0]:.5f}",
            lon=f"{points[code][1]:.5f}",
            borrowed=code in borrowed,
        )
        for code in sorted(points)
    ]
