"""Reads the rows of a table of figures: each as an observation, or complaints about every bad cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.institution.public import start_of
from kelisim.apps.statistics.models import KEY, PERIOD, Category, Indicator, Observation, Precision, Source
from kelisim.apps.statistics.states import Status
from kelisim.kernel.packs.complaints import Complaint
from kelisim.kernel.packs.read import Row
from kelisim.kernel.places.models import Territory

COLUMNS = (
    "indicator",
    "territory",
    "category",
    "period",
    "value",
    "unit",
    "layout",
    "status",
    "precision",
    "break_before",
    "source",
)
LABELS = ("facts", "inconsistencies")
OPTIONAL = (*LABELS, "why")
OF_A_PACK = (*OPTIONAL, "recorded")  # only a pack says since when a figure was known: a table is news
_WORDS: dict[str, tuple[str, ...]] = {
    "precision": tuple(Precision.values),
    "status": tuple(Status.values),
    "break_before": ("yes", "no"),
}
_PERIOD = re.compile(PERIOD)
_VALUE = re.compile(r"-?[0-9]{1,14}(\.[0-9]{1,4})?")
_WITH_COMMA = re.compile(r"-?[0-9 \u00a0\u202f]+,[0-9]+")
Group = tuple[str, str, str]


@dataclass(frozen=True, kw_only=True)
class Read:
    """A sound row. `dated`: it says itself when it was recorded; `labelled`: it brings its own labels."""

    line: int
    key: tuple[str, ...]
    figure: Observation
    dated: bool
    labelled: bool


@dataclass(kw_only=True)
class Rows:
    """What a row may refer to, what was already seen in the tables, and all that is wrong."""

    territories: set[str]
    indicators: dict[str, Indicator]
    categories: set[str]
    sources: set[str]
    seen: dict[tuple[str, ...], tuple[str, int, str]] = field(default_factory=dict)
    layouts: dict[Group, tuple[str, str, int]] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    def complain(self, file: str, row: Row, column: str, hint: str) -> None:
        """One more thing that is wrong."""
        value = row.get(column, "")
        self.complaints.append(
            Complaint(file=file, code="bad_value", line=row.line, column=column, value=value, hint=hint)
        )

    def read(self, file: str, lines: Iterable[Row]) -> Iterator[Read]:
        """The sound rows one by one."""
        return (found for row in lines if (found := _read(file, row, self)))


def known_rows() -> Rows:
    """Rows that may refer to whatever the database knows."""
    return Rows(
        territories=known_territories(),
        indicators={row.code: row for row in Indicator.objects.all()},
        categories=set(Category.objects.order_by().values_list("code", flat=True)),
        sources=set(Source.objects.order_by().values_list("code", flat=True)),
    )


def known_territories() -> set[str]:
    """The codes of all places."""
    return set(Territory.objects.order_by().values_list("code", flat=True))


def _read(file: str, row: Row, rows: Rows) -> Read | None:
    before = len(rows.complaints)
    _check_references(file, row, rows)
    _check_words(file, row, rows)
    recorded = _recorded(file, row, rows)
    _check_neighbours(file, row, rows)
    value = _value(file, row, rows)
    if len(rows.complaints) > before:
        return None
    figure = Observation(
        indicator_id=row["indicator"],
        territory_id=row["territory"],
        category_id=row["category"],
        period=row["period"],
        value=value,
        unit=row["unit"],
        layout=int(row["layout"]) if row["layout"] else None,
        status=row["status"],
        precision=row["precision"],
        break_before=row["break_before"] == "yes",
        source_id=row["source"],
        facts=row.get("facts", "").split(),
        inconsistencies=row.get("inconsistencies", "").split(),
        table=file,
        why=row.get("why", ""),
        **({"recorded": recorded} if recorded else {}),
    )
    key = tuple(row[column] for column in KEY)
    labelled = any(column in row for column in LABELS)
    return Read(line=row.line, key=key, figure=figure, dated=recorded is not None, labelled=labelled)


def _check_references(file: str, row: Row, rows: Rows) -> None:
    if row["territory"] not in rows.territories:
        rows.complain(file, row, "territory", _("no such territory; write its code of nine digits"))
    if row["category"] not in rows.categories:
        rows.complain(file, row, "category", _("not among the known categories"))
    if row["source"] not in rows.sources:
        rows.complain(file, row, "source", _("not among the known sources; name it first"))
    indicator = rows.indicators.get(row["indicator"])
    if indicator is None:
        rows.complain(file, row, "indicator", _("not among the known indicators"))
    elif indicator.unit != row["unit"]:
        rows.complain(file, row, "unit", _("this indicator is counted in “%s”") % indicator.unit)


def _check_words(file: str, row: Row, rows: Rows) -> None:
    for column, words in _WORDS.items():
        if row[column] not in words:
            rows.complain(file, row, column, _("one of %s expected") % ", ".join(words))
    if not _PERIOD.fullmatch(row["period"]):
        rows.complain(file, row, "period", _("a day, a month, a year or two years with a stroke expected"))
    elif not _is_in_the_calendar(row["period"]):
        rows.complain(file, row, "period", _("the calendar has no such day, month or span"))
    if row["layout"] and not (row["layout"].isascii() and row["layout"].isdecimal()):
        rows.complain(file, row, "layout", _("the number of units of the layout expected"))
    if len(row.get("why", "")) > 400:
        rows.complain(file, row, "why", _("at most 400 letters expected"))


def _is_in_the_calendar(period: str) -> bool:
    since, stroke, until = period.partition("/")
    if stroke:
        return "0000" < since <= until
    try:
        date.fromisoformat(period + "-01-01"[len(period) - 4 :])
    except ValueError:
        return False
    return True


def _recorded(file: str, row: Row, rows: Rows) -> datetime | None:
    """The moment from which the row was known, if it says so: the start of a day in the country."""
    text = row.get("recorded", "")
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        rows.complain(file, row, "recorded", _("a day of the calendar expected, year-month-day"))
        return None
    if day > timezone.localdate():
        rows.complain(file, row, "recorded", _("this day has not come yet"))
    return start_of(day)


def _check_neighbours(file: str, row: Row, rows: Rows) -> None:
    """Each figure once (or later again, on a later day), and one layout in all rows of a table and period."""
    key = tuple(row[column] for column in KEY)
    day = row.get("recorded", "")
    if key in rows.seen:
        first, line, earlier = rows.seen[key]
        where = _("%(file)s, line %(line)s") % {"file": first, "line": line}
        if not day or day <= earlier:
            rows.complain(file, row, "territory", _("this figure already stands in %s") % where)
    rows.seen[key] = (file, row.line, day)
    if row["layout"]:
        group = (row["indicator"], row["period"], row["source"])
        layout, *_where = rows.layouts.setdefault(group, (row["layout"], file, row.line))
        if layout != row["layout"]:
            rows.complain(file, row, "layout", _("mixed layouts: other rows of this period have %s") % layout)


def _value(file: str, row: Row, rows: Rows) -> Decimal | None:
    if row["precision"] == Precision.NOT_COUNTED:
        if row["value"]:
            rows.complain(file, row, "value", _("a thing that was not counted has no number"))
        return None
    if _VALUE.fullmatch(row["value"]):
        return Decimal(row["value"])
    if _WITH_COMMA.fullmatch(row["value"]):
        rows.complain(file, row, "value", _("write a point instead of the comma, and no spaces"))
    else:
        rows.complain(file, row, "value", _("a number expected, with a point and at most four decimals"))
    return None
