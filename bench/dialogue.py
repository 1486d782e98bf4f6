"""What unites: our whole analysis beside the bare limit of its sums and beside a peer, on one thread each.

python -m bench.dialogue [--largest] [--peer]. The peer (red-dwarf 0.4.0) is installed by hand; it wants a
dense matrix, so it runs on the smaller sizes only. The bare limit is what a sparse decomposition costs at
least: centred sparse matrix, svds with two components, projection, 100 cells by k-means, weighted k-means for
2 to 5 groups with silhouettes, and the counts of a grouping: no stability, no intervals, no order removed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time

import numpy as np
from scipy.cluster.vq import kmeans2
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds
from threadpoolctl import threadpool_limits

from bench._voters import conversation
from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.clusters import clusters_of, silhouettes
from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.live import LiveTables
from kelisim.engines.commonground.places import Grid
from kelisim.engines.commonground.types import Statements
from kelisim.engines.commonground.votes import votes_of

SIZES = ((536, 314), (10_000, 300), (20_000, 500), (30_000, 300), (100_000, 500))
LARGEST = (1_000_000, 1_000)
PEER_UP_TO = 100_000
CELLS = 100


def ours(person, statement, value, people: int, statements: int) -> None:
    """From arrays to every number of the report."""
    named = Statements(identities=np.array([identity(str(one)) for one in range(statements)], np.uint64))
    analyse(votes_of(person, statement, value, people=people, statements=named))


def bare(person, statement, value, people: int, statements: int) -> None:
    """The least any such analysis costs, with the same libraries."""
    count = np.bincount(statement, minlength=statements)
    mean = np.bincount(statement, weights=value, minlength=statements) / np.maximum(count, 1)
    start = np.searchsorted(person, np.arange(people + 1))
    rows = csr_array((value - mean[statement], statement, start), shape=(people, statements))
    axes = svds(rows, k=2, v0=np.ones(min(rows.shape)), tol=1e-12)[2]
    places = (rows @ axes.T).T
    with_seed = np.random.default_rng(0)
    sample = places[:, with_seed.integers(0, people, min(people, 10_000))].T
    centres, _ = kmeans2(sample, CELLS, minit="++", seed=0)
    cell = np.concatenate([_nearest(places[:, at : at + 50_000], centres) for at in range(0, people, 50_000)])
    weight = np.maximum(np.bincount(cell, minlength=CELLS), 1)
    sums = np.stack([np.bincount(cell, weights=axis, minlength=CELLS) for axis in places * 2**20])
    grid = Grid(weight=weight, sums=np.rint(sums).astype(np.int64), cell=cell)
    fits = [clusters_of(grid, k, seed=0) for k in range(2, 6)]
    silhouettes(grid, fits)
    code = fits[0].label[cell][person] * (statements * 3) + statement * 3 + value + 1
    np.bincount(code)


def _nearest(places: np.ndarray, centres: np.ndarray) -> np.ndarray:
    apart = (places[0][:, None] - centres[:, 0]) ** 2 + (places[1][:, None] - centres[:, 1]) ** 2
    return apart.argmin(axis=1)


def peer(person, statement, value, people: int, statements: int) -> None:
    """The peer from votes in memory to its own result."""
    from reddwarf.implementations.polis import run_pipeline  # noqa: PLC0415 installed by hand

    told = [
        {"participant_id": int(who), "statement_id": int(what), "vote": int(how)}
        for who, what, how in zip(person, statement, value, strict=True)
    ]
    started = time.perf_counter()
    run_pipeline(votes=told)
    print(f"compute step of the peer {time.perf_counter() - started:.2f} s", file=sys.stderr)


WAYS = {"ours": ours, "bare": bare, "peer": peer}


def one(way: str, people: int, statements: int) -> None:
    """Runs one way on one size in this process: seconds (least of 3, once if large) and peak memory."""
    votes = conversation(people, statements)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    least = float("inf")
    with threadpool_limits(1):
        for _ in range(1 if people > 50_000 or way == "peer" else 3):
            started, cpu = time.perf_counter(), time.process_time()
            WAYS[way](*votes, people, statements)
            least = min(least, time.perf_counter() - started)
            cpu = time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{way:>6} {people:>9,} x {statements:>5,} {len(votes[0]):>11,} votes {least:9.2f} s", end=" ")
    print(f"(CPU {cpu:.2f} s) peak {peak:,.0f} MiB, {before:,.0f} before it", flush=True)


def live() -> None:
    """Microseconds to take in one vote among those of 3,000 people on 500 statements."""
    person, statement, value = conversation(3_000, 500)
    tables = LiveTables(500)
    each = []
    for told in zip(person.tolist(), statement.tolist(), value.tolist(), strict=True):
        started = time.perf_counter_ns()
        tables.absorb(*told)
        each.append((time.perf_counter_ns() - started) / 1000)
    mean, slow = np.mean(each), np.quantile(each, 0.99)
    print(f"one vote: mean {mean:.1f}, p99 {slow:.1f} microseconds ({len(each):,} votes)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", action="store_true")
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--one", nargs=3)
    told = parser.parse_args()
    if told.one:
        one(told.one[0], int(told.one[1]), int(told.one[2]))
        return
    live()
    for people, statements in (*SIZES, *((LARGEST,) if told.largest else ())):
        for way in WAYS:
            if way != "peer" or (told.peer and people <= PEER_UP_TO):
                command = [sys.executable, "-m", "bench.dialogue", "--one", way, str(people), str(statements)]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
