"""What a document says, as data: a title and a row of blocks. How it looks is in sheet.typ."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The name of a part."""

    kind: ClassVar[str] = "heading"
    text: str


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Running text; line breaks typed by a person are kept."""

    kind: ClassVar[str] = "paragraph"
    text: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Labels and what stands beside them; an empty value is a line to write on."""

    kind: ClassVar[str] = "facts"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Points:
    """Numbered points, each with a name and labelled lines: `(name, ((label, value), …))`."""

    kind: ClassVar[str] = "points"
    items: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Clauses:
    """Numbered clauses; each may have a name."""

    kind: ClassVar[str] = "clauses"
    items: tuple[tuple[str, str], ...]
    first: int = 1


@dataclass(frozen=True, kw_only=True)
class Table:
    """A small table with a head; `widths` are shares of the page, all alike if none are given.

    `ruled` draws every cell, to be filled in by hand.
    """

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    ruled: bool = False


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A framed remark the reader must not miss."""

    kind: ClassVar[str] = "notice"
    text: str


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A code to be kept, in large letters, with its square code as SVG beside it."""

    kind: ClassVar[str] = "secret"
    label: str
    code: str
    square: str = ""


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Who signs, when she signed and how; an empty line where she has not."""

    kind: ClassVar[str] = "signatures"
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Break:
    """What follows stands on a new page."""

    kind: ClassVar[str] = "break"


Block = Heading | Paragraph | Facts | Points | Clauses | Table | Notice | Secret | Signatures | Break


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One document. `day` is printed and also fixes the bytes: equal sheets give equal files.

    `attached`: the PDF carries this sheet as JSON, for programs; never where the paper holds a secret, or
    words a reader may want to blacken before she hands it on (docs/method/documents.md).
    """

    title: str
    lang: str
    day: dt.date
    blocks: tuple[Block, ...]
    subtitle: str = ""
    house: str = ""
    footer: str = ""
    sample: str = ""
    attached: bool = False
