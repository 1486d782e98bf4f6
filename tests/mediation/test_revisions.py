"""A year's tables are looked at once more: older ones stay, and no change of a few cases can be seen."""

from __future__ import annotations

import random
from datetime import date

import pytest

from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.actions.revise_counts import revise_counts
from kelisim.apps.mediation.models import Case, ReleasedTable
from kelisim.apps.mediation.public import last_quarter, released_counts, released_until
from kelisim.kernel.audit.models import Entry
from tests.cast import at
from tests.engines.attacker import recovered
from tests.mediation.test_attack import LEAST_INTERVAL, collected, country, entered, few_regions  # noqa: F401

YEAR = (date(2019, 1, 1), date(2020, 1, 1))


@pytest.fixture
def year(few_regions, clock):  # noqa: F811
    """A year of 600 cases, released the day after it ended."""
    entered(random.Random(1), 600, *YEAR)
    clock.move_to(at("2020-01-02"))
    release_counts()
    return clock


def facts():
    return Entry.objects.get(deed="mediation.revised_counts").facts


def test_late_paper_shows_in_a_second_revision_and_the_first_stays(year):
    first = list(ReleasedTable.objects.order_by("pk").values())
    before = released_counts("district", since=YEAR[0], until=YEAR[1])
    entered(random.Random(2), 500, *YEAR)  # an office finds a year of paper
    assert revise_counts() == []  # the day has not come
    year.move_to(at("2020-07-02"))
    assert {table.revision for table in revise_counts()} == {2}
    assert list(ReleasedTable.objects.filter(revision=1).order_by("pk").values()) == first
    assert (facts()["changed"] > 0, len(facts()["digest"])) == (True, 64)
    after = released_counts("district", since=YEAR[0], until=YEAR[1])
    assert after.value() > before.value() + 400
    told = {(one.period, one.revision): one for one in released_until(YEAR[1])}
    for (period, revision), one in told.items():
        if revision == 2:
            assert one.digest != told[period, 1].digest
    assert max(one.revision for one in last_quarter()) == 2
    assert revise_counts() == []


def test_both_revisions_together_recover_nothing(year):
    entered(random.Random(3), 60, *YEAR)
    year.move_to(at("2020-07-02"))
    revise_counts()
    older, newer = collected(revision=1), collected(revision=2)
    for attack in (older, collected(revision=2, only=True)):
        assert recovered(attack.by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) == []
    seen = [
        (then.values[place], now.values[place])
        for then, now in zip(older.tables, newer.tables, strict=True)
        for place in then.values
    ]
    assert all(now is None for then, now in seen if then is None)  # what was hidden stays hidden
    changed = [now - then for then, now in seen if None not in (then, now) and then != now]
    assert changed
    assert min(map(abs, changed)) >= 10


def test_a_revision_that_would_give_a_few_cases_away_is_refused(few_regions, clock):  # noqa: F811
    """Six were printed as 5, three are taken back: “hidden” beside that 5 would mean three to seven."""
    entered(random.Random(1), 600, *YEAR)
    resolved = Case.objects.filter(resolved_on__lt=YEAR[1])
    resolved.filter(outcome="N5").update(outcome="Sf")
    six = list(resolved.filter(outcome="C").values_list("pk", flat=True)[:6])
    Case.objects.filter(pk__in=six).update(outcome="N5")
    clock.move_to(at("2020-01-02"))
    release_counts()
    before = released_counts("outcome", since=YEAR[0], until=YEAR[1])
    assert before.value(column="N5") == 5
    Case.objects.filter(pk__in=six[:3]).update(outcome="", resolved_on=None)
    clock.move_to(at("2020-07-02"))
    revise_counts()
    assert facts()["refused"] > 0
    assert released_counts("outcome", since=YEAR[0], until=YEAR[1]) == before


def test_a_new_table_that_differs_from_the_others_by_a_few_is_refused(year):
    """Access comes out later than the districts, and a few cases came in between."""
    whole = released_counts("district", since=YEAR[0], until=YEAR[1]).value()
    ReleasedTable.objects.filter(level="access").delete()
    entered(random.Random(4), 6, *YEAR)
    late = [value for line in release_counts()[0].values for value in line if value is not None]
    assert Entry.objects.filter(deed="mediation.released_counts").latest("pk").facts["refused"] == 1
    assert (late, whole) == ([], 600)


def test_a_year_first_released_after_its_day_is_not_revised(few_regions, clock):  # noqa: F811
    ReleasedTable.objects.create(
        level="outcome", since=YEAR[0], until=YEAR[1], rows=[], columns=[], values=[], rule={}
    )
    clock.move_to(at("2021-01-02"))
    assert revise_counts() == []
