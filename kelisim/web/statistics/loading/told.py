"""A waiting table in the reader's words: what is wrong with it, or what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.statistics.actions.load_series import preview
from kelisim.apps.statistics.actions.take_in import Change, Taken
from kelisim.apps.statistics.models import Category, FigureTable, Indicator, Observation, Source
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.of import of
from kelisim.web.charts.figure import Column
from kelisim.web.files import Listing, Stranger
from kelisim.web.statistics.tables import Table
from kelisim.web.statistics.words import period, said, value_said

_WRONG = ("line", "column", "value", "what_to_do")
SHOWN = 200  # of so many each stands on the page; all complaints are in the file


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a look at the table gives: complaints, or what it brings."""

    complaints: Sequence[Complaint]
    taken: Taken | None

    @property
    def unknown_sources(self) -> list[str]:
        """Codes of sources that nobody named yet, each once."""
        codes = (one.value for one in self.complaints if one.column == "source" and one.code == "bad_value")
        return list(dict.fromkeys(code for code in codes if code))


def look(table: FigureTable) -> Look:
    """Reads the table against the figures of this moment."""
    try:
        taken = preview(BytesIO(bytes(table.content)), table.name)
    except BadPack as error:
        return Look(complaints=error.complaints, taken=None)
    return Look(complaints=(), taken=taken)


def wrong(complaints: Sequence[Complaint]) -> list[list[str]]:
    """Line, column, what stands there, and what to do."""
    return [[str(one.line), str(one.column), Stranger(one.value[:40]), what_to_do(one)] for one in complaints]


def what_to_do(complaint: Complaint) -> str:
    """The complaint without its place, which has columns of its own."""
    return str(complaint).removeprefix(f"{complaint.file}:{complaint.line}:{complaint.column}: ")


def complaints_table(found: Look) -> Table:
    """Every bad cell, the first of them at least."""
    return Table(
        key="wrong",
        caption=_("What is wrong in the table"),
        columns=[
            Column(label=_("Line"), number=True),
            Column(label=pgettext("table", "Column")),
            Column(label=_("What stands there")),
            Column(label=_("What to do")),
        ],
        rows=wrong(found.complaints[:SHOWN]),
        chips=[],
        stack=True,
        file=Listing(name="wrong", columns=_WRONG, rows=wrong(found.complaints)),
    )


class _Names:
    """What codes are called."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        self.indicators = Indicator.objects.in_bulk({row.indicator_id for row in rows})
        self.places = Territory.objects.in_bulk({row.territory_id for row in rows})
        self.categories = Category.objects.in_bulk({row.category_id for row in rows})
        self.sources = Source.objects.in_bulk({row.source_id for row in rows})

    def cells(self, row: Observation) -> list[str]:
        """Which figure it is."""
        return [
            of(self.indicators[row.indicator_id], "name"),
            of(self.places[row.territory_id], "name"),
            of(self.categories[row.category_id], "name"),
            period(row.period),
            of(self.sources[row.source_id], "short"),
        ]


def _which() -> list[Column]:
    labels = (
        pgettext("column", "Indicator"),
        _("Region or city"),
        pgettext("column", "Category"),
        pgettext("column", "When"),
        pgettext("column", "Source"),
    )
    return [Column(label=label) for label in labels]


def changes_table(taken: Taken) -> Table | None:
    """Figures that would be revised, with the value that stands and the new one."""
    shown = taken.changes[:SHOWN]
    names = _Names([change.after for change in shown])
    return _table(
        "revised",
        _("Revised figures"),
        [
            Column(label=pgettext("figure", "Stands now"), number=True),
            Column(label=pgettext("figure", "Afterwards"), number=True),
            Column(label=pgettext("figure", "Status")),
        ],
        [[*names.cells(change.after), *_sides(change)] for change in shown],
    )


def _sides(change: Change) -> list[str]:
    before = value_said(change.before.value, change.before.unit, change.before.precision)
    return [before, said(change.after), change.after.get_status_display()]


def news_table(taken: Taken) -> Table | None:
    """Figures that were not there."""
    shown = taken.news[:SHOWN]
    names = _Names(shown)
    return _table(
        "new",
        _("New figures"),
        [
            Column(label=pgettext("column", "How many"), number=True),
            Column(label=pgettext("figure", "Status")),
        ],
        [[*names.cells(row), said(row), row.get_status_display()] for row in shown],
    )


def _table(key: str, caption: str, columns: list[Column], rows: list[list[str]]) -> Table | None:
    if not rows:
        return None
    return Table(key=key, caption=caption, columns=[*_which(), *columns], rows=rows, chips=[], stack=True)
