"""Linear programmes over the places of tables: how far one may go, and what it costs to let it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ortools.linear_solver import pywraplp

# A sum by the numbers of its places: the whole, and its parts.
Row = tuple[int, tuple[int, ...]]
Span = tuple[int, int | None]


class Model:
    """Counts that add up and stay within what is known of each. One thread, so the same answer twice."""

    def __init__(self, spans: Sequence[Span], rows: Iterable[Row], *, whole_numbers: bool = False) -> None:
        self._solver = pywraplp.Solver.CreateSolver("SCIP" if whole_numbers else "GLOP")
        far = self._solver.infinity()
        make = self._solver.IntVar if whole_numbers else self._solver.NumVar
        self._counts = [make(0, far, "") for _ in spans]
        for place, span in enumerate(spans):
            self.span(place, span)
        for whole, parts in rows:
            row = self._solver.Constraint(0, 0)
            row.SetCoefficient(self._counts[whole], -1)
            for part in parts:
                row.SetCoefficient(self._counts[part], 1)

    def span(self, place: int, span: Span) -> None:
        """From now on the place lies between these two, the second None if without limit."""
        least, most = span
        self._counts[place].SetBounds(least, self._solver.infinity() if most is None else most)

    def furthest(self, pull: Mapping[int, int]) -> list[float] | None:
        """The counts that make the sum of pull x count largest; None if there are none."""
        goal = self._solver.Objective()
        goal.Clear()
        for place, weight in pull.items():
            goal.SetCoefficient(self._counts[place], weight)
        goal.SetMaximization()
        return self._solved()

    def _solved(self) -> list[float] | None:
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return [count.solution_value() for count in self._counts]


class Elastic(Model):
    """The same, but printed places may leave their span at a price: those that do are worth hiding."""

    def __init__(self, spans: Sequence[Span], rows: Iterable[Row], prices: Mapping[int, int]) -> None:
        super().__init__([(0, None) if place in prices else span for place, span in enumerate(spans)], rows)
        goal = self._solver.Objective()
        self._stretch = {}
        for place, price in prices.items():
            least, most = spans[place]
            far = self._solver.infinity()
            row = self._solver.Constraint(least, far if most is None else most)
            row.SetCoefficient(self._counts[place], 1)
            ends = [self._solver.NumVar(0, far, "") for _ in range(2)]
            for end, sign in zip(ends, (1, -1), strict=True):
                row.SetCoefficient(end, sign)
                goal.SetCoefficient(end, price)
            self._stretch[place] = ends
        goal.SetMinimization()

    def free(self, place: int) -> None:
        """The place is hidden now: leaving its span costs nothing."""
        for end in self._stretch.pop(place):
            self._solver.Objective().SetCoefficient(end, 0)

    def cheapest(self) -> tuple[list[float], list[int]] | None:
        """Counts within the spans set, and the places that must be hidden for them, at the least price."""
        counts = self._solved()
        if counts is None:
            return None
        return counts, [
            place for place, ends in self._stretch.items() if any(end.solution_value() > 1e-6 for end in ends)
        ]
