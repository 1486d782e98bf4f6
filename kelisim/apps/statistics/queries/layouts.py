"""Layouts of first-level units: 16, 17 or 20 of them, and which parts make up which unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kelisim.kernel.places.models import Level, Territory


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A region or city as the tree of places holds it; `since` None: it always was."""

    code: str
    since: date | None
    carved_from: str | None


@dataclass(frozen=True)
class Layouts:
    """All units ever, with the day each was carved out of another."""

    units: tuple[Unit, ...]

    def on(self, day: date) -> int:
        """The layout in force on the day, called by its number of units."""
        return sum(unit.since is None or unit.since <= day for unit in self.units)

    def day(self, layout: int) -> date:
        """The first day on which the layout stood; the earliest day there is for the oldest."""
        return sorted(unit.since or date.min for unit in self.units)[layout - 1]

    def codes(self, layout: int) -> tuple[str, ...]:
        """The units of a layout, by code. The later a unit was carved out, the later it counts."""
        by_age = sorted(self.units, key=lambda unit: (unit.since or date.min, unit.code))
        return tuple(sorted(unit.code for unit in by_age[:layout]))

    def parts(self, code: str, layout: int, *, later: int) -> tuple[str, ...]:
        """The units of the `later` layout that together cover what `code` was in the earlier `layout`."""
        known = set(self.codes(later)) - set(self.codes(layout))
        found = [code]
        for one in found:  # grows on the way: what was carved out of a part is a part too
            found += sorted(
                unit.code for unit in self.units if unit.carved_from == one and unit.code in known
            )
        return tuple(found)

    def unit_of(self, code: str, layout: int) -> str:
        """The unit of an earlier layout in which `code` lies."""
        there = set(self.codes(layout))
        parent = {unit.code: unit.carved_from for unit in self.units}
        while code not in there and parent.get(code):
            code = str(parent[code])
        return code


def layouts() -> Layouts:
    """The layouts of the pack's country, in one query."""
    rows = Territory.objects.filter(level=Level.REGION).values_list("code", "since", "carved_from_id")
    return Layouts(tuple(Unit(code=code, since=since, carved_from=of) for code, since, of in rows.order_by()))
