"""Counts that balance, measures that keep their denominators, totals that hide what is small."""

from __future__ import annotations

from datetime import date

import pytest

from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import NotReleased, has_sample, released_counts
from kelisim.apps.mediation.queries.measures import counts, measures, quarter
from kelisim.engines.disclosure.types import TOTAL
from tests import cast as stories
from tests.cast import at

QUARTER = (date(2026, 1, 1), date(2026, 4, 1))


def plant(cast, number: int, *, topic: str, outcome: str = "", people: int = 9, **days: str) -> None:
    """Cases written straight into the table, with so many different applicants."""
    for at_ in range(number):
        case = Case.objects.create(
            state="closed" if outcome else "running",
            closing="consulted" if outcome else "",
            outcome=outcome,
            office=cast.office,
            territory=cast.district,
            region=cast.region,
            topic=topic,
            received_at=at(days.get("entered", "2026-02-02")),
            entered_on=days.get("entered", "2026-02-02"),
            agreed_on=days.get("agreed"),
            resolved_on=days.get("resolved", "2026-03-02") if outcome else None,
            closed_at=at("2026-03-02") if outcome else None,
        )
        Party.objects.create(case=case, side="A", identity=b"", person_hash=f"{topic}{at_ % people}")


def test_counts_of_a_period_balance(cast) -> None:
    plant(cast, 3, topic="family", entered="2025-12-30")
    plant(cast, 4, topic="family", outcome="Sf", entered="2025-12-30", agreed="2026-01-20")
    plant(cast, 5, topic="labour", outcome="C")
    plant(cast, 2, topic="labour", outcome="N3", resolved="2026-04-01", agreed="2026-03-01")
    found = counts(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (found.open_before, found.applications, found.resolved, found.open_after) == (7, 7, 9, 5)
    assert {code: number for code, number in found.outcomes.items() if number} == {"C": 5, "Sf": 4}
    assert (found.agreements, found.settled, found.stopped, found.balances) == (6, 4, 0, True)


def test_appeals_stand_outside_and_consultations_are_services(cast) -> None:
    story = stories.triaged(cast)
    stories.route(story.case, to="consultation", rule="scope_civil", by=cast.aizhan)
    consult(story.case, minutes=20, settles=False, once="1", by=cast.aizhan)
    consult(story.case, minutes=20, settles=True, once="2", by=cast.aizhan)
    found = counts(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (found.applications, found.outcomes["C"], found.consultations, found.appeals) == (1, 1, 2, 0)


def test_no_rate_with_a_denominator_under_ten(cast) -> None:
    plant(cast, 9, topic="family", outcome="Sf", agreed="2026-02-12")
    few = measures(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (few.settlement, few.clearance, few.end_days) == (None, None, None)
    plant(cast, 1, topic="family", outcome="N2", agreed="2026-02-12")
    enough = measures(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (enough.settlement, enough.clearance, enough.agreement_days, enough.end_days) == (0.9, 1.0, 10, 18)
    assert enough.turnover is None


def test_measures_take_few_queries_however_many_cases(cast, django_assert_num_queries) -> None:
    for _ in range(2):
        plant(cast, 5, topic="family", outcome="Sf", agreed="2026-02-12")
        with django_assert_num_queries(6):
            measures(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])


def test_small_cells_never_leave_the_room(cast, clock) -> None:
    clock.move_to(at("2026-04-02"))
    plant(cast, 13, topic="family")
    plant(cast, 4, topic="labour")
    plant(cast, 8, topic="debt", people=2)
    plant(cast, 22, topic="housing")
    release_counts()
    told = released_counts("region_topic", since=QUARTER[0], until=QUARTER[1])
    region = cast.region.code
    assert told.value(region, "housing") == 20
    assert told.value(region, "labour") is None
    assert told.value(region, "debt") is None
    assert told.value(region, TOTAL) in {45, 50, None}


def test_outcomes_of_the_country_are_published_by_quarter_or_year(cast, clock) -> None:
    clock.move_to(at("2026-04-02"))
    plant(cast, 12, topic="family", outcome="Sf")
    plant(cast, 11, topic="family", outcome="C")
    release_counts()
    told = released_counts("outcome", since=QUARTER[0], until=QUARTER[1])
    assert (told.value("all", Outcome.FULL), told.value("all", Outcome.CONSULTED)) == (10, 10)


@pytest.mark.parametrize(
    ("level", "since", "until"),
    [
        ("region_topic", date(2026, 4, 1), date(2026, 7, 1)),  # not over
        ("region_topic", date(2026, 1, 2), date(2026, 4, 1)),
        ("district", date(2026, 1, 1), date(2026, 4, 1)),
        ("outcome", date(2026, 1, 1), date(2026, 2, 1)),
    ],
)
def test_only_finished_periods_of_their_length_are_published(cast, clock, level, since, until) -> None:
    clock.move_to(at("2026-05-02"))
    plant(cast, 1, topic="family")
    release_counts()
    with pytest.raises(NotReleased):
        released_counts(level, since=since, until=until)


def test_districts_are_published_by_year(cast, clock) -> None:
    clock.move_to(at("2027-01-02"))
    for month in ("02", "05", "08", "11"):
        days = {"entered": f"2026-{month}-02", "resolved": f"2026-{month}-20"}
        plant(cast, 12, topic="family", outcome="Sf", **days)
    release_counts()
    told = released_counts("district", since=date(2026, 1, 1), until=date(2027, 1, 1))
    assert told.value(cast.district.code, "all") == 50


def test_a_sample_is_known_as_such(cast) -> None:
    stories.received(cast)
    assert not has_sample()
    Case.objects.update(sample=True)
    assert has_sample()


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 1), (date(2026, 1, 1), date(2026, 4, 1))),
        (date(2026, 6, 30), (date(2026, 4, 1), date(2026, 7, 1))),
        (date(2026, 12, 31), (date(2026, 10, 1), date(2027, 1, 1))),
    ],
)
def test_quarters(day, expected) -> None:
    assert quarter(day) == expected
