"""How long does it take to protect a whole year of tables that share their cases, and how much is hidden?

As many places as the Kazakhstan pack has: twenty regions by fifteen topics in four quarters, 220 districts,
twelve outcomes; once a year channels by languages, regions by the body a case lay before, claimed
discrimination, performance, openings of the escrow. From 31,000 cases a year to three and none, all small.
Goal, ours: a year in 30 s, one quarter given three that are out in 10 s. Beside it the bare limit: the audit
alone, two linear programmes for every hidden place, with the same solver. All runs in one thread; the seconds
are the processor's.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from kelisim.engines.disclosure.linked import protect
from kelisim.engines.disclosure.rounding import seen
from kelisim.engines.disclosure.solver import Model
from kelisim.engines.disclosure.tables import table_sums
from kelisim.engines.disclosure.types import TOTAL, Counted, Name, Protected, Rule, Seen, Sum

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
GOAL, QUARTER_GOAL = 30.0, 10.0
REGIONS = [f"r{one:02}" for one in range(20)]
TOPICS = [f"t{one:02}" for one in range(15)]
DISTRICTS = {f"{region}-d{one:02}": region for region in REGIONS for one in range(11)}
OUTCOMES = [f"o{one:02}" for one in range(12)]
SETTLED = OUTCOMES[:2]
CHANNELS, LANGUAGES = [f"c{one}" for one in range(7)], [f"l{one}" for one in range(3)]
STAGES, NOWHERE = [f"s{one}" for one in range(4)], "nowhere"
GROUNDS, AREAS = [f"g{one}" for one in range(8)], [f"a{one}" for one in range(6)]
PERFORMED, REASONS = [f"p{one}" for one in range(4)], [f"b{one}" for one in range(5)]
START, UNFOLLOWED = ("open", "0", ""), ("follow", "0", "")
BEFORE = {START: Seen(least=0, most=0), UNFOLLOWED: Seen(least=0, most=0)}
FRAMES = {
    **{f"q{one}": (REGIONS, TOPICS) for one in range(4)},
    **{f"o{one}": (["all"], OUTCOMES) for one in range(4)},
    "oy": (["all"], OUTCOMES),
    "dy": (list(DISTRICTS), ["all"]),
    "ay": (CHANNELS, LANGUAGES),
    "sy": (REGIONS, STAGES),
    "gy": (GROUNDS, AREAS),
    "py": (["all"], PERFORMED),
    "by": (["all"], REASONS),
}
KINDS = {
    "q": "topics by quarter", "o": "outcomes by quarter", "oy": "outcomes of the year", "d": "districts",
    "a": "access", "s": "stages", "g": "claimed discrimination", "p": "performance", "b": "break-glass",
}  # fmt: skip


class Dice:
    """Draws unevenly, and the same each time: a few of every list are frequent, most are rare."""

    def __init__(self) -> None:
        self.draw = random.Random(5)
        lists = [
            list(DISTRICTS),
            TOPICS,
            OUTCOMES,
            CHANNELS,
            LANGUAGES,
            STAGES,
            GROUNDS,
            AREAS,
            PERFORMED,
            REASONS,
        ]
        self.lists = {names[0]: (names, [self.draw.paretovariate(1.1) for _ in names]) for names in lists}

    def one(self, names: list[str]) -> str:
        """One of a list."""
        return self.draw.choices(*self.lists[names[0]])[0]

    def happens(self, share: float) -> bool:
        """True so often."""
        return self.draw.random() < share


def year(cases: int) -> Counter[Name]:
    """Cases of one year counted into all tables and totals; every thirtieth claims discrimination."""
    dice = Dice()
    found: Counter[Name] = Counter()
    for _ in range(cases):
        for table, row, column in _case(dice):
            for here in product((row, TOTAL), (column, TOTAL)):
                found[table, *here] += 1
    return found


def _case(dice: Dice) -> Iterator[Name]:
    """Where one case is counted."""
    came = dice.draw.randrange(4)
    gone = came + dice.happens(0.5)
    district, outcome = dice.one(list(DISTRICTS)), dice.one(OUTCOMES)
    yield f"q{came}", DISTRICTS[district], dice.one(TOPICS)
    yield "dy", district, "all"
    yield "ay", dice.one(CHANNELS), dice.one(LANGUAGES)
    if dice.happens(0.2):
        yield "sy", DISTRICTS[district], dice.one(STAGES)
    if dice.happens(0.03):
        yield "gy", dice.one(GROUNDS), dice.one(AREAS)
    if dice.happens(0.001):
        yield "by", "all", dice.one(REASONS)
    if gone < 4:
        yield f"o{gone}", "all", outcome
        yield "oy", "all", outcome
        if outcome in SETTLED and dice.happens(0.75):
            yield "py", "all", dice.one(PERFORMED)


class Year:
    """Places and sums of the first quarters; of the whole year with the fourth."""

    def __init__(self, found: Counter[Name], quarters: int) -> None:
        self.quarters = range(quarters)
        frames = {one: FRAMES[one] for one in FRAMES if quarters == 4 or one[1] in "0123"[:quarters]}
        self.places = {
            (table, row, column): found[table, row, column]
            for table, (rows, columns) in frames.items()
            for row, column in product((*rows, TOTAL), (*columns, TOTAL))
        }
        self.shown = set(self.places)
        self.sums = [one for table, frame in frames.items() for one in table_sums(table, *frame)]
        self.known = dict(BEFORE)
        self._balance()
        if quarters == 4:
            self._regions()
            self._whole()

    def join(self, whole: Name, *ways: Sequence[Name]) -> None:
        """A place that is the sum of each of these; it counts as one more unless it stands in a table."""
        self.places.setdefault(whole, sum(self.places[part] for part in ways[0]))
        self.sums += [Sum(whole=whole, parts=tuple(way)) for way in ways]

    def _balance(self) -> None:
        self.places[START] = 0
        for one in self.quarters:
            before, after = ("open", str(one), ""), ("open", str(one + 1), "")
            came, gone = (f"q{one}", TOTAL, TOTAL), (f"o{one}", TOTAL, TOTAL)
            self.places[after] = self.places[before] + self.places[came] - self.places[gone]
            self.join(("all", str(one), ""), (before, came), (gone, after))

    def _regions(self) -> None:
        for region in REGIONS:
            parts = [(f"q{one}", region, TOTAL) for one in self.quarters]
            inside = [("dy", one, "all") for one, its in DISTRICTS.items() if its == region]
            staged, nowhere = ("sy", region, TOTAL), (NOWHERE, region, "")
            self.places[nowhere] = sum(self.places[part] for part in parts) - self.places[staged]
            self.join(("year", region, ""), parts, inside, (staged, nowhere))

    def _whole(self) -> None:
        """All applications of the year; its outcomes; what is followed up of the settled."""
        quarters = [(f"q{one}", TOTAL, TOTAL) for one in self.quarters]
        whole = ("year", TOTAL, TOTAL)
        self.join(whole, quarters, [("dy", TOTAL, TOTAL)], [("ay", TOTAL, TOTAL)])
        if self.places[whole] >= RULE.least_cases:
            self.known[whole] = Seen(least=self.places[whole], most=self.places[whole])
        for outcome in OUTCOMES:
            self.join(("oy", "all", outcome), [(f"o{one}", "all", outcome) for one in self.quarters])
        settled, ended, after = (
            [("oy", "all", one) for one in SETTLED],
            ("py", TOTAL, TOTAL),
            ("follow", "1", ""),
        )
        self.places[UNFOLLOWED] = 0
        self.places[after] = sum(self.places[one] for one in settled) - self.places[ended]
        self.join(("follow", "all", ""), [UNFOLLOWED, *settled], (ended, after))

    def protected(self, out: Mapping[Name, int | None]) -> Protected:
        """What may be printed beside what is out."""
        counted = [
            Counted(name=name, cases=number, applicants=number, shown=name in self.shown)
            for name, number in self.places.items()
        ]
        known = {name: one for name, one in self.known.items() if name in self.places}
        already = known | {name: seen(value, RULE) for name, value in out.items()}
        return protect(counted, self.sums, already=already, rule=RULE)


def bare(whole: Year, values: Mapping[Name, int | None]) -> float:
    """Seconds of the audit alone, place by place."""
    number = {name: at for at, name in enumerate(whole.places)}
    told = [seen(values.get(name), RULE) for name in whole.places]
    rows = [(number[one.whole], tuple(number[part] for part in one.parts)) for one in whole.sums]
    begun = time.process_time()
    model = Model([(one.least, one.most) for one in told], rows)
    for at, one in enumerate(told):
        if one.hidden:
            model.span(at, (0, 1_000_000))
            for sense in (1, -1):
                assert model.furthest({at: sense}) is not None
            model.span(at, (0, None))
    return time.process_time() - begun


def by_table(values: Mapping[Name, int | None]) -> str:
    """Of each kind of table how many values are hidden."""
    hidden = Counter(KINDS.get(name[0], KINDS[name[0][0]]) for name, value in values.items() if value is None)
    every = Counter(KINDS.get(name[0], KINDS[name[0][0]]) for name in values)
    return ", ".join(f"{kind} {hidden[kind]}/{number}" for kind, number in every.items())


def main() -> int:
    """Prints each size beside the goals; 1 if one is missed."""
    missed = 0
    for cases in (31_000, 10_000, 3_000, 1_000, 300, 100, 3, 0):
        found = year(cases)
        out: dict[Name, int | None] = {}
        spans, exposed = [], 0
        for quarters in range(1, 5):
            begun = time.process_time()
            protected = Year(found, quarters).protected(out)
            spans.append(time.process_time() - begun)
            out |= protected.values
            exposed += len(protected.exposed)
        whole = Year(found, 4)
        begun = time.process_time()
        at_once = whole.protected({}).values
        took = time.process_time() - begun
        missed += took > GOAL or max(spans) > QUARTER_GOAL or exposed > 0
        small = sum(whole.places[name] < RULE.least_cases for name in whole.shown)
        hidden, fewer = (sum(one is None for one in values.values()) for values in (out, at_once))
        print(
            f"{cases:6} cases, {len(whole.shown)} places, {small:4} small: a year {took:5.2f} s "
            f"(goal {GOAL:.0f}), hidden {fewer}; "
            f"quarter by quarter at most {max(spans):5.2f} s (goal {QUARTER_GOAL:.0f}), hidden {hidden}, "
            f"exposed {exposed}; audit alone {bare(whole, at_once):5.2f} s\n"
            f"       hidden: {by_table(at_once)}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
