"""Opinion groups: how many the votes themselves show, how surely, or that they show none."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from kelisim.engines.commonground.cloud import surprise
from kelisim.engines.commonground.clusters import Clusters, clusters_of, silhouettes
from kelisim.engines.commonground.places import Grid, grid_of
from kelisim.engines.commonground.stability import Replicate, agreements, replicates_of
from kelisim.engines.commonground.types import Flags, Parameters, Votes, Whole

FEWEST_PEOPLE, FEWEST_STATEMENTS = 12, 3
LIKELY, STRIKING = 1.645, 2.33  # one in twenty, one in a hundred single clouds reach these
MEDIAN, TENTH = 0.75, 0.50
SMALLEST, SMALLEST_SHARE = 5, 0.02
AS_GOOD = 0.02


class Reason(StrEnum):
    """Why there are no groups; the first that applies is given."""

    TOO_FEW_PEOPLE = "too_few_people"
    TOO_FEW_STATEMENTS = "too_few_statements"
    AXES_NOT_DETERMINED = "axes_not_determined"
    ONE_CLOUD = "one_cloud"
    GROUPS_TOO_SMALL = "groups_too_small"
    UNSTABLE = "unstable"


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What was found at one k: silhouette (-1..1), z against one cloud, agreement of subsamples (None: not
    asked)."""

    k: int
    silhouette: float
    z: float
    median: float | None
    tenth: float | None
    smallest: int


@dataclass(frozen=True, kw_only=True, eq=False)
class Grouping:
    """The group of each person by place in the order (-1: none), sizes, and how it was chosen."""

    label: Whole
    sizes: Whole
    reason: Reason | None
    candidates: tuple[Candidate, ...] = ()
    chosen: Candidate | None = None  # with a reason: the one of the best silhouette
    replicates: list[Replicate] = field(default_factory=list)

    @property
    def k(self) -> int:
        """How many groups."""
        return len(self.sizes)


def grouping_of(votes: Votes, counted: Flags, places: Whole, limits: Parameters) -> Grouping:
    """Groups of the counted people from their places (2 x people). `votes`: live statements, everybody who
    voted.

    docs/method/dialogue.md#groups
    """
    if counted.sum() < FEWEST_PEOPLE:
        return everybody(counted, Reason.TOO_FEW_PEOPLE)
    if votes.statements < FEWEST_STATEMENTS:
        return everybody(counted, Reason.TOO_FEW_STATEMENTS)
    if not places.any():
        return everybody(counted, Reason.AXES_NOT_DETERMINED)
    grid = grid_of(places[:, counted])
    ks = range(2, limits.max_groups + 1)
    fits = [one for k in ks if (one := clusters_of(grid, k, seed=limits.seed)) is not None]
    if not fits:
        return everybody(counted, Reason.ONE_CLOUD)
    labels = {one.k: _labels(grid, one, counted) for one in fits}
    tried, replicates = _tried(votes, counted, places, fits, (grid, labels, limits))
    return _chosen(counted, tried, labels, replicates)


def everybody(counted: Flags, reason: Reason) -> Grouping:
    """One group of everybody counted; none if nobody is."""
    label = np.where(counted, 0, -1)
    return Grouping(label=label, sizes=_sizes(label), reason=reason)


def _sizes(label: Whole) -> Whole:
    return np.bincount(label[label >= 0])


def _labels(grid: Grid, clusters: Clusters, counted: Flags) -> Whole:
    label = np.full(len(counted), -1, np.int64)
    label[counted] = clusters.label[grid.cell]
    return label


def _tried(
    votes: Votes,
    counted: Flags,
    places: Whole,
    fits: list[Clusters],
    setting: tuple[Grid, dict[int, Whole], Parameters],
) -> tuple[list[Candidate], list[Replicate]]:
    grid, labels, limits = setting
    people = int(counted.sum())
    variances = places[:, counted].var(axis=1)
    widths = silhouettes(grid, fits)
    scored = [
        surprise(width, k=one.k, people=people, variances=variances)
        for one, width in zip(fits, widths, strict=True)
    ]
    likely = [one.k for one, z in zip(fits, scored, strict=True) if z >= LIKELY]
    replicates = replicates_of(votes, counted, likely, limits)
    tried = []
    for one, width, z in zip(fits, widths, scored, strict=True):
        again = agreements(replicates, one.k, labels[one.k]) if one.k in likely else []
        middle, tenth = (float(np.quantile(again, part)) if again else None for part in (0.5, 0.1))
        smallest = int(one.sizes.min())
        tried.append(Candidate(k=one.k, silhouette=width, z=z, median=middle, tenth=tenth, smallest=smallest))
    return tried, replicates


def _chosen(
    counted: Flags, tried: list[Candidate], labels: dict[int, Whole], replicates: list[Replicate]
) -> Grouping:
    best = max(tried, key=lambda one: (one.silhouette, -one.k))
    enough = max(SMALLEST, SMALLEST_SHARE * counted.sum())
    admissible = [one for one in tried if _why_not(one, enough) is None]
    if not admissible or max(one.z for one in tried) < STRIKING:
        striking = max(one.z for one in tried) >= STRIKING
        reason = (_why_not(best, enough) or Reason.ONE_CLOUD) if striking else Reason.ONE_CLOUD
        found = everybody(counted, reason)
        return Grouping(
            label=found.label, sizes=found.sizes, reason=reason, candidates=tuple(tried), chosen=best
        )
    widest = max(one.silhouette for one in admissible)
    taken = next(one for one in admissible if one.silhouette >= widest - AS_GOOD)
    label = labels[taken.k]
    return Grouping(
        label=label,
        sizes=_sizes(label),
        reason=None,
        candidates=tuple(tried),
        chosen=taken,
        replicates=replicates,
    )


def _why_not(one: Candidate, enough: float) -> Reason | None:
    if one.z < LIKELY or one.median is None or one.tenth is None:
        return Reason.ONE_CLOUD
    if one.smallest < enough:
        return Reason.GROUPS_TOO_SMALL
    return None if one.median >= MEDIAN and one.tenth >= TENTH else Reason.UNSTABLE
