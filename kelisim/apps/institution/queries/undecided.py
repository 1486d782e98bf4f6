"""What the repeal of an act left undecided: live results of the ledger, and people who sit by that act."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kelisim.apps.institution.models import Tenure
from kelisim.apps.institution.queries.structure import Structure, structure_on
from kelisim.engines.timeline.types import Effect


@dataclass(frozen=True, kw_only=True)
class Undecided:
    """Results and tenures that rest on the act, or on an act that amended it; empty if it stands."""

    effects: tuple[Effect, ...]
    tenures: tuple[Tenure, ...]
    found: Structure

    @property
    def count(self) -> int:
        """How many lines a later effect, or the end of a tenure, has still to close."""
        return len(self.effects) + len(self.tenures)


def undecided_after(act: str, day: date) -> Undecided:
    """The lines on `day`. Each closes by itself once a later effect decides it."""
    found = structure_on(day)
    effects = tuple(line.effect for line in found.consequences if line.act == act)
    tenures: tuple[Tenure, ...] = ()
    if act not in found.acts_in_force:
        bases = {act, *(row.act for row in effects)}
        sitting = Tenure.objects.on(day).filter(act__code__in=bases)
        tenures = tuple(sitting.select_related("post", "person", "act"))
    return Undecided(effects=effects, tenures=tenures, found=found)


def undecided_counts(found: Structure) -> dict[str, int]:
    """How many results of the ledger are undecided, by repealed act."""
    return dict(Counter(line.act for line in found.consequences))
