"""What the votes say now: the whole analysis, and the document of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.log import Log, Setting, log_of
from kelisim.engines.commonground.analyse import Analysis, analyse
from kelisim.engines.commonground.density import density
from kelisim.engines.commonground.document import Document, Named, document
from kelisim.engines.commonground.route import extremity, priorities, silent
from kelisim.engines.commonground.score import GROUP_ANSWERS
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

    def routing(self) -> Document:
        """For each live statement its priority and, group by group, whether it is short of five answers."""
        found, live = self.found, self.found.votes.live
        counts = found.counts.of(np.flatnonzero(live))
        worth = priorities(counts, extremity(found.axes), np.zeros(int(live.sum()), bool))
        short = counts.answers < GROUP_ANSWERS
        numbers = [number for number, one in zip(self.log.statements, live.tolist(), strict=True) if one]
        return {
            "groups": list(self.letters),
            "alarm": silent(worth, counts, np.ones(len(numbers), bool)),
            "statements": {
                str(number): {"priority": round(float(worth[at]), 9), "short": short[:, at].tolist()}
                for at, number in enumerate(numbers)
            },
        }

    def map(self) -> Document:
        """What a place and a group follow from: axes by statement number, means, and the middle of each
        group."""
        found = self.found
        numbers = [number for number, one in zip(self.log.statements, found.votes.live, strict=True) if one]
        label = found.groups.label
        middles = [found.places[:, label == group].mean(axis=1).tolist() for group in range(found.groups.k)]
        return {
            "groups": list(self.letters),
            "statements": numbers,
            "weights": found.axes.weights.tolist(),
            "means": found.axes.means.tolist(),
            "middles": middles,
        }

    def density(self, *, threshold: int) -> Document | None:
        """The map as everybody sees it."""
        found = self.found
        if found.groups.reason is not None:
            return None
        return density(found.places, found.groups.label, self.letters, threshold=threshold)

    def members(self) -> dict[str, str]:
        """The letter of each grouped participation, by its number."""
        return {
            str(self.log.people[row]): self.letters[label]
            for row, label in zip(
                self.found.votes.row.tolist(), self.found.groups.label.tolist(), strict=True
            )
            if label >= 0
        }


def figures_of(conversation: Conversation) -> Figures:
    """Analyses the log as it stands; groups go on with the letters of the last publication."""
    last = Result.objects.filter(conversation=conversation).first()
    return _figures(conversation, log_of(conversation), last)


def figures_again(result: Result) -> Figures:
    """Analyses what is left of a result's log, with the statements, batches and letters of then."""
    conversation = result.conversation
    setting = Setting.read(result.whole["setting"])
    before = Result.objects.filter(conversation=conversation, number__lt=result.number).first()
    return _figures(conversation, log_of(conversation, up_to=result.last_vote, setting=setting), before)


def _figures(conversation: Conversation, log: Log, before: Result | None) -> Figures:
    found = analyse(log.votes, limits=Parameters(seed=conversation.seed))
    return Figures(
        log=log, found=found, letters=_letters(log, found, before.whole["members"] if before else {})
    )


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
