"""What a reader can work out about every hidden value of a table, exactly."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from kelisim.engines.disclosure.types import TOTAL, Place

# A table with its totals is a circulation: total -> row -> column -> total. Its arcs are the printed places.
Node = tuple[str, str]
_SOURCE: Node = ("", "rows")
_SINK: Node = ("", "columns")


def _ends(place: Place) -> tuple[Node, Node]:
    row, column = place
    start = _SINK if row == column == TOTAL else _SOURCE if column == TOTAL else ("row", row)
    end = _SOURCE if row == column == TOTAL else _SINK if row == TOTAL else ("column", column)
    if column == TOTAL and row != TOTAL:
        end = ("row", row)
    if row == TOTAL and column != TOTAL:
        start = ("column", column)
    return start, end


class Circulation:
    """The true table as a flow, with what is known about each place: (least, most), most None if unknown."""

    def __init__(self, counts: Mapping[Place, int], known: Mapping[Place, tuple[int, int | None]]) -> None:
        self.counts = counts
        self.room: dict[tuple[Node, Node], int | None] = {}
        self.next: dict[Node, list[Node]] = {}
        for place, count in counts.items():
            start, end = _ends(place)
            least, most = known[place]
            self.room[start, end] = None if most is None else most - count
            self.room[end, start] = count - least
            self.next.setdefault(start, []).append(end)
            self.next.setdefault(end, []).append(start)

    def interval(self, place: Place, enough: int) -> tuple[int, int]:
        """How far the hidden value may lie below and above the true one, each looked for up to `enough`."""
        start, end = _ends(place)
        down = self._push(start, end, min(enough, self.counts[place]))
        up = self._push(end, start, enough)
        return down, up

    def _push(self, start: Node, end: Node, enough: int) -> int:
        """The largest flow from start to end that does not use the arc between them, up to `enough`."""
        used: dict[tuple[Node, Node], int] = {}
        pushed = 0
        while pushed < enough:
            path = self._path(start, end, used)
            if not path:
                return pushed
            rooms = [left for step in path if (left := self._left(step, used)) is not None]
            amount = min([enough - pushed, *rooms])
            for a, b in path:
                used[a, b] = used.get((a, b), 0) + amount
                used[b, a] = used.get((b, a), 0) - amount
            pushed += amount
        return pushed

    def _left(self, step: tuple[Node, Node], used: Mapping[tuple[Node, Node], int]) -> int | None:
        room = self.room[step]
        return None if room is None else room - used.get(step, 0)

    def _path(self, start: Node, end: Node, used: Mapping[tuple[Node, Node], int]) -> list[tuple[Node, Node]]:
        came: dict[Node, Node] = {start: start}
        waiting = deque([start])
        while waiting:
            here = waiting.popleft()
            for there in self.next[here]:
                if there in came or {here, there} == {start, end} or self._left((here, there), used) == 0:
                    continue
                came[there] = here
                if there == end:
                    return _steps(came, start, end)
                waiting.append(there)
        return []


def _steps(came: Mapping[Node, Node], start: Node, end: Node) -> list[tuple[Node, Node]]:
    steps = []
    while end != start:
        steps.append((came[end], end))
        end = came[end]
    return steps[::-1]


def too_narrow(circulation: Circulation, hidden: Iterable[Place], least_interval: int) -> list[Place]:
    """The hidden places whose possible values span less than `least_interval`, in the order given.

    Told: the circulation of the true counts and what is known; answers places, never counts. Exact for a
    two-way table with totals, because its linear bounds are flows (docs/method/disclosure.md).
    """
    return [place for place in hidden if sum(circulation.interval(place, least_interval)) < least_interval]
