"""The sums every reader of a two-way table with totals knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kelisim.engines.disclosure.types import TOTAL, Sum


def table_sums(table: str, rows: Sequence[str], columns: Sequence[str]) -> Iterator[Sum]:
    """Each row, each column and the totals of one table, by the names of its places."""
    for row in (*rows, TOTAL):
        yield Sum(whole=(table, row, TOTAL), parts=tuple((table, row, column) for column in columns))
    for column in (*columns, TOTAL):
        yield Sum(whole=(table, TOTAL, column), parts=tuple((table, row, column) for row in rows))
