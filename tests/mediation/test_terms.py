"""Terms at their edges: since and until of each value, holidays and moved days, a year's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.appeal import latest_answer
from kelisim.kernel.packs.calendar import FILE, is_working, next_working_day
from kelisim.kernel.packs.dated import NoValue, value_on, values
from kelisim.kernel.packs.pack import current
from tests import cast as stories

DEADLINES = [one for one in values("law/deadlines") if one.since or one.until]
day = date.fromisoformat


@pytest.mark.parametrize("one", DEADLINES, ids=lambda one: f"{one.key}-{one.since or one.until}")
def test_a_value_holds_from_its_first_day_to_the_day_before_its_end(one) -> None:
    if one.since is not None:
        assert value_on(one.key, one.since) == one
        assert _on(one.key, one.since - timedelta(days=1)) != one
    if one.until is not None:
        assert value_on(one.key, one.until - timedelta(days=1)) == one
        assert _on(one.key, one.until) != one


def _on(key: str, when: date) -> object:
    try:
        return value_on(key, when)
    except NoValue:
        return None


@pytest.mark.parametrize(
    ("agreed", "due"),
    [("2021-12-31", "2022-03-01"), ("2022-01-01", "2022-01-31"), ("2026-12-15", "2027-01-14")],
)
def test_the_term_is_that_of_the_day_of_the_agreement_also_over_a_years_end(cast, agreed, due) -> None:
    case = stories.received(cast).case
    assert law.due_on(case, day(agreed)) == day(due)


def test_sixty_days_over_a_years_end_and_through_a_leap_february(cast) -> None:
    case = stories.received(cast).case
    case.agreed_on, case.due_on = day("2026-12-15"), day("2027-01-14")
    assert law.latest_due_on(case) == day("2027-02-13")
    case.agreed_on, case.due_on = day("2028-01-10"), day("2028-02-09")
    assert law.latest_due_on(case) == day("2028-03-10")  # 29 February counts


@pytest.mark.parametrize("line", [pytest.param(one, id=str(one["day"])) for one in current().records(FILE)])
def test_every_day_of_the_calendar_stops_or_opens_the_count(line) -> None:
    opens = line["kind"] == "working"
    assert is_working(line["day"]) is opens
    assert (next_working_day(line["day"]) == line["day"]) is opens


@pytest.mark.parametrize(
    ("key", "start", "last"),
    [
        ("register_days", "2026-03-06", "2026-03-10"),  # 8 March is a Sunday, moved to Monday
        ("forward_days", "2026-03-19", "2026-03-27"),  # Friday, then Nauryz and its moved days
        ("forward_days", "2026-04-29", "2026-05-05"),
        ("answer_days", "2026-04-30", "2026-05-26"),  # 1, 7 and 11 May are no working days
        ("answer_days", "2026-12-21", "2027-01-14"),  # New Year, its moved day, Christmas
        ("register_days", "2026-12-31", "2027-01-05"),
        ("offer_answer_days", "2026-08-27", "2026-09-02"),  # 30 August is a Sunday, moved to Monday
        ("invitation_days", "2026-12-26", "2027-01-05"),  # calendar days pass through holidays
        ("complaint_days", "2026-12-25", "2027-01-04"),
    ],
)
def test_working_days_skip_holidays_and_calendar_days_do_not(key, start, last) -> None:
    assert law.last_day(key, day(start)) == day(last)


@pytest.mark.parametrize(
    ("came", "farthest"),
    [("2026-12-10T07:00:00+00:00", "2027-03-05"), ("2026-11-30T07:00:00+00:00", "2027-02-22")],
)
def test_a_longer_term_to_answer_runs_two_months_on_over_a_years_end(cast, clock, came, farthest) -> None:
    clock.move_to(came)
    assert latest_answer(stories.received(cast).case) == day(farthest)


def test_a_term_is_over_at_the_midnight_after_its_last_day_on_the_countrys_clock() -> None:
    assert law.over_at(day("2026-12-31")).isoformat() == "2027-01-01T00:00:00+05:00"
