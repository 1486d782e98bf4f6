"""A figure as a page shows it: drawn for wide and narrow screens, with its sources and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from kelisim.kernel.texts.of import reader_language
from kelisim.web.charts.draw import Rows, Words, draw
from kelisim.web.files import Listing


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table beneath a figure; one without a label is called `name` in a file."""

    label: str
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Chip:
    """Where the figures come from: the source's short name, its day, its address, a remark."""

    source: str
    on: str = ""
    href: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """What `parts/figure.html` takes."""

    key: str
    caption: str
    wide: str
    narrow: str
    chips: Sequence[Chip]
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    data: str = ""  # the indicator whose every figure is a file of its own
    note: str = ""

    @property
    def listing(self) -> Listing:
        """Its table as a file."""
        return tabled(self.key, self.columns, self.rows)


def tabled(key: str, columns: Sequence[Column], rows: Sequence[Sequence[object]]) -> Listing:
    """A table of a page as a file: its own headings, bare values where the cells know them."""
    return Listing(name=key, columns=[column.label or "name" for column in columns], rows=rows)


def drawings(name: str, rows: Rows, words: Words) -> dict[str, SafeString]:
    """The drawing of one chart for both widths, in the reader's language."""
    lang = reader_language()
    return {
        "wide": draw(name, rows, lang, words=words),
        "narrow": draw(name, rows, lang, words=words, narrow=True),
    }
