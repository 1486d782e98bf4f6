"""Votes made clean: the last one counts, and order is removed before anything else is thought."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kelisim.engines.commonground.hashing import Hashes, mix
from kelisim.engines.commonground.types import Flags, Statements, Votes, Whole

_CODES = np.arange(3, dtype=np.uint64)
Numbers = NDArray[np.integer]
_SALTS = np.array([0x6B656C6973696D31, 0x6B656C6973696D32], np.uint64)  # two hashes make one key of 128 bits


def votes_of(
    person: Numbers, statement: Numbers, value: Numbers, *, people: int, statements: Statements
) -> Votes:
    """Votes in the order they were given (the last of a pair counts) as `Votes` in canonical order.

    Three arrays of one length: `person` in 0..people-1, `statement` the place among `statements`, `value`
    -1, 0 or 1. Raises ValueError where a number is out of its range.
    docs/method/dialogue.md#order-is-removed-first
    """
    size = len(statements.identities)
    _check(person, people)
    _check(statement, size)
    _check(np.asarray(value) + 1, 3)
    live = np.ones(size, bool) if statements.live is None else np.asarray(statements.live, bool)
    pair = person.astype(np.int64) * max(size, 1) + statement
    kept = _last(pair)
    if kept is not None:
        person, statement, value = person[kept], statement[kept], value[kept]
    start = np.searchsorted(person, np.arange(people + 1)).astype(np.int64)
    column, votes = statement.astype(np.int32), value.astype(np.int8)
    key = _keys(start, column, votes, statements.identities, live)
    row = np.lexsort((key[:, 1], key[:, 0]))
    take, start = _stretches(start, row)
    return Votes(
        statements=size,
        start=start,
        statement=column[take],
        value=votes[take],
        live=live,
        identities=statements.identities,
        row=row,
        key=key[row],
        copy=_copies(key[row]),
    )


def narrowed(votes: Votes, people: Flags, statements: Flags) -> Votes:
    """The same votes without some people (places in the canonical order) and some statements; keys stay."""
    chosen = np.flatnonzero(people)
    take, start = _stretches(votes.start, chosen)
    column, value = votes.statement[take], votes.value[take]
    if not statements.all():
        kept = statements[column]
        before = np.concatenate(([0], np.cumsum(kept, dtype=np.int64)))
        start = before[start]
        column, value = (np.cumsum(statements) - 1)[column[kept]].astype(np.int32), value[kept]
    return Votes(
        statements=int(statements.sum()),
        start=start,
        statement=column,
        value=value,
        live=votes.live[statements],
        identities=votes.identities[statements],
        row=votes.row[chosen],
        key=votes.key[chosen],
        copy=votes.copy[chosen],
    )


def _check(numbers: Numbers, limit: int) -> None:
    if len(numbers) and (numbers.min() < 0 or numbers.max() >= limit):
        raise ValueError("a person, statement or vote is out of its range")


def _last(pair: Whole) -> Whole | None:
    """The place of the last vote of each pair in the order of pairs; None where nothing has to move."""
    if not len(pair) or (np.diff(pair) > 0).all():
        return None
    order = np.argsort(pair, kind="stable")
    ordered = pair[order]
    last: Whole = order[np.append(ordered[1:] != ordered[:-1], True)]
    return last


def _keys(
    start: Whole, column: NDArray[np.int32], value: NDArray[np.int8], identities: Hashes, live: Flags
) -> Hashes:
    """For each person the wrapped sums of two hashes of (statement, vote) over her live votes."""
    keys = np.zeros((len(start) - 1, 2), np.uint64)
    some = np.flatnonzero(np.diff(start))
    code = column.astype(np.int64) * 3 + (value + 1)
    for place, salt in enumerate(_SALTS):
        table: Hashes = mix(mix(identities ^ salt)[:, None] + _CODES)
        table[~live] = 0
        if len(some):
            keys[some, place] = np.add.reduceat(table.ravel()[code], start[some])
    return keys


def _stretches(start: Whole, rows: Whole) -> tuple[Whole | slice, Whole]:
    """Which votes belong to these rows, in their order, and where each row begins among them."""
    counts = np.diff(start)[rows]
    begun = np.concatenate(([0], np.cumsum(counts)))
    if len(rows) == len(start) - 1 and (rows == np.arange(len(rows))).all():
        return slice(None), begun
    return np.repeat(start[:-1][rows] - begun[:-1], counts) + np.arange(begun[-1]), begun


def _copies(keys: Hashes) -> Hashes:
    """0, 1, 2, ... within each run of equal keys."""
    if not len(keys):
        return np.zeros(0, np.uint64)
    first = np.append(True, (keys[1:] != keys[:-1]).any(axis=1))
    place = np.arange(len(keys))
    return (place - np.maximum.accumulate(np.where(first, place, 0))).astype(np.uint64)
