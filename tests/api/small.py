"""A handful of rows: as little as an answer needs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from kelisim.apps.institution.models import Act, Effect, Power
from kelisim.apps.mediation.models import ReleasedTable
from kelisim.apps.registry.models import Community, Organisation
from kelisim.apps.statistics.models import Category, Indicator, Observation, Source
from kelisim.kernel.places.models import FormerName, Level, Territory

RECORDED = datetime(2026, 1, 2, tzinfo=UTC)
LANGUAGES = ("kk", "ru", "en")


def texts(field, text):
    return {f"{field}_{lang}": text for lang in LANGUAGES}


def territory(code="KZ", *, level=Level.COUNTRY, name="Country", **other):
    return Territory.objects.get_or_create(
        code=code, defaults={"level": level, "kind": level, "sort_key": code, **texts("name", name), **other}
    )[0]


def territories():
    """One region renamed and split on one day."""
    territory()
    day = date(2022, 6, 8)
    old = territory("190000000", level=Level.REGION, name="Renamed", parent_id="KZ")
    territory("330000000", level=Level.REGION, name="Carved", parent_id="KZ", carved_from=old, since=day)
    FormerName.objects.create(territory=old, until=day, source="act", verified=True, **texts("name", "Old"))


def figures(*rows, community=""):
    """Figures of one indicator from one source: territory, period, value, precision."""
    people = None
    if community:
        people = Community.objects.create(
            code=community, kind="people", language_code="uz", **texts("name", "Uzbeks")
        )
    Indicator.objects.create(
        code="things", subject="test", unit="thing", **texts("name", "Things"), **texts("note", "Counted")
    )
    Category.objects.create(code="all", kind="total", order=0, community=people, **texts("name", "All"))
    Source.objects.create(
        code="book",
        read_on=date(2026, 11, 1),
        verified=True,
        **texts("short", "Book"),
        **texts("title", "The book"),
        **texts("licence", "facts"),
    )
    for place, period, value, precision in rows:
        figure(place, period, value, precision)


def figure(place, period, value="1", precision="exact", recorded=RECORDED):
    """One more of them."""
    return Observation.objects.create(
        indicator_id="things",
        territory=territory(place),
        category_id="all",
        source_id="book",
        period=period,
        value=None if value is None else Decimal(value),
        unit="thing",
        status="final",
        precision=precision,
        recorded=recorded,
    )


def act(code="law-1", **other):
    day = date(2001, 1, 1)
    return Act.objects.create(
        code=code, kind="law", date=day, date_last=day, confidence="high", verified=True, **other
    )


def effect(code, by, **other):
    """A row of the ledger that stands, recorded on 2 January 2026."""
    return Effect.objects.create(
        code=code,
        act=by,
        confidence="high",
        verified=True,
        source="seed",
        **{"recorded": RECORDED, **other},
    )


def ledger():
    """A body made at an unknown day of a year, a power given to it, and a slip that was voided."""
    by = act(number="1", title_kk="Заң")
    house = Organisation.objects.create(code="house", kind="institution", **texts("name", "House"))
    power = Power.objects.create(code="seats", **texts("name", "Seats"))
    effect(
        "T1",
        by,
        organisation=house,
        verb="create",
        clause="2(1)",
        value={"name": dict.fromkeys(LANGUAGES, "House"), "kind": "institution"},
        on=date(2001, 1, 1),
        on_last=date(2001, 12, 31),
        precision="year",
        facts=["F001"],
    )
    day = date(2003, 5, 6)
    given = {"power": power, "verb": "grant", "key": "house", "on": day, "on_last": day}
    effect("T2", by, value={"seats": 9}, **given)
    voided = datetime(2026, 3, 1, tzinfo=UTC)
    effect("T3", by, value={"seats": 8}, voided=voided, reason="eight was a slip", **given)


def released(level="outcome", *, year=2020, revision=1, value=40):
    """A released table of a year: two columns, the second hidden."""
    return ReleasedTable.objects.create(
        level=level,
        since=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        revision=revision,
        rows=["all"],
        columns=["Sf", "N2"],
        values=[[value, None, value + 5]] * 2,
        rule={"least_cases": 5, "least_applicants": 3, "base": 5, "least_interval": 5},
        released_at=datetime(year + 1, 1, 2, tzinfo=UTC),
    )
