"""What the monitor is given week by week: counts far above their past, once, and nobody's case."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

import pytest

from kelisim.apps.mediation.actions.warn_week import warn_week
from kelisim.apps.mediation.models import Case, Party, WarnedWeek
from kelisim.apps.mediation.public import WarningCount, weekly_warnings
from kelisim.apps.mediation.tasks import warn
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.packs.dated import NoValue
from kelisim.kernel.places.models import Level, Territory
from tests.cast import at
from tests.mediation.test_attack import country  # noqa: F401 - a fixture

LAST = date(2020, 12, 21)  # the Monday of the last whole week before 2 January 2021


def came(district, topic, days, *, people=9, others=9, sample=False):
    """One application on each of the days."""
    cases = Case.objects.bulk_create(
        Case(
            state="running",
            territory=district,
            region_id=f"{district.code[:2]}0000000",
            topic=topic,
            received_at=at(day.isoformat()),
            entered_on=day,
            sample=sample,
        )
        for day in days
    )
    Party.objects.bulk_create(
        Party(case=case, side=side, identity=b"", person_hash=f"{side}{number % many}")
        for number, case in enumerate(cases)
        for side, many in (("A", people), ("B", others))
    )


@pytest.fixture
def places(country):  # noqa: F811
    """Two districts and a quiet year behind them: an application a week in each, of one topic."""
    districts = list(Territory.objects.filter(level=Level.DISTRICT).order_by("code")[:2])
    topics = [code.code for code in codes("topics")]
    quiet = [LAST - timedelta(weeks=number) for number in range(60)]
    for district in districts:
        came(district, topics[0], quiet)
    came(districts[1], topics[1], quiet)
    return districts, topics


JUMP = [LAST - timedelta(days=number % 21) for number in range(20)]


def test_a_jump_is_told_once_and_stays_as_it_was_told(places):
    districts, topics = places
    came(districts[0], topics[1], JUMP)
    warn()
    (told,) = weekly_warnings(LAST)
    assert (told.district, told.topic, told.week, told.count) == (districts[0].code, topics[1], LAST, 20)
    assert told.expected < 2
    assert told.ratio > 10
    assert told.tail < 1e-4
    assert not told.experimental
    came(districts[1], topics[1], JUMP)  # a late batch of paper changes nothing that was told
    warn()
    assert weekly_warnings(LAST) == [told]
    assert weekly_warnings(LAST + timedelta(days=1)) == []
    assert WarnedWeek.objects.count() == Entry.objects.filter(deed="mediation.warned").count() == 1


def test_what_never_came_before_has_no_ratio(places):
    districts, topics = places
    came(districts[0], topics[2], JUMP)
    warn_week()
    (told,) = weekly_warnings(LAST)
    assert (told.count, told.expected, told.ratio, told.tail) == (20, 0.0, None, 0.0)


@pytest.mark.parametrize("few", [{"people": 2}, {"others": 2}])
def test_one_litigious_person_is_no_signal(places, few):
    districts, topics = places
    came(districts[0], topics[1], JUMP, **few)
    assert warn_week().lines == []


def test_four_applications_are_no_signal(places):
    districts, topics = places
    came(districts[0], topics[1], JUMP[:4])
    assert warn_week().lines == []


def test_a_quiet_week_is_kept_too(places):
    assert (warn_week().week, warn_week().lines) == (LAST, [])


def test_a_short_past_is_experimental(places):
    Case.objects.filter(entered_on__lt=LAST - timedelta(weeks=40)).update(entered_on=LAST)
    assert warn_week().experimental


def test_a_sample_is_experimental(places):
    Case.objects.update(sample=True)
    assert warn_week().experimental


def test_the_dispersion_is_estimated_once_a_year(places, clock):
    districts, topics = places
    long_ago = [LAST - timedelta(weeks=number) for number in range(60, 120)]
    came(districts[0], topics[0], long_ago)
    came(districts[1], topics[0], [LAST - timedelta(weeks=10)] * 60)
    first = warn_week()
    assert first.dispersion != 6  # two years of real counts: estimated
    Case.objects.filter(entered_on__lt=LAST - timedelta(weeks=60)).delete()
    clock.move_to(at("2021-01-05"))
    following = warn_week()
    assert following.week == date(2020, 12, 28)
    assert following.dispersion == first.dispersion


def test_without_a_rule_nothing_is_told(places, monkeypatch):
    def none(key, day):
        raise NoValue("statistics/warnings", key, day)

    monkeypatch.setattr("kelisim.apps.mediation.queries.weekly.number_on", none)
    assert warn_week() is None
    assert not WarnedWeek.objects.exists()


def test_a_warning_holds_counts_and_places_only():
    assert [one.name for one in fields(WarningCount)] == [
        "district",
        "topic",
        "week",
        "count",
        "expected",
        "ratio",
        "tail",
        "experimental",
    ]


def test_the_job_asks_the_same_few_questions_however_many_cells(places, django_assert_max_num_queries):
    districts, topics = places
    for topic in topics[1:5]:
        came(districts[0], topic, JUMP)
    with django_assert_max_num_queries(24):
        assert len(warn_week().lines) == 4
