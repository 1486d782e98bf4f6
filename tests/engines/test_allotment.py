"""The allotment: brute force, the bound, and nothing that depends on the order of a file."""

import datetime as dt
import itertools
import random

import numpy as np
import pytest

from kelisim.engines.allotment import online, replay
from kelisim.engines.allotment.cost import metres
from kelisim.engines.allotment.optimum import solve
from kelisim.engines.allotment.types import UNASSIGNED, CaseNeeds, MediatorOffer, Situation

DAY = dt.date(2026, 3, 2)


def case(name, *, language="kk", topic="family", region="75", lat=43.25, lon=76.9, excluded=(), day=DAY):
    return CaseNeeds(
        id=name,
        day=day,
        region=region,
        language=language,
        topic=topic,
        lat=lat,
        lon=lon,
        excluded=frozenset(excluded),
    )


def mediator(
    name, *, languages=("kk", "ru"), topics=("family",), capacity=2, region="75", lat=43.25, lon=76.9
):
    return MediatorOffer(
        id=name,
        office="office",
        region=region,
        languages=frozenset(languages),
        topics=frozenset(topics),
        capacity=capacity,
        lat=lat,
        lon=lon,
    )


def random_file(seed, cases=7, mediators=4):
    dice = random.Random(seed)

    def point():
        return {"lat": 43 + dice.random(), "lon": 76 + dice.random(), "region": dice.choice(["75", "19"])}

    team = [
        mediator(
            f"M{n}",
            languages=dice.sample(["kk", "ru", "uz"], dice.randint(1, 2)),
            topics=dice.sample(["family", "labour", "land"], dice.randint(0, 2)),
            capacity=dice.randint(0, 2),
            **point(),
        )
        for n in range(mediators)
    ]
    return [
        case(
            f"C{n}",
            language=dice.choice(["kk", "ru", "uz"]),
            topic=dice.choice(["family", "labour", "land"]),
            excluded=dice.sample([one.id for one in team], dice.randint(0, 1)),
            day=DAY + dt.timedelta(dice.randint(0, 3)),
            **point(),
        )
        for n in range(cases)
    ], team


def pair_cost(one, other):
    """The definition, written out without the engine's arrays."""
    if one.region != other.region or one.language not in other.languages or other.id in one.excluded:
        return None
    way = int(metres(np.radians([[one.lat, one.lon]]), np.radians([[other.lat, other.lon]]))[0, 0])
    return way + (0 if one.topic in other.topics else 150_000)


def cheapest_by_hand(cases, mediators):
    best = None
    for choice in itertools.product([None, *mediators], repeat=len(cases)):
        if any(sum(one is who for one in choice) > who.capacity for who in mediators):
            continue
        prices = [
            UNASSIGNED if who is None else pair_cost(one, who) for one, who in zip(cases, choice, strict=True)
        ]
        if None not in prices and (best is None or sum(prices) < best):
            best = sum(prices)
    return best


@pytest.mark.parametrize("seed", range(12))
def test_optimum_equals_brute_force_and_its_bound(seed):
    cases, mediators = random_file(seed, cases=5)
    answer = solve(cases, mediators)
    assert (answer.total_cost, answer.lower_bound) == (cheapest_by_hand(cases, mediators),) * 2


@pytest.mark.parametrize("seed", range(100, 130))
def test_anybody_can_recompute_the_bound(seed):
    cases, mediators = random_file(seed, cases=40, mediators=12)
    answer = solve(cases, mediators)
    bound = -sum(one.capacity * answer.prices[one.id] for one in mediators)
    for one in cases:
        paid = [pair_cost(one, who) for who in mediators]
        priced = [
            cost + answer.prices[who.id]
            for cost, who in zip(paid, mediators, strict=True)
            if cost is not None
        ]
        bound += min([UNASSIGNED, *priced])
    assert answer.proved_optimal
    assert bound == answer.total_cost
    assert min(answer.prices.values()) >= 0


def test_a_shuffled_file_gives_the_same_answer():
    cases, mediators = random_file(7, cases=40, mediators=12)
    answer = solve(cases, mediators)
    for seed in range(3):
        dice = random.Random(seed)
        dice.shuffle(cases)
        dice.shuffle(mediators)
        assert solve(cases, mediators) == answer


def test_each_unassigned_case_says_why():
    cases = [
        case("empty-region", region="10"),
        case("language", language="uz"),
        case("excluded", excluded=["M1"]),
        case("far", lat=-43.0, lon=-100.0),
        case("a-first"),
        case("b-second", lat=43.3),
    ]
    answer = solve(cases, [mediator("M1", capacity=1)])
    assert answer.unassigned == {
        "empty-region": "no_mediator_in_region",
        "language": "no_shared_language",
        "excluded": "all_excluded",
        "far": "too_far",
        "b-second": "capacity",
    }
    assert answer.total_cost == 5 * UNASSIGNED


def test_reasons_name_the_way_the_topic_and_the_rank():
    near, far = mediator("near", capacity=1, topics=["labour"]), mediator("far", lat=43.35, capacity=1)
    answer = solve([case("C1", topic="labour"), case("C2", topic="labour", lat=43.251)], [near, far])
    (first, second) = answer.assignments
    assert [
        (reason.code, reason.cost, reason.value, reason.cheapest, reason.why) for reason in second.reasons
    ] == [
        ("distance", 11008, None, None, None),
        ("topic_mismatch", 150_000, None, None, None),
        ("language", None, "kk", None, None),
        ("eligible", None, 2, None, None),
        ("rank", None, 2, "near", "capacity"),
    ]
    assert (first.mediator, first.cost, second.cost) == ("near", 0, 161_008)


@pytest.mark.parametrize(
    ("cases", "mediators", "total"),
    [
        ([], [], 0),
        ([case("C1")], [], UNASSIGNED),
        ([], [mediator("M1")], 0),
        ([case("C1")], [mediator("M1", capacity=0)], UNASSIGNED),
    ],
)
def test_degenerate_files_are_answered(cases, mediators, total):
    answer = solve(cases, mediators)
    assert (answer.total_cost, answer.lower_bound) == (total, total)


def test_online_prefers_the_one_who_carries_less_when_the_way_is_alike():
    team = [mediator("busy", capacity=10), mediator("free", capacity=10)]
    ranked = online.rank(case("C1"), team, now=Situation(loads={"busy": 6}, share_of_period=0.5))
    assert [(one.mediator, one.score, one.load_penalty, one.load) for one in ranked] == [
        ("free", 0, 0, 0),
        ("busy", 30_000, 30_000, 6),
    ]


def test_online_leaves_out_who_is_full_and_settles_ties_by_lot():
    team = [mediator(name, capacity=1) for name in ("a", "b", "c")]
    ranked = online.rank(case("C1"), team, now=Situation(loads={"b": 1}, share_of_period=1.0, seed=3))
    again = online.rank(case("C1"), team[::-1], now=Situation(loads={"b": 1}, share_of_period=1.0, seed=3))
    assert sorted(one.mediator for one in ranked) == ["a", "c"]
    assert ranked == again


def test_online_file_agrees_with_one_case_at_a_time():
    cases, mediators = random_file(11, cases=30, mediators=8)
    shares = {one.id: ((one.day - DAY).days + 1) / 4 for one in cases}
    answer = replay.allot(cases, mediators, shares=shares, prices={"M1": 40_000}, seed=5)
    loads: dict[str, int] = {}
    expected = {}
    for one in sorted(cases, key=lambda one: (one.day, one.id)):
        now = Situation(loads=loads, share_of_period=shares[one.id], prices={"M1": 40_000}, seed=5)
        ranked = online.rank(one, mediators, now=now)
        if ranked:
            expected[one.id] = ranked[0].mediator
            loads[ranked[0].mediator] = loads.get(ranked[0].mediator, 0) + 1
    assert {one.case: one.mediator for one in answer.assignments} == expected
    assert answer.total_cost >= answer.lower_bound


def test_utilisation_counts_only_those_with_a_capacity():
    answer = solve([case("C1"), case("C2")], [mediator("M1", capacity=2), mediator("M2", capacity=0)])
    spread = answer.utilisation
    assert (spread.mean, spread.sd, spread.gini, spread.max, spread.idle) == (1.0, 0.0, 0.0, 1.0, 1)
