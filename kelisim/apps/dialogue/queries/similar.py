"""Live statements that say nearly what somebody is about to write, so that she may vote on them instead."""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.apps.dialogue.queries.alike import stems
from kelisim.apps.dialogue.queries.pool import Shown
from kelisim.engines.names.fold import fold

MOST, ALIKE = 5, 0.5  # how many are shown, and from which share on


def similar(text: str, among: Iterable[Shown]) -> list[Shown]:
    """The most alike first: the share of the shorter one's words that both have, in whatever script."""
    own = stems(fold(text))
    found = [(_likeness(own, one), one) for one in among]
    alike = sorted((pair for pair in found if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1].number))
    return [one for _share, one in alike[:MOST]]


def _likeness(own: frozenset[str], one: Shown) -> float:
    shares = [_shared(own, stems(fold(text))) for text in one.texts.values()]
    return max(shares, default=0.0)


def _shared(own: frozenset[str], other: frozenset[str]) -> float:
    shorter = min(len(own), len(other))
    return len(own & other) / shorter if shorter else 0.0
