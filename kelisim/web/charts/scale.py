"""Five classes for a map: limits a person can read, from the figures themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CLASSES = 5


@dataclass(frozen=True)
class Scale:
    """The lower limits of classes 2 to 5, rising."""

    limits: tuple[int, ...]

    def step(self, value: float) -> int:
        """The class of a value: 1 (fewest) to 5."""
        return 1 + sum(value >= limit for limit in self.limits)

    def ranges(self) -> list[tuple[int, int | None, int | None]]:
        """Each class with its lower and its upper limit (excluded); None where it is open."""
        edges: list[int | None] = [None, *self.limits, None]
        return [(step, edges[step - 1], edges[step]) for step in range(1, len(edges))]


def scale(values: Iterable[float]) -> Scale:
    """Classes with about equally many values each, their limits rounded to two digits."""
    ordered = sorted(values)
    found: list[int] = []
    for step in range(1, CLASSES):
        limit = _round(ordered[step * len(ordered) // CLASSES]) if ordered else 0
        if limit > (found[-1] if found else 0):
            found.append(limit)
    return Scale(tuple(found))


def _round(value: float) -> int:
    unit = 10 ** max(0, len(str(int(value))) - 2)
    return int(round(value / unit) * unit)
