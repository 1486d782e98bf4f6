"""The sides of an infrastructure as the pack lists them, and which records bear on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kelisim.apps.statistics.models import ALL, Observation
from kelisim.apps.statistics.queries.known import known
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text

EVERY_ACT = "all"


@dataclass(frozen=True, kw_only=True)
class Dimension:
    """One side. `acts` None: acts say nothing of it; empty: every act counts."""

    code: str
    name: Text
    note: Text
    facts: tuple[str, ...]
    indicators: tuple[str, ...]
    acts: frozenset[str] | None
    statuses: bool


@lru_cache(maxsize=4)
def dimensions_of(pack: Pack) -> tuple[Dimension, ...]:
    """The sides in the pack's order."""
    return tuple(
        Dimension(
            code=record["code"],
            name=Text(**record["name"]),
            note=Text(**record["note"]),
            facts=tuple(record["facts"]),
            indicators=tuple(record.get("indicators", ())),
            acts=_acts(record.get("acts")),
            statuses=record.get("statuses", False),
        )
        for record in pack.records("statistics/dimensions.yaml")
    )


def _acts(listed: object) -> frozenset[str] | None:
    if listed is None:
        return None
    return frozenset() if listed == EVERY_ACT else frozenset(listed)  # type: ignore[call-overload]


def figures_of(sides: tuple[Dimension, ...]) -> list[Observation]:
    """The figures of the whole country that any side lists, by day, in one query."""
    wanted = {code for side in sides for code in side.indicators}
    rows = known().filter(indicator__in=wanted, category=ALL, territory=current().country)
    rows = rows.select_related("indicator", "source", "territory")
    return list(rows.order_by("period", "indicator_id"))
