"""Groups that are there are found, and none are made of a single cloud."""

import numpy as np
import pytest

from kelisim.engines.commonground.agreement import adjusted_rand
from kelisim.engines.commonground.analyse import analyse
from kelisim.engines.commonground.axes import axes_of
from kelisim.engines.commonground.clusters import clusters_of, silhouettes
from kelisim.engines.commonground.places import grid_of
from tests.engines.commonground.voting import planted, votes


@pytest.mark.parametrize("seed", range(4))
def test_two_planted_groups_are_found(seed):
    person, statement, value, group = planted(300, 60, groups=2, answers=30, seed=seed)
    found = analyse(votes(person, statement, value, people=300, statements=60))
    assert found.groups.reason is None
    assert adjusted_rand(found.groups.label, group[found.votes.row]) > 0.9
    assert found.groups.chosen.median > 0.9


@pytest.mark.parametrize("seed", range(4))
def test_independent_votes_are_one_cloud(seed):
    person, statement, value, _group = planted(150, 40, groups=1, answers=30, seed=seed)
    found = analyse(votes(person, statement, value, people=150, statements=40))
    assert found.groups.reason == "one_cloud"
    assert found.groups.sizes.tolist() == [150]


def test_groups_are_named_by_size():
    person, statement, value, group = planted(300, 60, groups=3, answers=40, seed=7)
    kept = (group[person] != 1) | (person % 2 == 0)
    found = analyse(votes(person[kept], statement[kept], value[kept], people=300, statements=60))
    assert found.groups.sizes.tolist() == sorted(found.groups.sizes.tolist(), reverse=True)


@pytest.mark.parametrize("people", [60, 900])
def test_both_ways_to_the_axes_meet(people):
    person, statement, value, _group = planted(people, 120, groups=3, answers=30, seed=people)
    made = votes(person, statement, value, people=people, statements=120)
    gram, sparse = axes_of(made, solver="gram"), axes_of(made, solver="sparse")
    assert (gram.weights == sparse.weights).all()
    assert np.abs(np.linalg.norm(gram.weights / 2**20, axis=1) - 1).max() < 1e-5


def test_the_axes_are_those_of_the_filled_and_centred_matrix():
    person, statement, value, _group = planted(80, 20, groups=2, answers=12, seed=3)
    made = votes(person, statement, value, people=80, statements=20)
    filled = np.full((80, 20), np.nan)
    filled[person, statement] = value
    means = np.nanmean(filled, axis=0)
    centred = np.where(np.isnan(filled), means, filled) - means
    first = np.linalg.svd(centred)[2][0]
    ours = axes_of(made).weights[0] / 2**20
    assert np.abs(ours - first * np.sign(first[np.abs(first).argmax()])).max() < 1e-5


def test_a_grid_keeps_everybody_and_their_exact_sums():
    places = np.array([[0, 5, -900, 10**9, 12], [3, 3, 44, -7, 0]])
    grid = grid_of(places)
    assert grid.weight.sum() == 5
    assert (grid.sums.sum(axis=1) == places.sum(axis=1)).all()


def test_k_means_parts_two_heaps_and_its_silhouette_is_the_one_by_hand():
    heaps = np.array([[0, 10_000, 100_000, 110_000], [0, 0, 0, 0]])
    grid = grid_of(heaps)
    clusters = clusters_of(grid, 2, seed=0)
    assert clusters.sizes.tolist() == [2, 2]
    points = grid.centres[0]
    apart = np.abs(points[:, None] - points[None, :])
    same = clusters.label[:, None] == clusters.label[None, :]
    near = np.where(same, apart, 0).sum(axis=1)
    far = np.where(same, 0, apart).sum(axis=1) / 2
    assert silhouettes(grid, [clusters]) == pytest.approx([float((1 - near / far).mean())])
    assert clusters_of(grid, 5, seed=0) is None


def test_the_adjusted_rand_index_of_a_worked_example():
    one, two = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])
    assert adjusted_rand(one, two) == pytest.approx((2 - 6 * 3 / 15) / ((6 + 3) / 2 - 6 * 3 / 15))
    assert adjusted_rand(one, 1 - one) == 1.0
