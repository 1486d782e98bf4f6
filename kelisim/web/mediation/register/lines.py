"""One mediator as the register shows her, on the page and in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.institution.public import Act
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries import register
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import tiles, units_on
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.files import Cell, Listing, Stranger

PROTOCOL = "protocol"  # the kind of act an election leaves
COLUMNS = (
    *("register_no", "name", "kind", "place", "office", "address", "phone", "email"),
    *(
        "languages",
        "fields",
        "certificate",
        "since",
        "until",
        "elected_by",
        "suspended_since",
        "suspended_until",
        "sample",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """What stands in the register, in the reader's language."""

    pk: int
    href: str
    name: str
    kind: str
    place: str
    office: str
    address: str
    phone: str
    email: str
    languages: str
    fields: str
    certificate: str
    number: str
    since: date | None
    until: date | None
    act: Act | None
    suspended_until: date | None
    suspended: bool
    sample: bool


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One region on the map, with how many mediators sit in it."""

    code: str
    name: str
    label: str
    column: int | None
    row: int | None
    mediators: int
    current: bool


def line_of(one: Mediator, day: date) -> Line:
    """Office's address and telephone, unless she gave her own."""
    suspended = register.is_suspended(one, day)
    return Line(
        pk=one.pk,
        href=reverse("mediator-detail", args=[one.pk]),
        name=one.tenure.person.name,
        kind=code_name("mediator_kinds", one.kind).of(),
        place=" · ".join(dict.fromkeys((of(one.territory, "name"), of(one.region, "name")))),
        office=of(one.office, "name"),
        address=one.address or of(one.office, "address"),
        phone=one.phone or one.office.phone,
        email=one.email or one.office.email,
        languages=", ".join(say.language_name(code) for code in one.languages.split()),
        fields=", ".join(code_name("topics", code).of() for code in one.topics.split()),
        certificate=one.certificate,
        number=one.register_no,
        since=one.entered_on or one.tenure.since,
        until=one.tenure.until,
        act=one.tenure.act if one.tenure.act and one.tenure.act.kind == PROTOCOL else None,
        suspended_until=one.suspended_until if suspended else None,
        suspended=suspended,
        sample=one.sample,
    )


def cells_of(line: Line) -> tuple[str, ...]:
    """The columns of the list as a document: who, what, where, how to reach her, what must be known."""
    number = " · ".join(filter(None, (line.name, line.number, line.certificate)))
    contacts = " · ".join(filter(None, (line.address, line.phone, line.email)))
    place = " · ".join(filter(None, (line.place, line.office)))
    remarks = [_("Sample")] if line.sample else []
    if line.suspended:
        until = say.date(line.suspended_until) if line.suspended_until else ""
        remarks.append(" ".join(filter(None, (pgettext("mediator", "Suspended"), until))))
    return (number, line.kind, place, line.languages, line.fields, contacts, " · ".join(remarks))


def region_tiles(day: date, place: Territory | None) -> list[Tile]:
    """Every region of the day in Kazakh order, with its mediators counted."""
    squares = {square.code: square for square in tiles(day)}
    counts = register.counted_by_region(day)
    return [
        Tile(
            code=unit.code,
            name=of(unit, "name"),
            label=square.label.of() if (square := squares.get(unit.code)) else of(unit, "name"),
            column=square.column + 1 if square else None,
            row=square.row + 1 if square else None,
            mediators=counts.get(unit.code[:2], 0),
            current=place is not None and place.code[:2] == unit.code[:2],
        )
        for unit in units_on(day)
    ]


def listing(found: Iterable[Mediator], day: date) -> Listing:
    """Everybody found, on whichever page of the list she stands."""
    return Listing(name="mediators", columns=COLUMNS, rows=_rows(found, day))


def _rows(found: Iterable[Mediator], day: date) -> Iterator[tuple[object, ...]]:
    """Asked for only when a file is. What she wrote herself is a stranger's to a spreadsheet."""
    for one in found:
        told = line_of(one, day)
        yield (
            *(Stranger(told.number), Stranger(told.name), Cell(told.kind, one.kind), told.place, told.office),
            *(Stranger(told.address), Stranger(told.phone), Stranger(told.email)),
            *(one.languages.split(), one.topics.split(), Stranger(told.certificate), told.since),
            *(told.until, told.act.code if told.act else ""),
            *(one.suspended_since if told.suspended else None, told.suspended_until, told.sample),
        )
