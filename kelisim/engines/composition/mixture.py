"""Measures of one place from the counts of its groups. Formulas: docs/method/diversity.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, fsum, log


class NoPeople(ValueError):
    """There is nobody to measure, or a group has fewer than none."""


@dataclass(frozen=True, kw_only=True)
class Mixture:
    """`rows` groups were counted, each residual as one; `rest` is how much splitting residuals could add to
    the fractionalisation at most."""

    rows: int
    fractionalisation: float
    entropy: float
    effective: float
    rest: float


def shares(counts: Iterable[float], total: float | None = None) -> list[float]:
    """Each count as a share of their sum, or of a printed total, which they need not make up."""
    values = list(counts)
    if any(value < 0 for value in values):
        raise NoPeople
    whole = fsum(values) if total is None else total
    if whole <= 0:
        raise NoPeople
    return [value / whole for value in values]


def fractionalisation(parts: Iterable[float]) -> float:
    """The chance that two people drawn at random are of different groups: 1 - sum of p squared."""
    return 1 - fsum(part * part for part in parts)


def entropy(parts: Iterable[float]) -> float:
    """Shannon's entropy in nats: - sum of p ln p. A group of nobody adds nothing."""
    return -fsum(part * log(part) for part in parts if part > 0) + 0.0


def effective(parts: Iterable[float]) -> float:
    """How many groups of equal size would be as mixed: e to the entropy."""
    return exp(entropy(parts))


def mixture(counts: Iterable[float], residual: Iterable[float] = ()) -> Mixture:
    """All measures of one place. `residual`: rows such as "others", each counted as if it were one group."""
    named, left = list(counts), list(residual)
    parts = shares([*named, *left])
    return Mixture(
        rows=len(parts),
        fractionalisation=fractionalisation(parts),
        entropy=entropy(parts),
        effective=effective(parts),
        rest=fsum(part * part for part in parts[len(named) :]),
    )
