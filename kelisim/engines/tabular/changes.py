"""What one edition of a table changed against another: rows added, revised, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

Key = tuple[str, ...]
What = Literal["added", "revised", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One row: its key, what happened, the value before and after ("" where there was none)."""

    key: Key
    what: What
    before: str
    after: str


def compare(before: Mapping[Key, str], after: Iterable[tuple[Key, str]]) -> list[Change]:
    """Every difference, by key. Both sides: key of a row and its value; a key stands once on a side.

    Not used: the order of the rows. An unchanged row gives nothing.
    """
    left = dict(before)
    found: list[Change] = []
    for key, value in after:
        old = left.pop(key, None)
        if old is None:
            found.append(Change(key=key, what="added", before="", after=value))
        elif old != value:
            found.append(Change(key=key, what="revised", before=old, after=value))
    found += [Change(key=key, what="withdrawn", before=old, after="") for key, old in left.items()]
    return sorted(found, key=lambda change: change.key)
