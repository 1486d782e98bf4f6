"""The whole analysis: from votes to groups, what unites them, what parts them, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from kelisim.engines.commonground.agreement import adjusted_rand
from kelisim.engines.commonground.axes import axes_of
from kelisim.engines.commonground.counts import Counts, counts_of
from kelisim.engines.commonground.crosscheck import without_groups
from kelisim.engines.commonground.discoveries import Discovery, discoveries_of
from kelisim.engines.commonground.groups import Grouping, grouping_of
from kelisim.engines.commonground.places import places_of
from kelisim.engines.commonground.score import HALF, Scores, scores_of
from kelisim.engines.commonground.sensitivity import TOP, needs, withstands
from kelisim.engines.commonground.stability import Replicate
from kelisim.engines.commonground.types import Axes, Flags, Parameters, Real, Votes, Whole
from kelisim.engines.commonground.votes import narrowed


@dataclass(frozen=True, kw_only=True, eq=False)
class Side:
    """One of the two questions, what unites or what all reject; arrays have an entry a statement."""

    scores: Scores
    check: Real | None  # the score without groups, 0..1
    withstands: dict[int, int]
    needs: dict[int, int]

    def uniting(self, statement: int) -> int:
        """How many of the two methods say so: the score's low end, and the check without groups."""
        checked = self.check is not None and self.check[statement] >= HALF
        return int(self.scores.low[statement] >= HALF) + int(checked)


@dataclass(frozen=True, kw_only=True, eq=False)
class Analysis:
    """All that was found. Statements by place, groups 0, 1, ..., people by place in the canonical order."""

    votes: Votes
    limits: Parameters
    counted: Flags
    axes: Axes
    places: Whole  # 2 x people, from the live statements
    groups: Grouping
    counts: Counts  # groups x all statements, rejected ones too
    all_counts: Counts  # everybody, grouped or not, as one group
    agreed: Side
    rejected: Side
    own_lists: list[list[Discovery]]
    top_overlap: float | None  # of the top ten, mean number found again in a subsample
    own: Grouping | None = None  # with given groups: what the votes alone would say
    own_agreement: float | None = None

    def live(self, statements: Whole) -> Whole:
        """Those of the statements that are live."""
        return statements[self.votes.live[statements]]


def analyse(votes: Votes, *, given: Whole | None = None, limits: Parameters | None = None) -> Analysis:
    """Everything about these votes; equal votes give an equal answer, in any order of rows, restarts and
    batches.

    `given`: the group of each person by place in the canonical order (-1: none), to describe groups somebody
    else found; the votes' own groups are then only compared. One thread is used, because more change the last
    digits.
    docs/method/dialogue.md
    """
    with threadpool_limits(1):
        return _analysis(votes, given, limits or Parameters())


def _analysis(votes: Votes, given: Whole | None, limits: Parameters) -> Analysis:
    live = narrowed(votes, np.ones(votes.people, bool), votes.live)
    counted = live.answers >= max(min(limits.min_votes, live.statements), 1)
    axes = axes_of(live)
    places = places_of(live, axes, stretch=limits.stretch)
    own = grouping_of(live, counted, places, limits)
    groups, chosen = own, counted
    if given is not None:
        chosen = given >= 0
        groups = Grouping(label=given, sizes=np.bincount(given[chosen]), reason=None)
    counts = counts_of(votes, groups.label, groups.k)
    check = without_groups(live, chosen, places) if groups.k else None
    agreed = _side(counts, votes.live, check and check[0])
    return Analysis(
        votes=votes,
        limits=limits,
        counted=chosen,
        axes=axes,
        places=places,
        groups=groups,
        counts=counts,
        all_counts=counts_of(votes, np.zeros(votes.people, np.int64), 1),
        agreed=agreed,
        rejected=_side(counts.turned(), votes.live, check and check[1]),
        own_lists=discoveries_of(counts, votes.live),
        top_overlap=_top_overlap(live, own, agreed, votes.live) if given is None else None,
        own=own if given is not None else None,
        own_agreement=_own_agreement(own, given),
    )


def _side(counts: Counts, live: Flags, check: Real | None) -> Side:
    scores = _ranked(scores_of(counts), live)
    everywhere = np.full(len(live), np.nan)
    if check is not None:
        everywhere[live] = check
    return Side(
        scores=scores,
        check=None if check is None else everywhere,
        withstands=withstands(counts, scores),
        needs=needs(counts, scores),
    )


def _ranked(scores: Scores, live: Flags) -> Scores:
    """Only live statements may rank."""
    return Scores(
        score=scores.score,
        low=scores.low,
        high=scores.high,
        support=scores.support,
        enough=scores.enough & live,
        values=scores.values,
    )


def _top_overlap(live: Votes, groups: Grouping, agreed: Side, flags: Flags) -> float | None:
    if groups.reason is not None:
        return None
    place = np.cumsum(flags) - 1
    top = {int(place[one]) for one in agreed.scores.order()[:TOP]}
    found = [
        len(top & _top_again(live, one, groups.k)) for one in groups.replicates if groups.k in one.labels
    ]
    return float(np.mean(found)) if found else None


def _top_again(live: Votes, replicate: Replicate, k: int) -> set[int]:
    label = np.full(live.people, -1, np.int64)
    label[replicate.kept] = replicate.labels[k]
    kept = np.zeros(live.people, bool)
    kept[replicate.kept] = True
    some = narrowed(live, kept, np.ones(live.statements, bool))
    counts = counts_of(some, label[kept], k)
    return set(scores_of(counts).order()[:TOP].tolist())


def _own_agreement(own: Grouping, given: Whole | None) -> float | None:
    if given is None or own.reason is not None:
        return None
    both = (given >= 0) & (own.label >= 0)
    return adjusted_rand(own.label[both], given[both])
