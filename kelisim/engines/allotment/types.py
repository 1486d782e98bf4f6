"""What the allotment is told and what it answers. Every cost is a whole number of metres."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

COST_VERSION = 1
TOPIC_MISMATCH = 150_000
UNASSIGNED = 5_000_000
PRICE_CEILING = 400_000
LOAD_PENALTY = 300_000


@dataclass(frozen=True, kw_only=True)
class CaseNeeds:
    """One case: where it is, in which language, about what, and whom it must not get."""

    id: str
    day: dt.date
    region: str
    language: str
    topic: str
    lat: float
    lon: float
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class MediatorOffer:
    """One mediator: where she sits, what she speaks and knows, how many cases a period she can take."""

    id: str
    office: str
    region: str
    languages: frozenset[str]
    topics: frozenset[str]
    capacity: int
    lat: float
    lon: float


@dataclass(frozen=True, kw_only=True)
class Situation:
    """How things stand when one case is decided.

    `loads` counts the cases each mediator took this period; `share_of_period` (0..1) is how much of it is
    gone; `prices` (metres) come from the optimum of the last twelve months; `seed` settles ties.
    """

    loads: Mapping[str, int]
    share_of_period: float
    prices: Mapping[str, int] = field(default_factory=dict)
    seed: int = 0


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a pair costs what it costs; `cost` in metres where the reason has one."""

    code: str
    cost: int | None = None
    metres: int | None = None
    value: str | int | None = None
    cheapest: str | None = None
    why: str | None = None


@dataclass(frozen=True, kw_only=True)
class Assignment:
    """A case and the mediator proposed for it."""

    case: str
    mediator: str
    cost: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A mediator in the order of one case: `score` decides, `cost` is the burden alone (both metres)."""

    mediator: str
    score: int
    cost: int
    metres: int
    price: int
    load_penalty: int
    load: int
    capacity: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class Utilisation:
    """How evenly the work is spread; shares are load / capacity over mediators with a capacity."""

    mean: float
    sd: float
    gini: float
    max: float
    idle: int
    loads: dict[str, int]
    capacities: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Allotment:
    """The answer for a whole file; `lower_bound` proves it, `prices` are what one more place would save."""

    method: str
    assignments: tuple[Assignment, ...]
    unassigned: dict[str, str]
    total_cost: int
    lower_bound: int
    prices: dict[str, int]
    utilisation: Utilisation
    centres: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def proved_optimal(self) -> bool:
        """Whether the bound meets the cost, which anybody can recompute."""
        return self.lower_bound == self.total_cost
