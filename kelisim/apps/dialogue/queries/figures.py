"""What the votes say now: the whole analysis, and the document of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.log import Log, log_of
from kelisim.engines.commonground.analyse import Analysis, analyse
from kelisim.engines.commonground.document import Document, Named, document
from kelisim.engines.commonground.types import Parameters

LETTERS = "ABCDE"


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """A log with what was found in it; `letters` name the groups as the last publication did."""

    log: Log
    found: Analysis
    letters: tuple[str, ...]

    def document(self) -> Document:
        """The document of the contract, groups by their lasting letters."""
        named = Named(statements=tuple(map(str, self.log.statements)), groups=self.letters, people=())
        return document(self.found, named, given=False, members=False, warnings=[])

    def members(self) -> dict[str, str]:
        """The letter of each grouped participation, by its number."""
        return {
            str(self.log.people[row]): self.letters[label]
            for row, label in zip(
                self.found.votes.row.tolist(), self.found.groups.label.tolist(), strict=True
            )
            if label >= 0
        }


def figures_of(
    conversation: Conversation, *, up_to: int | None = None, before: Result | None = None
) -> Figures:
    """Analyses the log (up to an entry). `before`: the result whose letters go on, the last one by
    default."""
    log = log_of(conversation, up_to=up_to)
    found = analyse(log.votes, limits=Parameters(seed=conversation.seed))
    last = before or Result.objects.filter(conversation=conversation).first()
    return Figures(log=log, found=found, letters=_letters(log, found, last.whole["members"] if last else {}))


def _letters(log: Log, found: Analysis, earlier: dict[str, str]) -> tuple[str, ...]:
    """Letters that last: the pairing of groups with the letters of the last publication that most people
    keep."""
    overlap = np.zeros((found.groups.k, len(LETTERS)))
    for row, label in zip(found.votes.row.tolist(), found.groups.label.tolist(), strict=True):
        letter = earlier.get(str(log.people[row]))
        if label >= 0 and letter is not None:
            overlap[label, LETTERS.index(letter)] += 1
    # Without any overlap the first letters go to the largest groups.
    overlap -= np.arange(len(LETTERS)) * 1e-6 * (1 + np.arange(found.groups.k))[:, None] ** -1.0
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    chosen = dict(zip(rows.tolist(), columns.tolist(), strict=True))
    return tuple(LETTERS[chosen[group]] for group in range(found.groups.k))
