"""The published figures of mediation, and what follows from them by arithmetic alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import ALL, Observation

APPLICATIONS, SHARES = "mediation-applications", "mediation-share"
OUTCOMES = ("settled", "advised")


@dataclass(frozen=True, kw_only=True)
class Published:
    """One year as printed: nothing here is computed but the properties."""

    councils: Observation
    offices: Observation
    mediators: Observation
    applications: Observation
    settled: Observation
    advised: Observation
    settled_share: Observation
    advised_share: Observation

    @property
    def added(self) -> Decimal:
        """The two outcomes together."""
        return _value(self.settled) + _value(self.advised)

    @property
    def over(self) -> Decimal:
        """By how much they pass the printed total."""
        return self.added - _value(self.applications)

    @property
    def rest(self) -> Decimal:
        """What the total leaves beside the settled ones: the true remainder."""
        return _value(self.applications) - _value(self.settled)

    @property
    def shares_added(self) -> Decimal:
        """The printed per cents together."""
        return _value(self.settled_share) + _value(self.advised_share)

    def share(self, value: Decimal) -> Decimal:
        """A count as a share (0..1) of the printed applications."""
        return value / _value(self.applications)

    def per(self, bodies: Observation) -> Decimal:
        """Applications for each of the bodies."""
        return _value(self.applications) / _value(bodies)


def published(rows: Sequence[Observation]) -> Published:
    """The last year whose outcomes were printed, from the figures about mediation.

    Raises NoSuchFigures if any of the eight is missing.
    """
    period = max((row.period for row in rows if row.category_id in OUTCOMES), default="")
    national = [row for row in rows if row.period == period and row.layout is None]
    found = {(row.indicator_id, row.category_id): row for row in national}
    try:
        return Published(
            councils=found["mediation-councils", ALL],
            offices=found["mediation-offices", ALL],
            mediators=found["mediators", ALL],
            applications=found[APPLICATIONS, ALL],
            settled=found[APPLICATIONS, "settled"],
            advised=found[APPLICATIONS, "advised"],
            settled_share=found[SHARES, "settled"],
            advised_share=found[SHARES, "advised"],
        )
    except KeyError as error:
        raise NoSuchFigures(APPLICATIONS, period, sorted({row.period for row in rows})) from error


def _value(row: Observation) -> Decimal:
    return row.value if row.value is not None else Decimal(0)
