"""What two censuses differ by, people by people. It is not migration, and nothing here calls it so."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from kelisim.apps.statistics.models import ALL, Category, Source
from kelisim.apps.statistics.queries.known import known
from kelisim.kernel.packs.pack import current

CENSUS = "census-population"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One people at both censuses."""

    category: Category
    before: Decimal
    after: Decimal

    @property
    def difference(self) -> Decimal:
        """By how many the counts differ."""
        return self.after - self.before

    @property
    def share(self) -> Decimal:
        """The same as a share of the earlier count."""
        return self.difference / self.before


@dataclass(frozen=True, kw_only=True)
class Apparent:
    """Two censuses of one source, in the order of the pack."""

    since: str
    until: str
    source: Source
    rows: tuple[Change, ...]


def apparent_change() -> Apparent | None:
    """The last two censuses printed by one source; None where there are not two.

    A people that was counted otherwise at the later one (`break_before`) is left out: no difference is given.
    """
    found = known().filter(indicator=CENSUS, territory=current().country, value__gt=0)
    rows = list(found.exclude(category=ALL).select_related("category", "source"))
    periods = Counter((row.source_id, row.period) for row in rows)
    by_source: dict[str, list[str]] = {}
    for source, period in sorted(periods):
        by_source.setdefault(source, []).append(period)
    pairs = [(listed[-1], listed[-2], source) for source, listed in by_source.items() if len(listed) > 1]
    if not pairs:
        return None
    until, since, source = max(pairs)
    own = [row for row in rows if row.source_id == source]
    values = {(row.category_id, row.period): row.value or Decimal(0) for row in own}
    later = sorted((row for row in own if row.period == until), key=lambda row: row.category.order)
    return Apparent(
        since=since,
        until=until,
        source=later[0].source,
        rows=tuple(
            Change(
                category=row.category,
                before=values[row.category_id, since],
                after=values[row.category_id, until],
            )
            for row in later
            if (row.category_id, since) in values and not row.break_before
        ),
    )
