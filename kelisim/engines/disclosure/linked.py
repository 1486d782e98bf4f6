"""Protects tables that share counts, given what is already out: nothing hidden follows from all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kelisim.engines.disclosure.rounding import rounded, seen
from kelisim.engines.disclosure.solver import Elastic, Row, Span
from kelisim.engines.disclosure.types import (
    BadCells,
    BadSums,
    Counted,
    Name,
    Protected,
    Rule,
    Seen,
    Sum,
    is_small,
)
from kelisim.engines.disclosure.worlds import Worlds, beside


def protect(
    counted: Iterable[Counted], sums: Iterable[Sum], *, already: Mapping[Name, Seen], rule: Rule
) -> Protected:
    """What may be printed of the shown places that are not out already.

    `counted`: the true counts of every place, those of earlier releases included; `sums`: every relation a
    reader can know, within a table, between tables, between periods; `already`: what earlier releases told.
    Hidden are small counts, zero included, and then the cheapest further ones, until for every hidden place,
    and for every small one that is not shown, two worlds are found that print the same and differ there by
    `rule.least_interval` or more. Both worlds are whole numbers, checked exactly; so no reasoning from the
    printed values can pin the place more narrowly. Not used: who the applicants are. The order given does not
    matter. Raises BadCells, BadSums. From docs/method/disclosure.md#linked-tables.
    """
    places = _places(counted)
    rows = _rows(places, sums)
    return _Hiding(places, rows, already=already, rule=rule).done()


class _Hiding:
    """The work of one release: which places are hidden, and what is proved of them."""

    def __init__(
        self, places: Sequence[Counted], rows: Sequence[Row], *, already: Mapping[Name, Seen], rule: Rule
    ) -> None:
        unknown = set(already) - {place.name for place in places}
        if unknown:
            raise BadSums(min(unknown))
        self.places = places
        self.rows = rows
        self.rule = rule
        self.new = [place.shown and place.name not in already for place in places]
        self.hidden = {at for at, place in enumerate(places) if is_small(place, rule) and self.new[at]}
        spans = [self._span(at, already.get(place.name)) for at, place in enumerate(places)]
        self.open = [at for at, place in enumerate(places) if self._guarded(place, already.get(place.name))]
        self.exposed: list[int] = []
        truth = [place.cases for place in places]
        self.worlds = Worlds(truth, spans, rows, enough=rule.least_interval)
        self.elastic = Elastic(
            spans,
            rows,
            {at: 1 + truth[at] for at in range(len(places)) if self.new[at] and at not in self.hidden},
        )

    def done(self) -> Protected:
        """Hides until nothing hidden is too narrow."""
        while self.open:
            self.worlds.look(self.open)
            waiting, self.open = self.open, []
            for at in waiting:
                if not (self.worlds.wide(at) or self.worlds.try_alone(at)):
                    self._widen(at)
        values = {
            place.name: None if at in self.hidden else rounded(place.cases, self.rule.base)
            for at, place in enumerate(self.places)
            if self.new[at]
        }
        return Protected(values=values, exposed=tuple(self.places[at].name for at in sorted(self.exposed)))

    def _widen(self, at: int) -> None:
        """Hides the cheapest places that let this one move far enough; without any it is exposed."""
        low, high = self.worlds.lowest[at], self.worlds.highest[at]
        for target in (low + self.rule.least_interval, high - self.rule.least_interval):
            if target < 0:
                continue
            self.elastic.span(at, (target, target))
            found = self.elastic.cheapest()
            self.elastic.span(at, self.worlds.spans[at])
            if found is not None:
                self._hide(found[1])
                self.worlds.remember(found[0])
                break
        if self.worlds.wide(at) or self.worlds.try_whole(at):
            return
        near = self._printed_near(at)
        if near and not self._beyond_help(at):
            self._hide([min(near, key=lambda one: (self.places[one].cases, self.places[one].name))])
            self.open.append(at)
        else:
            self.exposed.append(at)

    def _printed_near(self, at: int) -> list[int]:
        """New places still printed: those in a sum with this one, else all."""
        printed = [one for one, new in enumerate(self.new) if new and one not in self.hidden]
        near = beside(at, self.rows)
        return [one for one in printed if one in near] or printed

    def _beyond_help(self, at: int) -> bool:
        """Whether the place would be too narrow even with nothing new printed at all."""
        bare = Worlds(
            self.worlds.truth,
            [(0, None) if new else span for new, span in zip(self.new, self.worlds.spans, strict=True)],
            self.rows,
            enough=self.rule.least_interval,
        )
        return not (bare.try_alone(at) or bare.try_whole(at))

    def _hide(self, places: Iterable[int]) -> None:
        for at in places:
            self.hidden.add(at)
            self.worlds.hide(at)
            self.elastic.free(at)
            self.open.append(at)

    def _guarded(self, place: Counted, out: Seen | None) -> bool:
        """A place that must stay wide: small, or hidden by an earlier release."""
        return out.hidden if out is not None else is_small(place, self.rule)

    def _span(self, at: int, out: Seen | None) -> Span:
        """What a reader knows of the place by itself; wide enough for the truth if it was corrected since."""
        place = self.places[at]
        if out is None and self.new[at] and at not in self.hidden:
            out = seen(rounded(place.cases, self.rule.base), self.rule)
        if out is None:
            return 0, None
        return min(out.least, place.cases), None if out.most is None else max(out.most, place.cases)


def _places(counted: Iterable[Counted]) -> list[Counted]:
    """In the order of their names, each once."""
    places = sorted(counted, key=lambda place: place.name)
    for at, place in enumerate(places):
        twice = at > 0 and places[at - 1].name == place.name
        if twice or not 0 <= place.applicants <= place.cases:
            raise BadCells((place.name[1], place.name[2]))
    return places


def _rows(places: Sequence[Counted], sums: Iterable[Sum]) -> list[Row]:
    """The sums by numbers of places, each checked against the true counts."""
    number = {place.name: at for at, place in enumerate(places)}
    rows = []
    for one in sorted(set(sums), key=lambda one: (one.whole, one.parts)):
        if one.whole not in number or any(part not in number for part in one.parts):
            raise BadSums(one.whole)
        row = (number[one.whole], tuple(number[part] for part in sorted(one.parts)))
        if places[row[0]].cases != sum(places[part].cases for part in row[1]):
            raise BadSums(one.whole)
        rows.append(row)
    return rows
