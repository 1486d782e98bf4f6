"""Published figures, and the lists that explain them: indicators, categories, sources."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.registry.models import Community
from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.models import Category, Indicator, Observation, Source
from kelisim.apps.statistics.queries.published import Wanted, narrowed
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.say import exact
from kelisim.web.api.asked import AS_KNOWN, Code, Day, Listed, Owner, backwards, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.problems import Bad
from kelisim.web.api.shapes import Number, Shape, Words, words_of

TAG = "statistics"
ORDER = ("indicator_id", "territory_id", "category_id", "period", "source_id", "pk")
KNOWN: dict[str, QuerySet[Any]] = {
    "indicator": Indicator.objects.all(),
    "territory": Territory.objects.all(),
    "category": Category.objects.all(),
    "community": Community.objects.all(),
    "source": Source.objects.all(),
}
router = Router()


class ObservationsAsked(Listed):
    """Any of these together."""

    indicator: Code | None = Field(None, description=gettext_noop("Code of the indicator."))
    territory: Code | None = Field(
        None, description=gettext_noop("Code of the territory (KATO), or of the country.")
    )
    category: Code | None = Field(
        None, description=gettext_noop("Code of the category; “all” is the total of the table.")
    )
    community: Code | None = Field(None, description=gettext_noop("Code of the people or confession."))
    since: Day | None = Field(
        None,
        alias="from",
        description=gettext_noop("Figures whose whole period is not before this day, YYYY-MM-DD."),
    )
    until: Day | None = Field(
        None,
        alias="to",
        description=gettext_noop("Figures whose whole period is not after this day, YYYY-MM-DD."),
    )
    source: Code | None = Field(None, description=gettext_noop("Code of the source."))
    as_known: Day | None = Field(None, description=AS_KNOWN)
    versions: Literal["standing", "all"] = Field(
        "standing",
        description=gettext_noop("“all”: also figures that were replaced, each with when and why."),
    )

    def contradictions(self) -> list[Bad]:
        """The earlier day comes first; of every version there is no day on which it was known."""
        bad = backwards(("from", self.since), ("to", self.until))
        if self.versions == "all" and self.as_known:
            text = _("“versions=all” and “as_known” cannot be asked together. Give one of them.")
            bad.append(Bad(parameter="versions", code="not_together", value=self.versions, detail=text))
        return bad


class ObservationRow(Shape):
    """One figure as published. `value` null: named, not counted; `table`, `why`: what brought it."""

    indicator: str
    territory: str
    category: str
    period: str
    value: Number | None
    unit: str
    layout: int | None
    status: str
    precision: str
    break_before: bool
    source: str
    facts: list[str]
    inconsistencies: list[str]
    recorded: datetime
    replaced: datetime | None
    table: str | None
    why: str | None


class IndicatorRow(Shape):
    """One thing that is counted, in one unit."""

    code: str
    subject: str
    unit: str
    name: Words
    note: Words


class CategoryRow(Shape):
    """A row of a breakdown; `residual`: what was left over; `community`: its people or confession."""

    code: str
    kind: str
    name: Words
    residual: bool
    community: str | None


class CommunityRow(Shape):
    """A people or a confession."""

    code: str
    kind: str
    name: Words
    language: str | None
    source: str | None


class SourceRow(Shape):
    """Where figures were read; `verified` false: in a copy, not in the first publication."""

    code: str
    short: Words
    title: Words
    licence: Words
    url: str | None
    read_on: date
    verified: bool


def observation_row(row: Observation) -> ObservationRow:
    """The columns of the CSV files, and the facts and doubts a figure carries."""
    return ObservationRow(
        indicator=row.indicator_id,
        territory=row.territory_id,
        category=row.category_id,
        period=row.period,
        value=None if row.value is None else exact(row.value),
        unit=row.unit,
        layout=row.layout,
        status=row.status,
        precision=row.precision,
        break_before=row.break_before,
        source=row.source_id,
        facts=row.facts,
        inconsistencies=row.inconsistencies,
        recorded=row.recorded,
        replaced=row.replaced,
        table=row.table or None,
        why=row.why or None,
    )


@router.get(
    "/observations",
    response=Page[ObservationRow],
    summary=gettext_noop("Published figures, each with its source, period and precision"),
)
def observations(request: HttpRequest, asked: Query[ObservationsAsked]) -> Any:
    """By indicator, territory, category and period."""
    codes = {name: getattr(asked, name) for name in KNOWN if getattr(asked, name)}
    wanted = Wanted(since=asked.since, until=asked.until, codes=codes)
    every = Observation.objects.all() if asked.versions == "all" else visible_observations(asked.as_known)
    rows = narrowed(every, wanted)
    page = rows_page(request, asked, rows, ORDER, observation_row)
    refuse_unknown(page, [Owner(name, code, KNOWN[name].filter(code=code)) for name, code in codes.items()])
    return page


@router.get("/indicators", response=Page[IndicatorRow], summary=gettext_noop("What is counted, and how"))
def indicators(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By code."""
    return rows_page(request, asked, Indicator.objects.all(), ("code",), _indicator)


def _indicator(row: Indicator) -> IndicatorRow:
    return IndicatorRow(
        code=row.code,
        subject=row.subject,
        unit=row.unit,
        name=words_of(row, "name"),
        note=words_of(row, "note"),
    )


@router.get(
    "/categories",
    response=Page[CategoryRow],
    summary=gettext_noop("Rows of the breakdowns: peoples, confessions, kinds of buildings"),
)
def categories(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    rows = Category.objects.select_related("community")
    return rows_page(request, asked, rows, ("order", "code"), _category)


def _category(row: Category) -> CategoryRow:
    return CategoryRow(
        code=row.code,
        kind=row.kind,
        name=words_of(row, "name"),
        residual=row.residual,
        community=row.community.code if row.community else None,
    )


@router.get("/communities", response=Page[CommunityRow], summary=gettext_noop("Peoples and confessions"))
def communities(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the Kazakh alphabet."""
    return rows_page(request, asked, Community.objects.all(), ("sort_key", "code"), _community)


def _community(row: Community) -> CommunityRow:
    return CommunityRow(
        code=row.code,
        kind=row.kind,
        name=words_of(row, "name"),
        language=row.language_code or None,
        source=row.source or None,
    )


@router.get("/sources", response=Page[SourceRow], summary=gettext_noop("Where the figures were read"))
def sources(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By code."""
    return rows_page(request, asked, Source.objects.all(), ("code",), _source)


def _source(row: Source) -> SourceRow:
    return SourceRow(
        code=row.code,
        short=words_of(row, "short"),
        title=words_of(row, "title"),
        licence=words_of(row, "licence"),
        url=row.url or None,
        read_on=row.read_on,
        verified=row.verified,
    )
