"""Conversations made up for tests: from rows written by hand, or with planted groups."""

import numpy as np

from kelisim.engines.commonground.hashing import identity
from kelisim.engines.commonground.types import Statements, Votes
from kelisim.engines.commonground.votes import votes_of

MARKS = {"+": 1, "-": -1, "0": 0}


def named(count: int, live=None) -> Statements:
    """Statements "0", "1", ...; all live unless told."""
    return Statements(
        identities=np.array([identity(str(one)) for one in range(count)], np.uint64),
        live=None if live is None else np.array(live, bool),
    )


def votes(person, statement, value, *, people: int, statements: int, live=None) -> Votes:
    """Three lists as clean votes."""
    told = (np.array(one, np.int64) for one in (person, statement, value))
    return votes_of(*told, people=people, statements=named(statements, live))


def written(*rows: str, live=None) -> Votes:
    """A person a row, a statement a letter: + - 0, or . for no answer."""
    told = [
        (person, statement, MARKS[mark])
        for person, row in enumerate(rows)
        for statement, mark in enumerate(row)
        if mark in MARKS
    ]
    columns = list(zip(*told, strict=True)) or [(), (), ()]
    return votes(*columns, people=len(rows), statements=len(rows[0]) if rows else 0, live=live)


def planted(people: int, statements: int, *, groups: int, answers: int, seed: int):
    """Votes as three arrays and the group of each person; groups differ by 1.8 in their log-odds."""
    chance = np.random.default_rng(seed)
    group = np.arange(people) % groups
    agree = 1 / (1 + np.exp(-chance.normal(0, 1.8, (groups, statements))))
    asked = np.argsort(chance.random((people, statements)), axis=1)[:, :answers]
    person = np.repeat(np.arange(people), answers)
    statement = asked.ravel()
    value = np.where(chance.random(len(person)) < agree[group[person], statement], 1, -1)
    value[chance.random(len(person)) < 0.12] = 0
    return person, statement, value, group
