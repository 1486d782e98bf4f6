"""How long does it take to protect a whole year of tables that share their cases, and how much is hidden?

Twenty regions by nine topics in four quarters, 220 districts, twelve outcomes: 1,412 values.
Goal, ours: a year in 30 s, one quarter given three that are out in 10 s. Beside it the bare limit: the audit
alone, two linear programmes for every hidden place, with the same solver.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from itertools import product

from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.rounding import seen
from kelisim.engines.disclosure.solver import Model
from kelisim.engines.disclosure.tables import table_sums
from kelisim.engines.disclosure.types import TOTAL, Counted, Rule, Seen, Sum

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
GOAL, QUARTER_GOAL = 30.0, 10.0
REGIONS = [f"r{one:02}" for one in range(20)]
TOPICS = [f"t{one}" for one in range(9)]
DISTRICTS = {f"{region}-d{one:02}": region for region in REGIONS for one in range(11)}
OUTCOMES = [f"o{one:02}" for one in range(12)]
START = ("open", "0", "")
FRAMES = {
    **{f"q{one}": (REGIONS, TOPICS) for one in range(4)},
    **{f"o{one}": (["all"], OUTCOMES) for one in range(4)},
    "oy": (["all"], OUTCOMES),
    "dy": (list(DISTRICTS), ["all"]),
}


def year(cases: int) -> Counter[tuple[str, str, str]]:
    """Cases of one year, unevenly spread, counted into all tables and totals."""
    draw = random.Random(5)

    def uneven(names: list[str]) -> list[float]:
        return [draw.paretovariate(1.1) for _ in names]

    weights = {"district": uneven(list(DISTRICTS)), "topic": uneven(TOPICS), "outcome": uneven(OUTCOMES)}
    found: Counter[tuple[str, str, str]] = Counter()
    for _ in range(cases):
        came = draw.randrange(4)
        gone = came + (draw.random() < 0.5)
        district = draw.choices(list(DISTRICTS), weights["district"])[0]
        topic = draw.choices(TOPICS, weights["topic"])[0]
        outcome = draw.choices(OUTCOMES, weights["outcome"])[0]
        places = [(f"q{came}", DISTRICTS[district], topic), ("dy", district, "all")]
        places += [(f"o{gone}", "all", outcome), ("oy", "all", outcome)] if gone < 4 else []
        for table, row, column in places:
            for here in product((row, TOTAL), (column, TOTAL)):
                found[table, *here] += 1
    return found


def linked(found: Counter[tuple[str, str, str]], quarters: int) -> tuple[list[Counted], list[Sum]]:
    """Places and sums of the first quarters; of the whole year with the fourth."""
    names = [name for name in FRAMES if name[1] == "y" or int(name[1]) < quarters]
    frames = {name: FRAMES[name] for name in names if quarters == 4 or name[1] != "y"}
    places = {
        (table, row, column): found[table, row, column]
        for table, (rows, columns) in frames.items()
        for row, column in product((*rows, TOTAL), (*columns, TOTAL))
    }
    shown = set(places)
    sums = [one for table, (rows, columns) in frames.items() for one in table_sums(table, rows, columns)]
    places[START] = 0
    for one in range(quarters):
        came, gone = (f"q{one}", TOTAL, TOTAL), (f"o{one}", TOTAL, TOTAL)
        before, after, everything = ("open", str(one), ""), ("open", str(one + 1), ""), ("all", str(one), "")
        places[everything] = places[before] + places[came]
        places[after] = places[everything] - places[gone]
        sums += [Sum(whole=everything, parts=(before, came)), Sum(whole=everything, parts=(after, gone))]
    for region in REGIONS if quarters == 4 else ():
        whole = ("year", region, "")
        parts = tuple((f"q{one}", region, TOTAL) for one in range(4))
        inside = tuple(("dy", one, "all") for one, its in DISTRICTS.items() if its == region)
        places[whole] = sum(places[part] for part in parts)
        sums += [Sum(whole=whole, parts=parts), Sum(whole=whole, parts=inside)]
    for outcome in OUTCOMES if quarters == 4 else ():
        parts = tuple((f"o{one}", "all", outcome) for one in range(4))
        sums.append(Sum(whole=("oy", "all", outcome), parts=parts))
    counted = [
        Counted(name=name, cases=number, applicants=number, shown=name in shown)
        for name, number in places.items()
    ]
    return counted, sums


def bare(counted: list[Counted], sums: list[Sum], values: dict[tuple[str, str, str], int | None]) -> float:
    """Seconds of the audit alone, place by place."""
    number = {place.name: at for at, place in enumerate(counted)}
    told = [seen(values.get(place.name), RULE) for place in counted]
    rows = [(number[one.whole], tuple(number[part] for part in one.parts)) for one in sums]
    begun = time.perf_counter()
    model = Model([(one.least, one.most) for one in told], rows)
    for at, one in enumerate(told):
        if one.hidden:
            model.span(at, (0, 1_000_000))
            for sense in (1, -1):
                assert model.furthest({at: sense}) is not None
            model.span(at, (0, None))
    return time.perf_counter() - begun


def main() -> int:
    """Prints each size beside the goals; 1 if one is missed."""
    missed = 0
    for cases in (31_000, 10_000, 3_000, 1_000, 300, 100):
        found = year(cases)
        out: dict[tuple[str, str, str], int | None] = {}
        spans, exposed, small, places = [], 0, 0, 0
        for quarters in range(1, 5):
            counted, sums = linked(found, quarters)
            already = {
                START: Seen(least=0, most=0),
                **{name: seen(value, RULE) for name, value in out.items()},
            }
            begun = time.perf_counter()
            protected = protect(counted, sums, already=already, rule=RULE)
            spans.append(time.perf_counter() - begun)
            out |= protected.values
            exposed += len(protected.exposed)
            small = sum(place.shown and place.cases < RULE.least_cases for place in counted)
            places = sum(place.shown for place in counted)
        begun = time.perf_counter()
        counted, sums = linked(found, 4)
        at_once = protect(counted, sums, already={START: Seen(least=0, most=0)}, rule=RULE).values
        whole = time.perf_counter() - begun
        missed += whole > GOAL or max(spans) > QUARTER_GOAL or exposed > 0
        hidden, fewer = (sum(one is None for one in values.values()) for values in (out, at_once))
        print(
            f"{cases:6} cases, {places} places, {small:4} small: a year {whole:5.2f} s "
            f"(goal {GOAL:.0f}), hidden {fewer}; "
            f"quarter by quarter at most {max(spans):5.2f} s (goal {QUARTER_GOAL:.0f}), hidden {hidden}, "
            f"exposed {exposed}; audit alone {bare(counted, sums, at_once):5.2f} s"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
