"""How each group answered each statement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kelisim.engines.commonground.types import Votes, Whole


@dataclass(frozen=True, kw_only=True, eq=False)
class Counts:
    """Agrees, disagrees and answers (passes included): three arrays of groups x statements."""

    agrees: Whole
    disagrees: Whole
    answers: Whole

    @property
    def groups(self) -> int:
        """How many rows."""
        return len(self.agrees)

    def together(self) -> Counts:
        """All groups as one."""
        return Counts(
            agrees=self.agrees.sum(axis=0, keepdims=True),
            disagrees=self.disagrees.sum(axis=0, keepdims=True),
            answers=self.answers.sum(axis=0, keepdims=True),
        )

    def others(self) -> Counts:
        """For each group all the others together."""
        all_of = self.together()
        return Counts(
            agrees=all_of.agrees - self.agrees,
            disagrees=all_of.disagrees - self.disagrees,
            answers=all_of.answers - self.answers,
        )

    def of(self, statements: Whole) -> Counts:
        """The same for some statements."""
        return Counts(
            agrees=self.agrees[:, statements],
            disagrees=self.disagrees[:, statements],
            answers=self.answers[:, statements],
        )

    def turned(self) -> Counts:
        """Agrees and disagrees changed over: what unites turned into what is rejected."""
        return Counts(agrees=self.disagrees, disagrees=self.agrees, answers=self.answers)


def counts_of(votes: Votes, label: Whole, groups: int) -> Counts:
    """Counts by group; `label` of each person by place, -1 for those left out. Whole-number sums, any
    order."""
    size = votes.statements
    part = np.where(label < 0, groups, label) * (size * 3)
    code = np.repeat(part, votes.answers)
    code += votes.statement * np.int64(3)
    code += votes.value
    code += 1
    tally = np.bincount(code, minlength=(groups + 1) * size * 3).reshape(groups + 1, size, 3)[:groups]
    return Counts(agrees=tally[:, :, 2], disagrees=tally[:, :, 0], answers=tally.sum(axis=2))
