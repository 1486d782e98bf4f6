"""A small year of tables that share their cases, as the engine is told it and as it is read on the page."""

from __future__ import annotations

from itertools import pairwise, product

from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.rounding import rounded
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.tables import table_sums
from kelisim.engines.disclosure.types import TOTAL, Cell, Counted, Rule, Seen, Sum
from tests.engines.attacker import Attacker, Printed

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
DAYS = ["2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01", "2027-01-01"]
QUARTERS = list(pairwise(DAYS))
YEAR = (DAYS[0], DAYS[-1])
REGIONS, TOPICS, OUTCOMES = ["r0", "r1"], ["t0", "t1"], ["o0", "o1"]
DISTRICTS = {"d0": "r0", "d1": "r0", "d2": "r1", "d3": "r1"}


def made(cases, resolved):
    """A year's tables. Of a case: quarter, topic, district; of its end: quarter (-1 not yet), outcome."""
    tables = {("region_topic", *span): (REGIONS, TOPICS, {}) for span in QUARTERS}
    tables |= {("outcome", *span): (["all"], OUTCOMES, {}) for span in [*QUARTERS, YEAR]}
    tables["district", *YEAR] = (list(DISTRICTS), ["all"], {})
    for at, (quarter, topic, district) in enumerate(cases):
        _one(tables["region_topic", *QUARTERS[quarter]], DISTRICTS[district], topic)
        _one(tables["district", *YEAR], district, "all")
        when, outcome = resolved[at]
        if when >= quarter:
            _one(tables["outcome", *QUARTERS[when]], "all", outcome)
            _one(tables["outcome", *YEAR], "all", outcome)
    return tables


def _one(table, row, column):
    for place in product((row, TOTAL), (column, TOTAL)):
        table[2][place] = table[2].get(place, 0) + 1


def counted(tables):
    """What the engine is told: the places of all tables, and the joints between them."""
    places, sums = {}, []
    for key, (rows, columns, found) in tables.items():
        sums += table_sums(" ".join(key), rows, columns)
        for place in product((*rows, TOTAL), (*columns, TOTAL)):
            number = found.get(place, 0)
            places[" ".join(key), *place] = Counted(
                name=(" ".join(key), *place), cases=number, applicants=number
            )

    def joint(name, *ways):
        number = sum(places[part].cases for part in ways[0])
        places[name] = Counted(name=name, cases=number, applicants=number, shown=False)
        sums.extend(Sum(whole=name, parts=tuple(way)) for way in ways)

    quarters = [" ".join(("region_topic", *span)) for span in QUARTERS if ("region_topic", *span) in tables]
    ends = [" ".join(("outcome", *span)) for span in QUARTERS if ("outcome", *span) in tables]
    if ("district", *YEAR) in tables:
        for region in REGIONS:
            inside = [one for one in DISTRICTS if DISTRICTS[one] == region]
            joint(
                ("year", region, ""),
                [(one, region, TOTAL) for one in quarters],
                [(" ".join(("district", *YEAR)), one, "all") for one in inside],
            )
        for outcome in OUTCOMES:
            whole = (" ".join(("outcome", *YEAR)), "all", outcome)
            sums.append(Sum(whole=whole, parts=tuple((one, "all", outcome) for one in ends)))
    places["open", "0", ""] = Counted(name=("open", "0", ""), cases=0, applicants=0, shown=False)
    for at, (came, gone) in enumerate(zip(quarters, ends, strict=True)):
        before, after = ("open", str(at), ""), ("open", str(at + 1), "")
        left = places[before].cases + places[came, TOTAL, TOTAL].cases - places[gone, TOTAL, TOTAL].cases
        places[after] = Counted(name=after, cases=left, applicants=left, shown=False)
        joint(("all", str(at), ""), [before, (came, TOTAL, TOTAL)], [after, (gone, TOTAL, TOTAL)])
    return list(places.values()), sums


NOBODY_WAITED = {("open", "0", ""): Seen(least=0, most=0)}


def printed(tables, values):
    """What stands on the page afterwards."""
    return [
        Printed(
            *key,
            {
                tuple("Σ" if name == TOTAL else name for name in place): values[" ".join(key), *place]
                for place in product((*rows, TOTAL), (*columns, TOTAL))
            },
        )
        for key, (rows, columns, _found) in tables.items()
    ]


def attacker(tables, values):
    return Attacker(printed(tables, values), region_of=DISTRICTS)


def jointly(tables):
    places, sums = counted(tables)
    protected = protect(places, sums, already=NOBODY_WAITED, rule=RULE)
    assert protected.exposed == ()
    return protected.values


def one_by_one(tables):
    """As if each table were the only one ever published."""
    values = {}
    for key, (rows, columns, found) in tables.items():
        cells = [
            Cell(
                row=row,
                column=column,
                cases=found.get((row, column), 0),
                applicants=found.get((row, column), 0),
            )
            for row, column in product(rows, columns)
        ]
        values |= {
            (" ".join(key), *place): value for place, value in release(cells, rule=RULE).values.items()
        }
    return values


def small_ones_only(tables):
    """As if nobody ever subtracted."""
    return {
        place.name: None if place.cases < 5 else rounded(place.cases, 5)
        for place in counted(tables)[0]
        if place.shown
    }
