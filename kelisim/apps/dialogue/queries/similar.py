"""Live statements that say nearly what somebody is about to write, so that she may vote on them instead."""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.apps.dialogue.queries.pool import Shown
from kelisim.engines.names.fold import fold

MOST, STEM = 5, 5  # how many are shown; letters by which words of many endings are compared
ALIKE = 0.5


def similar(text: str, among: Iterable[Shown]) -> list[Shown]:
    """The most alike first: the share of the shorter one's words that both have, in whatever script."""
    own = _stems(text)
    found = [(_likeness(own, one), one) for one in among]
    alike = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].number))
    return [one for _share, one in alike[:MOST]]


def _likeness(own: set[str], one: Shown) -> float:
    shares = [_shared(own, _stems(text)) for text in one.texts.values()]
    return max(shares, default=0.0)


def _shared(own: set[str], other: set[str]) -> float:
    shorter = min(len(own), len(other))
    return len(own & other) / shorter if shorter else 0.0


def _stems(text: str) -> set[str]:
    """The words by their first letters; words of one or two letters say nothing."""
    return {word[:STEM] for word in fold(text).split() if len(word) > 2}
