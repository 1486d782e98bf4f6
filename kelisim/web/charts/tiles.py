"""The tile map: each unit one equal square, so that a small city weighs as much as a wide steppe.

Plain HTML: a list of links in a grid; rows and columns are attributes the style sheet knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kelisim.kernel.places.queries import Tile
from kelisim.web.charts.scale import Scale

LONGEST = 7  # letters of a word that still fit into a square on a phone


@dataclass(frozen=True, kw_only=True)
class Square:
    """One square as the page shows it. `column` and `row` count from 1."""

    column: int
    row: int
    label: str
    brief: str
    name: str
    said: str
    step: int
    href: str
    current: bool


def squares(
    tiles: list[Tile],
    values: Mapping[str, float],
    *,
    scale: Scale,
    tell: Callable[[str], tuple[str, str, str]],
    current: frozenset[str],
) -> list[Square]:
    """The squares of a layout, left to right and top to bottom.

    `tell` gives a unit's full name, its value as text, and the address a click leads to.
    """
    found = []
    for tile in tiles:
        if tile.code not in values:
            continue
        name, said, href = tell(tile.code)
        found.append(
            Square(
                column=tile.column + 1,
                row=tile.row + 1,
                label=tile.label.of(),
                brief=_brief(tile.label.of()),
                name=name,
                said=said,
                step=scale.step(values[tile.code]),
                href=href,
                current=tile.code in current,
            )
        )
    return found


def _brief(label: str) -> str:
    """A label for a phone: long words cut to five letters and a point."""
    return " ".join(word if len(word) <= LONGEST else f"{word[:5]}." for word in label.split())
