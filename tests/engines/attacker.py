"""Somebody who collects every published table and tries to work out what was hidden.

Knows the tables of all periods, the rule, the rounding, which regions hold which districts and that quarters
make years. Shares no code with the engine: builds its own equations from the names of rows and columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from ortools.linear_solver import pywraplp
from ortools.sat.python import cp_model

FAR = 100_000
LIMIT = 3_000  # for whole numbers: far above any count in these tests


@dataclass(frozen=True)
class Printed:
    """A table as it can be read on the page; None where nothing is printed. Totals are called Σ."""

    level: str
    since: str
    until: str
    values: dict[tuple[str, str], int | None]
    stood: frozenset[tuple[str, str]] = frozenset()  # printed as in the revision before: moves by ten only

    def names(self, axis: int) -> list[str]:
        return sorted({key[axis] for key in self.values} - {"Σ"})


@dataclass
class Attacker:
    """What she has collected, as unknowns with bounds and equations between them."""

    tables: list[Printed]
    base: int = 5
    least: int = 5
    region_of: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.bounds = {}
        self.equations = []  # each a list of (unknown, ±1) that adds up to nothing
        for table in self.tables:
            for key, value in table.values.items():
                self.bounds[self.unknown(table, *key)] = self.before_rounding(value, key in table.stood)
            self.read(table)
        self.join()
        self.hidden = [
            self.unknown(table, *key)
            for table in self.tables
            for key, value in table.values.items()
            if value is None
        ]

    def unknown(self, table, row, column):
        return (table.level, table.since, table.until, row, column)

    def before_rounding(self, value, stood=False):
        if value is None:
            return (0, FAR)
        if stood:
            ends = [
                self.before_rounding(one) for one in (max(value - self.base, self.base), value + self.base)
            ]
            return (ends[0][0], ends[1][1])
        fitting = [n for n in range(value + self.base) if abs(n - value) * 2 <= self.base and n >= self.least]
        fitting = [n for n in fitting if not (n < value and (value - n) * 2 == self.base)]
        up = [n for n in fitting if not (n > value and (n - value) * 2 == self.base)]
        return (up[0], up[-1])

    def read(self, table):
        rows, columns = table.names(0), table.names(1)
        for row in [*rows, "Σ"]:
            self.add(self.unknown(table, row, "Σ"), [self.unknown(table, row, one) for one in columns])
        for column in [*columns, "Σ"]:
            self.add(self.unknown(table, "Σ", column), [self.unknown(table, one, column) for one in rows])

    def add(self, whole, parts):
        self.equations.append([(whole, -1), *((part, 1) for part in parts)])

    def join(self):
        by = {}
        for table in self.tables:
            by.setdefault(table.level, []).append(table)
        quarters = {
            level: sorted(
                (t for t in by.get(level, []) if t.until[:4] == t.since[:4] or t.since[5:7] == "10"),
                key=lambda t: t.since,
            )
            for level in ("region_topic", "outcome")
        }
        for year in by.get("outcome", []):
            inside = [t for t in quarters["outcome"] if t.since[:4] == year.since[:4]]
            if year in quarters["outcome"] or len(inside) < 4:
                continue
            for key in year.values:
                self.add(self.unknown(year, *key), [self.unknown(t, *key) for t in inside])
        for year in by.get("district", []):
            inside = [t for t in quarters["region_topic"] if t.since[:4] == year.since[:4]]
            if len(inside) < 4:
                continue
            for region in inside[0].names(0):
                districts = [one for one in year.names(0) if self.region_of[one] == region]
                left = [(self.unknown(t, region, "Σ"), 1) for t in inside]
                right = [(self.unknown(year, one, "Σ"), -1) for one in districts]
                self.equations.append([*left, *right])
        self.yearly(by, quarters["region_topic"])
        self.balance(quarters)
        self.follow(by)

    def balance(self, quarters):
        """Nobody is resolved who did not apply: before the first quarter nothing was open."""
        came = quarters["region_topic"]
        gone = {t.since: t for t in quarters["outcome"]}
        days = [t.since for t in came] + [t.until for t in came[-1:]]
        if any(day not in gone for day in days[:-1]):
            return
        for day in days:
            self.bounds["open", day] = (0, 0 if day == days[0] else FAR)
        for table, (day, after) in zip(came, pairwise(days), strict=True):
            arrived, left = self.unknown(table, "Σ", "Σ"), self.unknown(gone[day], "Σ", "Σ")
            self.equations.append([(("open", day), 1), (arrived, 1), (left, -1), (("open", after), -1)])

    def yearly(self, by, quarters):
        """All applications of a year are the same in every table; from courts come not more than all."""
        for year in [*by.get("access", []), *by.get("stage", []), *by.get("district", [])]:
            inside = [t for t in quarters if t.since[:4] == year.since[:4]]
            regions = year.names(0) if year.level == "stage" else []
            for row in [*regions, "Σ"] if len(inside) == 4 else ():
                parts = [(self.unknown(t, row, "Σ"), 1) for t in inside]
                if year.level == "stage":
                    self.bounds["nowhere", year.since, row] = (0, FAR)
                    parts.append((("nowhere", year.since, row), -1))
                self.equations.append([(self.unknown(year, row, "Σ"), -1), *parts])

    def follow(self, by):
        """Nobody is followed up who did not settle: before the first year nothing was open."""
        years = {t.since: t for t in by.get("outcome", []) if (t.since[5:7], t.until[5:7]) == ("01", "01")}
        ended = sorted((t for t in by.get("performance", []) if t.since in years), key=lambda t: t.since)
        for at, table in enumerate(ended):
            self.bounds["follow", table.since] = (0, FAR if at else 0)
            self.bounds["follow", table.until] = (0, FAR)
            settled = [(self.unknown(years[table.since], "all", code), 1) for code in ("Sf", "Sp")]
            gone = [(self.unknown(table, "Σ", "Σ"), -1), (("follow", table.until), -1)]
            self.equations.append([(("follow", table.since), 1), *settled, *gone])

    # Four ways of attack. Each answers {hidden place: (least, most)}.

    def by_differencing(self):
        """With a pencil: whatever one equation says of one unknown, over and over."""
        found = dict(self.bounds)
        moved = True
        while moved:
            moved = False
            for equation in self.equations:
                ends = [sorted(sign * end for end in found[unknown]) for unknown, sign in equation]
                least, most = sum(low for low, _ in ends), sum(high for _, high in ends)
                for (unknown, sign), (low, high) in zip(equation, ends, strict=True):
                    left = sorted((-sign * (least - low), -sign * (most - high)))
                    new = (max(found[unknown][0], left[0]), min(found[unknown][1], left[1]))
                    if new != found[unknown]:
                        found[unknown], moved = new, True
        return {place: found[place] for place in self.hidden}

    def by_linear_programming(self, enough=None):
        """The least and the most of each hidden place while everything printed holds at once.

        With `enough` she leaves a place alone that she has seen move so far: faster, same verdict.
        """
        solver = pywraplp.Solver.CreateSolver("GLOP")
        unknowns = {name: solver.NumVar(*bounds, str(name)) for name, bounds in self.bounds.items()}
        for equation in self.equations:
            solver.Add(sum(sign * unknowns[name] for name, sign in equation) == 0)
        seen = {place: (float(FAR), 0.0) for place in self.hidden}
        for place in self.hidden:
            for direction in (1, -1):
                if enough is not None and seen[place][1] - seen[place][0] >= enough:
                    continue
                solver.Objective().Clear()
                solver.Objective().SetCoefficient(unknowns[place], direction)
                solver.Objective().SetMaximization()
                assert solver.Solve() == solver.OPTIMAL
                for one, (low, high) in seen.items():
                    value = unknowns[one].solution_value()
                    seen[one] = (min(low, value), max(high, value))
        return seen

    def by_whole_numbers(self):
        """The same, but people come whole."""
        found = {}
        for place in self.hidden:
            ends = []
            for direction in (1, -1):
                model = cp_model.CpModel()
                unknowns = {
                    name: model.NewIntVar(low, min(high, LIMIT), str(name))
                    for name, (low, high) in self.bounds.items()
                }
                for equation in self.equations:
                    model.Add(sum(sign * unknowns[name] for name, sign in equation) == 0)
                model.Maximize(direction * unknowns[place])
                solver = cp_model.CpSolver()
                solver.parameters.num_workers = 1
                assert solver.Solve(model) == cp_model.OPTIMAL
                ends.append(solver.Value(unknowns[place]))
            found[place] = (ends[1], ends[0])
        return found


def recovered(found, least_interval):
    """The hidden places she knows more closely than the rule allows."""
    return sorted(place for place, (low, high) in found.items() if high - low < least_interval - 1e-6)
