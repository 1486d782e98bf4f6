"""Three whole-number tables between statements, from which the axes follow; one vote changes them exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_array, issparse

from kelisim.engines.commonground.types import Real, Votes, Whole

DENSE = 2**22  # people x statements up to which a block of plain numbers is quicker than a sparse one


@dataclass(kw_only=True, eq=False)
class Tables:
    """For statements j, k: `both` who voted on both, `sums` of votes on j among them, `products` of both
    votes.

    Three arrays (statements x statements) of whole numbers; `both` and `products` are symmetric, `sums` is
    not. The diagonals of `both` and `sums` are the count and the sum of each statement.
    """

    both: Whole
    sums: Whole
    products: Whole

    @classmethod
    def empty(cls, statements: int) -> Tables:
        """Before the first vote."""
        return cls(
            **{name: np.zeros((statements, statements), np.int64) for name in ("both", "sums", "products")}
        )

    def means(self) -> Real:
        """The mean vote on each statement; 0 where nobody voted."""
        return means(np.diag(self.both), np.diag(self.sums))

    def gram(self) -> Real:
        """Products between the centred columns: what the axes are the eigenvectors of."""
        mean = self.means()
        crossed = self.sums * mean[None, :]
        return self.products - crossed - crossed.T + mean[:, None] * mean[None, :] * self.both


def means(count: Whole, total: Whole) -> Real:
    """Totals over counts; 0 where the count is."""
    return np.divide(total, count, out=np.zeros(len(count)), where=count > 0)


def counted(votes: Votes) -> tuple[Whole, Whole]:
    """How many votes each statement has, and their sum."""
    tally = np.bincount(votes.statement * np.int64(3) + votes.value + 1, minlength=votes.statements * 3)
    split = tally.reshape(votes.statements, 3)
    return split.sum(axis=1), split[:, 2] - split[:, 0]


def tables_of(votes: Votes) -> Tables:
    """The tables of all these votes. Time grows with the sum of squared answers, memory with statements
    squared."""
    if votes.people * votes.statements <= DENSE:
        voted = np.zeros((votes.people, votes.statements))
        chosen = np.zeros((votes.people, votes.statements))
        person = votes.person()
        voted[person, votes.statement] = 1.0
        chosen[person, votes.statement] = votes.value
    else:
        shape = (votes.people, votes.statements)
        # Halves, singles and doubles hold whole numbers up to 2^53 exactly, whatever the order of their sums.
        voted = csr_array((np.ones(len(votes.value)), votes.statement, votes.start), shape=shape)
        chosen = csr_array((votes.value.astype(float), votes.statement, votes.start), shape=shape)
    found = (voted.T @ voted, chosen.T @ voted, chosen.T @ chosen)
    both, sums, products = (_whole(table) for table in found)
    return Tables(both=both, sums=sums, products=products)


def _whole(table: Any) -> Whole:
    dense: Real = table.toarray() if issparse(table) else table
    return np.rint(dense).astype(np.int64)
