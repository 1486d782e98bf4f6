"""Do the parts make the printed total? Compared and shown, never mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """What comes of comparing parts with their total."""

    EQUAL = "equal"  # the parts make the total
    OVER = "over"  # the parts are more
    UNDER = "under"  # the parts are less
    FITS = "fits"  # one part is only bounded from below, and the rest agrees with it
    MISFITS = "misfits"  # … and the rest does not reach it


@dataclass(frozen=True, kw_only=True)
class Part:
    """One line of a table. `at_least`: the source says “more than” this."""

    name: str
    value: Decimal
    at_least: bool = False
    code: str = ""


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """The parts, their sum, the printed total and what comes of it: the difference (sum less total), or the
    `rest` the total leaves where a part is only known as “more than”. The other of the two is None."""

    parts: tuple[Part, ...]
    total: Decimal
    added: Decimal
    difference: Decimal | None
    rest: Decimal | None
    verdict: Verdict


def reconcile(parts: Sequence[Part], total: Decimal) -> Reconciliation:
    """Adds what is counted exactly and holds it against the total.

    With a part known only as “more than”, `added` is the sum of the others: there is no sum of all to
    subtract, and the rest is held against the bound instead.
    """
    added = sum((part.value for part in parts if not part.at_least), Decimal(0))
    bounds = [part.value for part in parts if part.at_least]
    difference = rest = None
    if bounds:
        rest = total - added
        verdict = Verdict.FITS if rest > sum(bounds) else Verdict.MISFITS
    else:
        difference = added - total
        verdict = Verdict.EQUAL if not difference else Verdict.OVER if difference > 0 else Verdict.UNDER
    return Reconciliation(
        parts=tuple(parts), total=total, added=added, difference=difference, rest=rest, verdict=verdict
    )
