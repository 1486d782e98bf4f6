"""An analysis as the document of the contract: the same bytes for the same votes."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kelisim.engines.commonground import polis
from kelisim.engines.commonground.analyse import Analysis, Side
from kelisim.engines.commonground.counts import Counts
from kelisim.engines.commonground.discoveries import Discovery
from kelisim.engines.commonground.groups import Candidate

FORMAT = "kelisim.dialogue/1"
SIDES = ("agree", "disagree")
UNITING = ("no", "one_method", "yes")
Document = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Named:
    """The names of statements, groups and people by their places."""

    statements: Sequence[str]
    groups: Sequence[str]
    people: Sequence[str]


def document(
    found: Analysis, named: Named, *, given: bool, members: bool, warnings: list[Document]
) -> Document:
    """The whole result; `result_hash` covers all but itself, the warnings and the members."""
    body: Document = {
        "format": FORMAT,
        "participants": found.votes.people,
        "counted": int(found.counted.sum()),
        "statements": found.votes.statements,
        "live": int(found.votes.live.sum()),
        "votes": len(found.votes.value),
        "parameters": _parameters(found, given=given),
        "groups": _groups(found, named),
        "no_clear_groups": found.groups.reason is not None,
        "reason": found.groups.reason and found.groups.reason.value,
        "stability": _given_stability(found) if given else _stability(found),
        "common_ground": _side(found, found.agreed, named),
        "common_rejection": _side(found, found.rejected, named),
        "not_enough_votes": _not_enough(found, named),
        "parity": _parity(found, named) if given else None,
    }
    body = _clean(body)
    told = {**body, **({"members": _members(found, named)} if members else {}), "warnings": warnings}
    return {**told, "result_hash": digest(body)}


def digest(body: Document) -> str:
    """SHA-256 of the compact JSON with sorted keys."""
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _clean(value: Any) -> Any:
    """Whole numbers stay, others are cut to twelve significant digits; no number that is none."""
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(one) for one in value]
    if isinstance(value, np.integer):
        return int(value)
    if isinstance(value, float):
        return float(f"{float(value):.12g}") if math.isfinite(value) else None
    return value


def _parameters(found: Analysis, *, given: bool) -> Document:
    return {
        "seed": found.limits.seed,
        "min_votes": found.limits.min_votes,
        "stretch": found.limits.stretch,
        "max_groups": found.limits.max_groups,
        "solver": found.axes.solver,
        "groups": "given" if given else "own",
    }


def _groups(found: Analysis, named: Named) -> list[Document]:
    return [
        {
            "id": named.groups[group],
            "size": size,
            "representative": [_discovery(found.counts, group, one, named) for one in found.own_lists[group]],
        }
        for group, size in enumerate(found.groups.sizes)
    ]


def _discovery(counts: Counts, group: int, one: Discovery, named: Named) -> Document:
    agree, disagree, passed = _answers(counts, group, one.statement)
    return {
        "statement": named.statements[one.statement],
        "side": SIDES[one.side],
        "agree": agree,
        "disagree": disagree,
        "pass": passed,
        "share": one.share,
        "share_z": one.share_z,
        "ratio": one.ratio,
        "difference_z": one.difference_z,
        "q": one.q,
    }


def _answers(counts: Counts, group: int, statement: int) -> tuple[int, int, int]:
    agree, disagree = int(counts.agrees[group, statement]), int(counts.disagrees[group, statement])
    return agree, disagree, int(counts.answers[group, statement]) - agree - disagree


def _stability(found: Analysis) -> Document:
    chosen = found.groups.chosen
    return {
        "median": chosen and chosen.median,
        "p10": chosen and chosen.tenth,
        "replicates": found.limits.replicates,
        "common_ground_top10": found.top_overlap,
        "candidates": [_candidate(one) for one in found.groups.candidates],
    }


def _candidate(one: Candidate) -> Document:
    return {
        "k": one.k,
        "silhouette": one.silhouette,
        "z": one.z,
        "median": one.median,
        "p10": one.tenth,
        "smallest": one.smallest,
    }


def _given_stability(found: Analysis) -> Document:
    own_k = found.own.k if found.own and found.own.reason is None else None
    return {"given": True, "own_k": own_k, "own_agreement": found.own_agreement}


def _side(found: Analysis, side: Side, named: Named) -> list[Document]:
    scores = side.scores
    return [
        {
            "statement": named.statements[one],
            "score": scores.score[one],
            "low": scores.low[one],
            "high": scores.high[one],
            "support": scores.support[one],
            "uniting": UNITING[side.uniting(one)],
            "without_groups": None if side.check is None else side.check[one],
            "withstands": side.withstands.get(one),
            "needs": side.needs.get(one),
            "per_group": _per_group(found, one, named, side),
        }
        for one in scores.order().tolist()
    ]


def _per_group(found: Analysis, statement: int, named: Named, side: Side) -> Document:
    told = {}
    for group in range(found.groups.k):
        agree, disagree, passed = _answers(found.counts, group, statement)
        told[named.groups[group]] = {
            "votes": agree + disagree + passed,
            "agree": agree,
            "disagree": disagree,
            "pass": passed,
            "value": side.scores.values[group, statement],
        }
    return told


def _not_enough(found: Analysis, named: Named) -> list[Document]:
    scores = found.agreed.scores
    return [
        {
            "statement": named.statements[one],
            "support": scores.support[one],
            "per_group": _per_group(found, one, named, found.agreed),
        }
        for one in np.flatnonzero(found.votes.live & ~scores.enough).tolist()
    ]


def _parity(found: Analysis, named: Named) -> Document:
    live = found.votes.live
    agreed, rejected = (
        polis.majority(found.all_counts, live, side) for side in (polis.AGREES, polis.DISAGREES)
    )
    informed = polis.informed_consensus(found.counts)
    everybody = polis.shares_of(found.all_counts)
    within = polis.shares_of(found.counts)
    return {
        "gic": dict(zip(named.statements, informed.tolist(), strict=True)),
        "consensus": {
            "agree": _consensus(agreed, everybody, polis.AGREES, named),
            "disagree": _consensus(rejected, everybody, polis.DISAGREES, named),
            "ties_cut": {
                "agree": [named.statements[one] for one in agreed.ties_cut],
                "disagree": [named.statements[one] for one in rejected.ties_cut],
            },
        },
        "representative": {
            named.groups[group]: [_speaks(one, within, group, named) for one in each]
            for group, each in enumerate(polis.representative(found.counts, live))
        },
    }


def _consensus(one: polis.Consensus, shares: polis.Shares, side: int, named: Named) -> list[Document]:
    return [
        {
            "statement": named.statements[place],
            "share": shares.share[side, 0, place],
            "share_z": shares.share_z[side, 0, place],
        }
        for place in one.places
    ]


def _speaks(one: polis.Speaks, shares: polis.Shares, group: int, named: Named) -> Document:
    place = (one.side, group, one.statement)
    return {
        "statement": named.statements[one.statement],
        "side": SIDES[one.side],
        "share": shares.share[place],
        "share_z": shares.share_z[place],
        "ratio": shares.ratio[place],
        "difference_z": shares.difference_z[place],
        "best_agreed": one.best_agreed,
    }


def _members(found: Analysis, named: Named) -> Document:
    label = np.full(found.votes.people, -1)
    label[found.votes.row] = found.groups.label
    return {
        name: None if at < 0 else named.groups[at]
        for name, at in zip(named.people, label.tolist(), strict=True)
    }
