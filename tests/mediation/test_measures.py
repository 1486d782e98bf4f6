"""Counts that balance, measures that keep their denominators, totals that hide what is small."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.models import Case, Mediator, Obligation, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.public import NotReleased, has_sample, released_counts
from kelisim.apps.mediation.queries.evenness import evenness
from kelisim.apps.mediation.queries.measures import counts, quarter
from kelisim.apps.mediation.queries.rates import Rate, Ratio, grounds, languages, rates
from kelisim.apps.mediation.queries.times import Time, durability, times
from kelisim.cli.main import main
from kelisim.engines.allotment.explain import gini
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


def test_quarters_add_up_to_their_year(cast) -> None:
    plant(
        cast,
        2,
        topic="family",
        outcome="Sf",
        entered="2026-01-05",
        agreed="2026-03-30",
        resolved="2026-07-02",
    )
    plant(
        cast,
        1,
        topic="labour",
        outcome="N3",
        entered="2026-06-30",
        agreed="2026-10-01",
        resolved="2026-12-31",
    )
    plant(cast, 1, topic="labour", outcome="X", entered="2026-04-01", resolved="2026-04-01")
    plant(cast, 3, topic="debt", entered="2026-09-30")
    days = [date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]
    year = counts(Case.objects.all(), since=days[0], until=days[4])
    quarters = [counts(Case.objects.all(), since=since, until=until) for since, until in pairwise(days)]
    for name in ("applications", "agreements", "appeals", "received", "resolved", "settled", "stopped"):
        told = [getattr(one, name) for one in quarters]
        assert sum(told) == getattr(year, name) > 0, (name, told)


def test_appeals_stand_outside_and_consultations_are_services(cast) -> None:
    story = stories.triaged(cast)
    stories.route(story.case, to="consultation", rule="scope_civil", by=cast.aizhan)
    consult(story.case, minutes=20, settles=False, once="1", by=cast.aizhan)
    consult(story.case, minutes=20, settles=True, once="2", by=cast.aizhan)
    found = counts(Case.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (found.applications, found.outcomes["C"], found.consultations, found.appeals) == (1, 1, 2, 0)


def told(until=QUARTER[1]):
    found = counts(Case.objects.all(), since=QUARTER[0], until=until)
    return rates(Case.objects.all(), found), times(Case.objects.all(), found), found


def test_no_rate_with_a_denominator_under_ten(cast) -> None:
    plant(cast, 9, topic="family", outcome="Sf", agreed="2026-02-12")
    few, spans, _found = told()
    assert (few[Rate.SETTLEMENT].value, few[Rate.CLEARANCE].value, spans[Time.END].median) == (
        None,
        None,
        None,
    )
    plant(cast, 1, topic="family", outcome="N2", agreed="2026-02-12")
    enough, spans, found = told()
    assert (enough[Rate.SETTLEMENT].value, enough[Rate.CLEARANCE].value) == (0.9, 1.0)
    assert (enough[Rate.SETTLED].value, enough[Rate.CONSULTED].value, enough[Rate.UPTAKE].whole) == (
        0.9,
        0,
        0,
    )
    assert (spans[Time.AGREEMENT].median, spans[Time.END].median, spans[Time.WHOLE].ninth_tenth) == (
        10,
        18,
        28,
    )
    assert (enough[Rate.TURNOVER].value, enough[Rate.TURNOVER].whole) == (None, 0)
    assert grounds(found)[Outcome.IMPOSSIBLE] == Ratio(part=1, whole=1)


def test_cases_still_open_lengthen_the_median(cast) -> None:
    plant(cast, 6, topic="family", outcome="Sf", agreed="2026-02-12")
    plant(cast, 6, topic="family", agreed="2026-02-12")
    _rates, spans, _found = told()
    assert (spans[Time.END].done, spans[Time.END].open, spans[Time.END].median) == (6, 6, 18)
    plant(cast, 1, topic="family", agreed="2026-02-12")
    assert told()[1][Time.END].median is None


def test_promises_kept_by_their_day_and_settlements_that_hold(cast) -> None:
    plant(cast, 10, topic="family", outcome="Sf", agreed="2026-02-12")
    Case.objects.update(settled_on=date(2026, 3, 2))
    for number, case in enumerate(Case.objects.all()):
        Obligation.objects.create(
            case=case,
            number=1,
            debtor=case.parties.get(),
            kind="pay",
            due_on=date(2026, 3, 20),
            status="not" if number == 0 else "performed",
            status_on=date(2026, 3, 25) if number < 2 else date(2026, 3, 19),
        )
    shares, _spans, found = told()
    assert shares[Rate.ON_TIME] == Ratio(part=8, whole=10)
    lasting = durability(Case.objects.all(), found, today=date(2026, 12, 1))
    assert lasting == {30: 0.9, 90: 0.9, 365: 0.9}


def test_measures_take_few_queries_however_many_cases(cast, django_assert_num_queries) -> None:
    for _ in range(2):
        plant(cast, 5, topic="family", outcome="Sf", agreed="2026-02-12")
        with django_assert_num_queries(3 + 2 + 2 + 1 + 1 + 2):
            _rates, _times, found = told()
            durability(Case.objects.all(), found, today=date(2026, 12, 1))
            languages(Case.objects.all(), found)
            evenness(Case.objects.all(), Mediator.objects.all(), since=QUARTER[0], until=QUARTER[1])


def test_the_command_tells_counts_balance_and_measures(cast, capsys) -> None:
    plant(cast, 12, topic="family", outcome="Sf", agreed="2026-02-12")
    asked = ["mediation", "statistics", "--since=2026-01-01", "--until=2026-04-01"]
    assert main([*asked, "--json", f"--region={cast.region.code}"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["counts"]["A"], answer["counts"]["Sf"], answer["balances"]) == (12, 12, True)
    assert answer["rates"]["settlement"] == {"value": 1.0, "part": 12, "of": 12}
    assert answer["days"]["agreement_to_end"]["median"] == 18
    assert main(asked) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  P0 + A = (C + R + W + D + L + O + Sf + Sp + N2 + N3 + N4 + N5) + P1: yes" in lines
    assert main([*asked, "--region=nowhere"]) == 2
    assert main([*asked[:2], "--since=2026-04-01", "--until=2026-01-01"]) == 2


def test_work_that_is_even_and_work_that_is_not(cast) -> None:
    few = evenness(Case.objects.all(), Mediator.objects.all(), since=QUARTER[0], until=QUARTER[1])
    assert (few.mediators, few.sd, few.gini) == (Mediator.objects.count(), None, None)
    assert gini(np.array([3.0, 3, 3])) == 0
    assert gini(np.array([0.0, 0, 6])) == pytest.approx(2 / 3)


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
