"""Makes the table of silhouettes in single clouds; what it prints is clouds.py of the engine."""

import sys

import numpy as np

from kelisim.engines.commonground.clusters import clusters_of, silhouettes
from kelisim.engines.commonground.hashing import draws, shares
from kelisim.engines.commonground.places import grid_of

PEOPLE = (12, 16, 24, 36, 54, 80, 120, 180, 270, 400, 600, 1000)
RATIOS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
KS = (2, 3, 4, 5)
RUNS = 400
UNIT = 2**20  # as fine as the places of real people


def normal(people: int, run: int) -> np.ndarray:
    """Two coordinates of a standard Gaussian cloud (2 x people), by hash (Box and Muller 1958)."""
    place = np.arange(people, dtype=np.uint64)
    far = np.sqrt(-2 * np.log1p(-shares(draws(0, "cloud-far", run, place))))
    turn = 2 * np.pi * shares(draws(0, "cloud-turn", run, place))
    return np.stack([far * np.cos(turn), far * np.sin(turn)])


def node(people: int, ratio: float) -> list[tuple[float, float]]:
    """Mean and standard deviation of the silhouette at each k over the runs of one size and shape."""
    found = []
    for run in range(RUNS):
        cloud = np.rint(normal(people, run) * UNIT * np.sqrt([[1.0], [ratio]])).astype(np.int64)
        grid = grid_of(cloud)
        found.append(silhouettes(grid, [clusters_of(grid, k, seed=0) for k in KS]))
    table = np.array(found)
    return [
        (round(float(m), 4), round(float(s), 4))
        for m, s in zip(table.mean(0), table.std(0, ddof=1), strict=True)
    ]


def main() -> None:
    print('"""Silhouettes of single Gaussian clouds, 400 a node; made by bench/clouds.py."""\n')
    print(f"PEOPLE = {PEOPLE}\nRATIOS = {RATIOS}  # the smaller variance over the larger")
    print("# people x ratios x k (2 to 5) x (mean, standard deviation)\nMEAN_SD = (")
    for people in PEOPLE:
        print(f"    (  # {people}")
        for ratio in RATIOS:
            print(f"        {tuple(node(people, ratio))},")
        print("    ),", flush=True)
        print(people, file=sys.stderr, flush=True)
    print(")")


if __name__ == "__main__":
    main()
