"""Pairs of worlds: two whole sets of counts that print the same and lie far apart in a hidden place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kelisim.engines.disclosure.solver import Model, Row, Span

_NEARLY = 1e-6


class Worlds:
    """The least and the most found for every place, each in a world checked in whole numbers."""

    def __init__(
        self, truth: Sequence[int], spans: Sequence[Span], rows: Sequence[Row], *, enough: int
    ) -> None:
        self.truth = truth
        self.spans = list(spans)
        self.rows = rows
        self.enough = enough
        self.lowest = list(truth)
        self.highest = list(truth)
        self._model = Model(spans, rows)

    def hide(self, place: int) -> None:
        """Nothing is known of the place any more. What was found possible stays possible."""
        self.spans[place] = (0, None)
        self._model.span(place, (0, None))

    def wide(self, place: int) -> bool:
        """Whether two worlds are known that lie far enough apart in this place."""
        return self.highest[place] - self.lowest[place] >= self.enough

    def remember(self, counts: Sequence[float] | None) -> None:
        """Takes a solver's answer if it is a world: whole numbers, within all spans, and adding up."""
        world = [] if counts is None else [round(count) for count in counts]
        if not world or any(abs(a - b) > _NEARLY for a, b in zip(world, counts or (), strict=True)):
            return
        for count, (least, most) in zip(world, self.spans, strict=True):
            if count < least or (most is not None and count > most):
                return
        if any(world[whole] != sum(world[part] for part in parts) for whole, parts in self.rows):
            return
        self.lowest = [min(pair) for pair in zip(self.lowest, world, strict=True)]
        self.highest = [max(pair) for pair in zip(self.highest, world, strict=True)]

    def look(self, places: Sequence[int]) -> None:
        """Pulls many places at once, each up or down by one binary digit of its number; all digits in turn.

        For any two places some digit differs, so that each is pulled against each other one at least once.
        """
        for digit in range(max(1, (len(places) - 1).bit_length()) + 1):
            for sense in (1, -1):
                left = [place for place in places if not self.wide(place)]
                pull = {place: sense if at >> digit & 1 else -sense for at, place in enumerate(left)}
                self._pull(pull)

    def try_alone(self, place: int) -> bool:
        """Pulls one place up, then down, as far as it goes; whether that proves it wide."""
        for sense in (1, -1):
            if not self.wide(place):
                self._pull({place: sense})
        return self.wide(place)

    def try_whole(self, place: int) -> bool:
        """The same in whole numbers only: slower, for the rare place whose furthest counts are fractions."""
        for target in (self.lowest[place] + self.enough, self.highest[place] - self.enough):
            if target >= 0 and not self.wide(place):
                spans = [*self.spans[:place], (target, target), *self.spans[place + 1 :]]
                self.remember(Model(spans, self.rows, whole_numbers=True).furthest({}))
        return self.wide(place)

    def _pull(self, pull: dict[int, int]) -> None:
        for place in pull:
            self._model.span(place, self._near(place))
        self.remember(self._model.furthest(pull) if pull else None)
        for place in pull:
            self._model.span(place, self.spans[place])

    def _near(self, place: int) -> Span:
        """No further than is needed to be wide, so that the answer is finite."""
        least, most = self.spans[place]
        top = self.lowest[place] + self.enough
        return max(least, self.highest[place] - self.enough), top if most is None else min(most, top)


def beside(place: int, rows: Iterable[Row]) -> set[int]:
    """The places that stand in a sum with this one."""
    return {one for whole, parts in rows if place == whole or place in parts for one in (whole, *parts)}
