"""Made-up conversations of any size: four latent groups, and how often people vote as it is in real ones."""

from __future__ import annotations

import numpy as np

SHARES = (0.4, 0.3, 0.2, 0.1)
CONSENSUAL, DIVIDING, PASSES = 0.15, 0.55, 0.12
MEAN, SIGMA = 30, 0.8
BLOCK = 20_000


def conversation(people: int, statements: int, *, seed: int = 0):
    """Votes by person then statement: three arrays (person, statement, value).

    Groups of 40/30/20/10 %; 15 % of the statements are agreed by all, 55 % divide (log-odds with standard
    deviation 1.8 a group), the rest are noise; 12 % of the votes are passes; activity is log-normal (mean 30,
    sigma 0.8).
    """
    chance = np.random.default_rng(seed)
    group = chance.choice(len(SHARES), people, p=SHARES)
    agree = _agree(statements, chance)
    active = np.exp(chance.normal(np.log(MEAN) - SIGMA**2 / 2, SIGMA, people))
    answers = np.clip(np.rint(active), 1, statements).astype(np.int64)
    blocks = [
        _block(np.arange(first, min(first + BLOCK, people)), answers, statements, chance)
        for first in range(0, people, BLOCK)
    ]
    person = np.concatenate([one for one, _ in blocks])
    statement = np.concatenate([one for _, one in blocks])
    value = np.where(chance.random(len(person)) < agree[group[person], statement], 1, -1).astype(np.int8)
    value[chance.random(len(person)) < PASSES] = 0
    return person, statement, value


def _agree(statements: int, chance: np.random.Generator) -> np.ndarray:
    found = np.full((len(SHARES), statements), 0.5)
    place = chance.permutation(statements)
    first, second = round(CONSENSUAL * statements), round((CONSENSUAL + DIVIDING) * statements)
    found[:, place[:first]] = chance.uniform(0.75, 0.95, first)
    found[:, place[first:second]] = 1 / (1 + np.exp(-chance.normal(0, 1.8, (len(SHARES), second - first))))
    return found


def _block(people: np.ndarray, answers: np.ndarray, statements: int, chance: np.random.Generator):
    """Which statements each of these people answered: the first ones of a shuffle of her own."""
    most = int(answers[people].max())
    ranks = chance.random((len(people), statements), dtype=np.float32)
    first = np.argpartition(ranks, min(most, statements - 1), axis=1)[:, :most]
    first = np.take_along_axis(first, np.argsort(np.take_along_axis(ranks, first, 1), axis=1), 1)
    taken = np.arange(most)[None, :] < answers[people, None]
    person = np.repeat(people, answers[people]).astype(np.int32)
    statement = first[taken].astype(np.int32)
    order = np.lexsort((statement, person))
    return person[order], statement[order]
