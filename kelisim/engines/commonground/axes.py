"""The two directions in which opinions differ most, in whole numbers, by either of two ways."""

from __future__ import annotations

import numpy as np
from scipy.linalg import eigh
from scipy.sparse import csc_array, csr_array
from scipy.sparse.linalg import LinearOperator, eigsh

from kelisim.engines.commonground.tables import counted, means, tables_of
from kelisim.engines.commonground.types import FIXED, Axes, Real, Votes, Whole

SPREAD = 1e-6  # eigenvalues nearer than this share of the first do not determine an axis
MANY_STATEMENTS, MANY_PAIRS = 2_000, 20_000_000  # beyond these a sparse way is quicker and as exact
SMALL = 64


def axes_of(votes: Votes, *, solver: str = "") -> Axes:
    """Principal axes of the live votes with every gap filled by its statement's mean, without filling any.

    `solver`: "gram" or "sparse"; chosen from the votes if empty. docs/method/dialogue.md#axes
    """
    count, total = counted(votes)
    mean = means(count, total)
    way = solver or _solver(votes)
    values, vectors = _by_gram(votes) if way == "gram" else _by_sparse(votes, mean)
    return Axes(weights=_fixed(values, vectors), means=mean, solver=way)


def _solver(votes: Votes) -> str:
    few = votes.statements <= MANY_STATEMENTS
    return "gram" if few and int((votes.answers**2).sum()) <= MANY_PAIRS else "sparse"


def _by_gram(votes: Votes) -> tuple[Real, Real]:
    """The three largest eigenvalues, descending, and their vectors as columns."""
    gram = tables_of(votes).gram()
    size = len(gram)
    if not size:
        return np.zeros(0), np.zeros((0, 0))
    values, vectors = eigh(gram, subset_by_index=[max(size - 3, 0), size - 1], driver="evr")
    return values[::-1], vectors[:, ::-1]


def _by_sparse(votes: Votes, mean: Real) -> tuple[Real, Real]:
    size = votes.statements
    if size <= SMALL:
        return _by_gram(votes)
    centred = votes.value - mean[votes.statement]
    rows = csr_array((centred, votes.statement, votes.start), shape=(votes.people, size))
    columns: csc_array = rows.T  # the same memory, read the other way
    if not centred.any():
        return np.zeros(3), np.zeros((size, 3))
    product = LinearOperator((size, size), matvec=lambda one: columns @ (rows @ one), dtype=float)
    values, vectors = eigsh(product, k=3, v0=np.ones(size), tol=1e-12, which="LA")
    order = np.argsort(values)[::-1]
    return values[order], vectors[:, order]


def _fixed(values: Real, vectors: Real) -> Whole:
    """Both axes rounded; the largest weight (the first of equals) is positive. An undetermined axis is all
    0."""
    size = vectors.shape[0]
    weights = np.zeros((2, size), np.int64)
    three = np.concatenate((values, np.zeros(3)))[:3]
    near = SPREAD * three[0]
    if three[0] <= 0 or three[0] - three[1] < near:
        return weights
    for axis in range(2):
        if axis == 1 and three[1] - three[2] < near:
            break
        rounded = np.rint(vectors[:, axis] * FIXED).astype(np.int64)
        weights[axis] = rounded * (1 if rounded[np.abs(rounded).argmax()] > 0 else -1)
    return weights
