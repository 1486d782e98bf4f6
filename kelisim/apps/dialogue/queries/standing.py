"""Where somebody stands in the last published result; computed when she looks, stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from kelisim.apps.dialogue.models import Result
from kelisim.engines.commonground.places import nearest, place_of
from kelisim.engines.commonground.types import Axes, Parameters, Real

SHARED, PARTED = 60, 50  # per cent of a group on her side, on the other side
BETWEEN = 0.15  # how much nearer she must be to one group than to the next, as a part of both distances
FROM = Parameters().min_votes


class Where(StrEnum):
    """What can be said."""

    EARLY = "early"
    BETWEEN = "between"
    GROUP = "group"
    ALL = "all"  # there are no clear groups: everybody is counted together


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Statement numbers she shares with her nearest group, on which she differs, which she shares with
    all."""

    where: Where
    group: str | None = None
    shares: tuple[int, ...] = ()
    differs: tuple[int, ...] = ()
    with_all: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Standings:
    """What a place follows from, and what was published of each statement."""

    statements: tuple[int, ...]
    axes: Axes
    middles: Real  # groups x 2
    letters: tuple[str, ...]
    public: Mapping[str, Any]

    def of(self, answers: Mapping[int, int]) -> Standing:
        """Her standing from her answers by statement number."""
        mine = [(at, answers[one]) for at, one in enumerate(self.statements) if one in answers]
        if len(mine) < min(FROM, len(self.statements)):
            return Standing(where=Where.EARLY)
        with_all = self._with_all(answers)
        described = {one["id"] for one in self.public["groups"]}
        if len(described) < 2:
            return Standing(where=Where.ALL, with_all=with_all)
        place = place_of(dict(mine), self.axes, stretch=Parameters().stretch)
        at = nearest(place, self.middles, apart=BETWEEN)
        if at is None or self.letters[at] not in described:
            return Standing(where=Where.BETWEEN, with_all=with_all)
        group = self.letters[at]
        shares, differs = self._beside(group, answers)
        shares = tuple(sorted(shares, key=lambda number: number in with_all))  # first what is its own
        return Standing(where=Where.GROUP, group=group, shares=shares, differs=differs, with_all=with_all)

    def _with_all(self, answers: Mapping[int, int]) -> tuple[int, ...]:
        sides = (("common_ground", 1), ("common_rejection", -1))
        return tuple(
            int(one["statement"])
            for name, side in sides
            for one in self.public[name]
            if one["uniting"] == "yes" and answers.get(int(one["statement"])) == side
        )

    def _beside(self, group: str, answers: Mapping[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Beside the published shares of a group, the strongest first; hidden ones say nothing."""
        shares, differs = [], []
        for one in self.public["common_ground"]:
            number, cell = int(one["statement"]), one["per_group"].get(group, {})
            value = answers.get(number, 0)
            if not value or cell.get("votes") is None:
                continue
            agree, disagree = _percent(cell["agree"]), _percent(cell["disagree"])
            own, other = (agree, disagree) if value > 0 else (disagree, agree)
            if own >= SHARED:
                shares.append((-own, number))
            elif other >= PARTED:
                differs.append((-other, number))
        return tuple(n for _, n in sorted(shares)), tuple(n for _, n in sorted(differs))


def standings_of(conversation: int) -> Standings | None:
    """From the last publication; None before the first."""
    last = Result.objects.filter(conversation=conversation).order_by("-number")
    found = last.values("public", "whole__map").first()
    if found is None:
        return None
    told = found["whole__map"]
    return Standings(
        statements=tuple(told["statements"]),
        axes=Axes(
            weights=np.array(told["weights"], np.int64), means=np.array(told["means"], float), solver=""
        ),
        middles=np.array(told["middles"], float).reshape(-1, 2),
        letters=tuple(told["groups"]),
        public=found["public"],
    )


def _percent(coded: int | str) -> int:
    """A published share; "95 or more" and "5 or less" as the number they begin with."""
    return int(str(coded).split()[0])
