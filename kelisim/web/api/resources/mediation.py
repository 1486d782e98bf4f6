"""The mediation room's own counts exactly as its page publishes them, its offices, its public register."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.mediation import public as room
from kelisim.apps.mediation.public import Level, ReleasedCounts, has_sample, released_tables, told
from kelisim.apps.registry.models import Organisation
from kelisim.apps.registry.queries import offices as all_offices
from kelisim.engines.disclosure.types import TOTAL, Released
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import within_of
from kelisim.kernel.texts.of import text_of
from kelisim.web.api.asked import Code, Day, Listed, Owner, backwards, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.problems import Bad
from kelisim.web.api.shapes import Shape, Words, any_words, words_of

TAG = "mediation"
router = Router()


class Cell(Shape):
    """One count. A row or column null is the total; `value` null is hidden, whatever the reason."""

    row: str | None
    column: str | None
    value: int | None


class ReleasedRow(Shape):
    """A table after suppression and rounding: parts need not add up. `until`: the first day after its period.

    `revision`: 1 as first released; a later one stands beside it, also where it says the same again.
    `digest`: SHA-256 of what is printed.
    """

    level: Level
    since: date
    until: date
    revision: int
    released_on: date
    sample: bool
    digest: str
    cells: list[Cell]


class ReleasedAsked(Listed):
    """Any of these together."""

    level: Level | None = Field(None, description=gettext_noop("What the table is of."))
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
    revisions: Literal["all", "last"] = Field(
        "all", description=gettext_noop("“last”: of each table only its latest revision.")
    )

    def contradictions(self) -> list[Bad]:
        """The earlier day comes first."""
        return backwards(("from", self.since), ("to", self.until))


class OfficesAsked(Listed):
    """In a territory with all that lies in it."""

    territory: Code | None = Field(
        None, description=gettext_noop("Code of the territory (KATO) the offices lie in.")
    )


class OfficeRow(Shape):
    """A mediation office. `sample`: invented, to show how the platform works."""

    code: str
    name: Words
    territory: str | None
    address: Words | None
    hours: Words | None
    phone: str | None
    email: str | None
    lat: float | None
    lon: float | None
    sample: bool


@router.get(
    "/mediation/released",
    response=Page[ReleasedRow],
    summary=gettext_noop("Counts of mediation as released: every period and revision, small ones hidden"),
)
def mediation_released(request: HttpRequest, asked: Query[ReleasedAsked]) -> Any:
    """Oldest first. `docs/method/disclosure.md` says what each level is and when a count may be seen."""
    tables = released_tables(latest=asked.revisions == "last")
    if asked.level:
        tables = tables.filter(level=asked.level)
    if asked.since:
        tables = tables.filter(since__gte=asked.since)
    if asked.until:
        tables = tables.filter(until__lte=asked.until + timedelta(days=1))
    sample = has_sample()
    return rows_page(
        request, asked, tables, ("until", "since", "level", "revision"), lambda one: _row(told(one), sample)
    )


def _row(one: ReleasedCounts, sample: bool) -> ReleasedRow:
    return ReleasedRow(
        level=one.period.level,
        since=one.period.since,
        until=one.period.until,
        revision=one.revision,
        released_on=one.released_on,
        sample=sample,
        digest=one.digest,
        cells=_cells(one.counts),
    )


def _cells(counts: Released) -> list[Cell]:
    return [
        Cell(
            row=None if row == TOTAL else row,
            column=None if column == TOTAL else column,
            value=counts.value(row, column),
        )
        for row in (*counts.rows, TOTAL)
        for column in (*counts.columns, TOTAL)
    ]


@router.get(
    "/offices", response=Page[OfficeRow], summary=gettext_noop("Mediation offices that take applications")
)
def offices(request: HttpRequest, asked: Query[OfficesAsked]) -> Any:
    """In the order of the Kazakh alphabet."""
    rows = all_offices()
    place = Territory.objects.filter(code=asked.territory).first() if asked.territory else None
    if place is not None:
        rows = rows.filter(within_of("territory", place))
    elif asked.territory:
        rows = rows.none()
    page = rows_page(request, asked, rows, ("sort_key", "code"), _office)
    refuse_unknown(
        page, [Owner("territory", asked.territory, Territory.objects.filter(code=asked.territory or ""))]
    )
    return page


def _office(row: Organisation) -> OfficeRow:
    return OfficeRow(
        code=row.code,
        name=words_of(row, "name"),
        territory=row.territory_id,
        address=any_words(text_of(row, "address")),
        hours=any_words(text_of(row, "hours")),
        phone=row.phone or None,
        email=row.email or None,
        lat=row.lat,
        lon=row.lon,
        sample=row.sample,
    )


class RegisterAsked(Listed):
    """The register as it stood on a day, whole or in a territory."""

    on: Day | None = Field(None, description=gettext_noop("The day, YYYY-MM-DD. Default: today."))
    territory: Code | None = Field(
        None, description=gettext_noop("Code of the territory (KATO) the offices lie in.")
    )


class RegisterRow(Shape):
    """What the law makes public of who may be asked to mediate. `sample`: invented.

    `since`: the day of the entry; `until`: the first day after the term; `act`: the election that gave it.
    """

    number: str
    name: str
    kind: str
    office: str
    territory: str
    address: Words | None
    phone: str | None
    email: str | None
    languages: list[str]
    fields: list[str]
    certificate: str | None
    since: date | None
    until: date | None
    act: str | None
    suspended_until: date | None
    suspended: bool
    sample: bool


@router.get(
    "/mediators",
    response=Page[RegisterRow],
    summary=gettext_noop("Public register of mediators as it stood on a day"),
)
def mediators(request: HttpRequest, asked: Query[RegisterAsked]) -> Any:
    """Contacts, languages and fields are those of today."""
    today = timezone.localdate()
    day = min(asked.on or today, today)
    place = Territory.objects.filter(code=asked.territory).first() if asked.territory else None
    rows = room.found(room.Wanted(place=place), day)
    if asked.territory and place is None:
        rows = rows.none()
    page = rows_page(request, asked, rows, ("id",), lambda one: _entry(one, day))
    refuse_unknown(
        page, [Owner("territory", asked.territory, Territory.objects.filter(code=asked.territory or ""))]
    )
    return page


def _entry(one: room.Mediator, day: date) -> RegisterRow:
    """The office stands for her unless she gave an address of her own."""
    suspended, act = room.is_suspended(one, day), one.tenure.act
    own = Words(kk=one.address, ru=one.address, en=one.address) if one.address else None
    return RegisterRow(
        number=one.register_no,
        name=one.tenure.person.name,
        kind=one.kind,
        office=one.office.code,
        territory=one.territory_id,
        address=own or any_words(text_of(one.office, "address")),
        phone=one.phone or one.office.phone or None,
        email=one.email or one.office.email or None,
        languages=one.languages.split(),
        fields=one.topics.split(),
        certificate=one.certificate or None,
        since=one.entered_on or one.tenure.since,
        until=one.tenure.until,
        act=act.code if act and act.kind == "protocol" else None,
        suspended_until=one.suspended_until if suspended else None,
        suspended=suspended,
        sample=one.sample,
    )
