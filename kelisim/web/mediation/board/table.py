"""A table of the board: what parts/table.html takes, and the same as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kelisim.web.charts.figure import Column, tabled
from kelisim.web.files import Listing
from kelisim.web.mediation.board.words import DEFINITIONS


@dataclass(frozen=True, kw_only=True)
class Table:
    """Its key is the name of its file."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]

    @property
    def wide(self) -> bool:
        """Too wide for a phone: there each row becomes a card."""
        return len(self.columns) > 3

    @property
    def definition(self) -> str:
        """How it is counted, and of what its shares are."""
        return str(DEFINITIONS[self.key])

    @property
    def listing(self) -> Listing:
        """The same as a file."""
        return tabled(self.key, self.columns, self.rows)
