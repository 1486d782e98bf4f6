"""What is lacking: each saving is what really happens when such a place is added."""

import dataclasses

import pytest

from kelisim.engines.allotment.optimum import solve
from kelisim.engines.allotment.plan import plan
from tests.engines.test_allotment import case, mediator, random_file

SEEDS = range(40)


def apart(team):
    """Everybody in an office of her own."""
    return [dataclasses.replace(one, office=f"office {one.id}") for one in team]


def with_one_more(cases, team, lack, seat):
    place = mediator(
        "new",
        languages=[lack.language],
        topics=[lack.topic],
        capacity=1,
        region=lack.region,
        lat=seat.lat,
        lon=seat.lon,
    )
    return solve(cases, [*team, place]).total_cost


@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_place_saves_what_the_plan_says_and_no_other_office_saves_more(seed):
    cases, team = random_file(seed)
    team, before = apart(team), solve(cases, team).total_cost
    for lack in plan(cases, team).lacks:
        seats = [one for one in team if one.region == lack.region] or [
            one for one in cases if one.id == lack.case
        ]
        saved = {
            getattr(seat, "office", ""): before - with_one_more(cases, team, lack, seat) for seat in seats
        }
        assert saved[lack.office] == max(saved.values()) == lack.saving


def test_the_files_of_these_seeds_do_lack_something():
    found = [plan(cases, apart(team)) for cases, team in map(random_file, SEEDS)]
    assert sum(len(one.lacks) for one in found) > 40
    assert {reason for one in found for reason in one.unassigned} >= {"capacity", "no_shared_language"}


def test_nothing_is_lacking_where_everybody_is_next_door_with_room():
    told = plan([case("C1"), case("C2")], [mediator("M1", capacity=2)])
    assert (told.unassigned, told.lacks, told.prices) == ({}, (), {"M1": 0})


def test_the_lack_of_a_language_is_named():
    told = plan([case("C1", language="uz", topic="labour"), case("C2")], [mediator("M1")])
    [lack] = told.lacks
    assert (lack.region, lack.language, lack.topic, lack.office, lack.case) == (
        "75",
        "uz",
        "labour",
        "office",
        "C1",
    )
    assert (lack.saving, told.unassigned) == (5_000_000, {"no_shared_language": 1})


def test_a_shuffled_file_lacks_the_same():
    cases, team = random_file(3)
    assert plan(cases[::-1], team[::-1]) == plan(cases, team)
