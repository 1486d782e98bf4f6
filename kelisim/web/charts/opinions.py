"""The opinion map as SVG: squares of people, the darker the more of them, never a point a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from kelisim.web.charts.clean import FONT, SVG, Named
from kelisim.web.charts.palette import INK, LINE, SERIES, SURFACE, as_variable

WIDTH, SHADES = 352, (0.3, 0.5, 0.75, 1.0)
Cell = Mapping[str, Any]


def opinion_map(told: Mapping[str, Any], letters: Sequence[str], words: Named) -> str:
    """`told`: the map of a publication. Each group has a colour, an outline and its letter in its middle."""
    size = WIDTH // told["side"]
    side = told["side"] * size
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": SVG,
            "viewBox": f"0 0 {side} {side}",
            "width": str(side),
            "height": str(side),
            "role": "img",
            "aria-labelledby": "map-title map-description",
            "font-family": FONT,
            "focusable": "false",
        },
    )
    ElementTree.SubElement(root, "title", {"id": "map-title"}).text = words.title
    ElementTree.SubElement(root, "desc", {"id": "map-description"}).text = words.description
    _square(root, (0, 0, side), {"fill": as_variable(SURFACE), "stroke": as_variable(LINE)})
    for at, letter in enumerate(letters):
        own = [cell for cell in told["cells"] if cell["group"] == letter]
        for cell in own:
            x, y = cell["column"] * size + 1, (told["side"] - 1 - cell["row"]) * size + 1
            _square(root, (x, y, size - 2), _shade(cell, SERIES[at % len(SERIES)]))
    for letter in letters:
        _letter(root, letter, [cell for cell in told["cells"] if cell["group"] == letter], told["side"])
    return ElementTree.tostring(root, encoding="unicode")


def middle(cells: Sequence[Cell]) -> tuple[float, float] | None:
    """Where most of a group stands: column and row, from the left and from below."""
    weight = sum(cell["level"] for cell in cells)
    if not weight:
        return None
    across, up = (sum(cell[name] * cell["level"] for cell in cells) / weight for name in ("column", "row"))
    return across, up


def _shade(cell: Cell, colour: str) -> dict[str, str]:
    told = as_variable(colour)
    return {"fill": told, "fill-opacity": str(SHADES[cell["level"] - 1]), "stroke": told}


def _square(root: ElementTree.Element, place: tuple[int, int, int], look: dict[str, str]) -> None:
    x, y, size = map(str, place)
    ElementTree.SubElement(root, "rect", {"x": x, "y": y, "width": size, "height": size, **look})


def _letter(root: ElementTree.Element, letter: str, cells: Sequence[Cell], side: int) -> None:
    found = middle(cells)
    if found is None:
        return
    x, y = (f"{one * (WIDTH // side):.1f}" for one in (found[0] + 0.5, side - found[1] - 0.5))
    ring = {"cx": x, "cy": y, "r": "15", "fill": as_variable(SURFACE), "stroke": as_variable(INK)}
    ElementTree.SubElement(root, "circle", ring)
    look = {"text-anchor": "middle", "dy": "6", "font-size": "17", "font-weight": "700"}
    text = ElementTree.SubElement(root, "text", {"x": x, "y": y, **look, "fill": as_variable(INK)})
    text.text = letter
