"""What is told about a table, its columns, its files and the edition they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["string", "integer", "number", "date", "boolean"]
YES, NO = "yes", "no"  # how a boolean is written


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column. `titles` by language; a cell is empty only where it is not `required`."""

    name: str
    titles: Mapping[str, str]
    kind: Kind = "string"
    required: bool = True
    pattern: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reference:
    """`column` holds a value of `target` in the table called `table` ("": in the table itself)."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a table was taken from."""

    title: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table as a file: where it lies in the folder, what its columns are, what makes a row one row."""

    name: str
    path: str
    titles: Mapping[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that was written: its path in the folder, bytes, SHA-256 in hexadecimal, rows of a table."""

    path: str
    size: int
    digest: str
    rows: int | None = None


@dataclass(frozen=True, kw_only=True)
class Licence:
    """A licence by its SPDX name, its address and its title."""

    name: str
    url: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Edition:
    """What a folder of tables says of itself. `day` in ISO form; texts by language."""

    name: str
    version: str
    day: str
    titles: Mapping[str, str]
    descriptions: Mapping[str, str]
    licence: Licence
    keywords: tuple[str, ...] = field(default=())
