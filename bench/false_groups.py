"""How often groups are claimed where there are none, and missed where there are.

python -m bench.false_groups [SEEDS]. Goals: votes without any structure at most 5 in a hundred, a continuous
cloud of two weak factors at most 10, two planted groups found in at least 95 at 600 x 100. Strong continuous
factors are cut into groups more often than not: a limit the method page names.
"""

from __future__ import annotations

import sys

import numpy as np

from kelisim.engines.commonground.agreement import adjusted_rand
from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.types import Statements
from kelisim.engines.commonground.votes import votes_of

SIZES = ((150, 40), (600, 100))
ANSWERS, SPREAD = 30, 1.8


def _asked(people: int, statements: int, chance: np.random.Generator):
    order = np.argsort(chance.random((people, statements)), axis=1)[:, :ANSWERS]
    return np.repeat(np.arange(people), ANSWERS), order.ravel()


def _found(agree: np.ndarray, chance: np.random.Generator):
    """The analysis of votes drawn from a chance of agreeing for each person and statement."""
    people, statements = agree.shape
    person, statement = _asked(people, statements, chance)
    value = np.where(chance.random(len(person)) < agree[person, statement], 1, -1)
    named = Statements(identities=np.array([identity(str(one)) for one in range(statements)], np.uint64))
    return analyse(votes_of(person, statement, value, people=people, statements=named))


def _logit(strength: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-strength))


def independent(people: int, statements: int, chance: np.random.Generator) -> bool:
    """Each statement has its own share of agreement; nobody resembles anybody."""
    agree = np.broadcast_to(_logit(chance.normal(0, SPREAD, statements)), (people, statements))
    return _found(agree, chance).groups.reason is None


def _continuous(people: int, statements: int, chance: np.random.Generator, loading: float) -> bool:
    strength = chance.normal(size=(people, 2)) @ chance.normal(0, loading, (2, statements))
    return _found(_logit(strength), chance).groups.reason is None


def weak(people: int, statements: int, chance: np.random.Generator) -> bool:
    """Opinions spread without a gap over two factors; log-odds differ by 0.5 between people."""
    return _continuous(people, statements, chance, 0.35)


def strong(people: int, statements: int, chance: np.random.Generator) -> bool:
    """The same with log-odds that differ by 1.4: most votes of a person follow from where she stands."""
    return _continuous(people, statements, chance, 1.0)


def planted(people: int, statements: int, chance: np.random.Generator) -> bool:
    """Two groups; found means that the groups told are those two."""
    group = np.arange(people) % 2
    found = _found(_logit(chance.normal(0, SPREAD, (2, statements)))[group], chance)
    alike = adjusted_rand(np.maximum(found.groups.label, 0), group[found.votes.row])
    return found.groups.reason is None and alike > 0.9


def main() -> None:
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    for people, statements in SIZES:
        for question in (independent, weak, strong, planted):
            hits = sum(question(people, statements, np.random.default_rng(seed)) for seed in range(seeds))
            print(f"{people} x {statements}: {question.__name__} {hits} of {seeds} with groups", flush=True)


if __name__ == "__main__":
    main()
