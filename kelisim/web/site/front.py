"""What the front page shows besides its words: a few figures, each with its source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.lists import format_list
from django.utils.translation import gettext as _

from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.models import ALL, Observation
from kelisim.kernel.packs.dated import value_on
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import Text, of, reader_language
from kelisim.web.site.shell import address

SHOWN = ("composition", "mediation-applications", "mediation-offices", "mediators")


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One big figure, what it counts, where and for when it was read."""

    value: str
    what: str
    source: str
    on: str
    href: str


def follow_up_days() -> str:
    """When performance is asked about, from the pack: "30, 90 and 365"."""
    value = value_on("follow_rounds_days").value
    days = [str(day) for day in value] if isinstance(value, list) else [str(value)]
    return str(format_list(days, locale=reader_language()))


def welcome() -> str:
    """What the pack says of the platform in its country; empty if it says nothing."""
    return Text(**current().words("welcome")).of()


def period_words(period: str) -> str:
    """A period as people write it, at its own precision: a day, a month or a year."""
    precision = {4: "year", 7: "month"}.get(len(period), "day")
    return say.date(date.fromisoformat((period + "-01-01")[:10]), precision=precision)


def sums() -> list[Sum]:
    """The figures of the front page; what was not loaded is left out. One query."""
    rows = visible_observations().filter(
        territory=current().country, indicator__in=SHOWN, value__isnull=False
    )
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in rows.select_related("source", "category").order_by("period"):
        found[row.indicator_id].append(row)
    latest = {code: [row for row in rows if row.period == rows[-1].period] for code, rows in found.items()}
    people = latest.get("composition", [])
    drawn = (_population(people), _peoples(people), _settled(latest), _offices(latest))
    return [one for one in drawn if one]


def _total(rows: Sequence[Observation], category: str = ALL) -> Observation | None:
    return next((row for row in rows if row.category_id == category), None)


def _sum(row: Observation, value: str, what: str) -> Sum:
    """With its source: at the source's own address, else where we describe it."""
    href = row.source.url or f"{address('statistics')}#source-{row.source_id}"
    on = period_words(row.period)
    return Sum(value=value, what=what, source=of(row.source, "short"), on=on, href=href)


def _population(rows: Sequence[Observation]) -> Sum | None:
    total = _total(rows)
    return _sum(total, say.number(total.value or 0), _("people live in the country")) if total else None


def _peoples(rows: Sequence[Observation]) -> Sum | None:
    named = [row for row in rows if row.category_id != ALL and not row.category.residual]
    return _sum(named[0], say.number(len(named)), _("peoples are counted by name")) if named else None


def _settled(latest: dict[str, list[Observation]]) -> Sum | None:
    rows = latest.get("mediation-applications", [])
    total, settled = _total(rows), _total(rows, "settled")
    if total is None or settled is None:
        return None
    brought = {"total": say.number(total.value or 0)}
    return _sum(
        settled, say.number(settled.value or 0), _("of %(total)s disputes brought were settled") % brought
    )


def _offices(latest: dict[str, list[Observation]]) -> Sum | None:
    offices, mediators = _total(latest.get("mediation-offices", [])), _total(latest.get("mediators", []))
    if offices is None or mediators is None:
        return None
    helped = {"mediators": say.number(mediators.value or 0)}
    return _sum(
        offices, say.number(offices.value or 0), _("mediation offices with %(mediators)s mediators") % helped
    )
