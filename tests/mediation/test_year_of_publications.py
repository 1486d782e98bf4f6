"""A simulated year before somebody who keeps every page, file and answer of every day she looks."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation

from kelisim.apps.mediation.actions import release_counts as action
from kelisim.apps.mediation.actions import revise_counts as revising
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.public import released_until
from kelisim.engines.disclosure.linked import Protected
from kelisim.engines.disclosure.rounding import rounded
from tests.cast import at
from tests.engines.attacker import recovered
from tests.mediation.test_attack import LEAST_INTERVAL, collected, country, entered, few_regions  # noqa: F401

ENDS = [date(2019, 4, 1), date(2019, 7, 1), date(2019, 10, 1), date(2020, 1, 1)]
API = ["/api/v1/mediation/released", "/api/v1/offices", "/api/v1/releases"]
_TAGS = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.DOTALL)


def addresses():
    """Every address without a blank in it, and the answers of the API about this room."""
    with translation.override("kk"):
        for name in sorted(key for key in get_resolver().reverse_dict if isinstance(key, str)):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue
    yield from API


def read_all(client):
    """What a stranger reads at each of them: words and numbers, no marks of the form."""
    cache.clear()
    found = {}
    for address in addresses():
        answer = client.get(address)
        if answer.status_code == 200 and not answer.streaming:
            found[address] = _TAGS.sub(" ", answer.content.decode(errors="replace"))
    return found


def simulate(clock, look=lambda: None):
    """Four quarters of cases; released on the day after each, looked at then and once within the quarter."""
    since = date(2019, 1, 1)
    for number, until in enumerate(ENDS):
        entered(random.Random(number), (300, 25, 120, 60)[number], since, until)
        clock.move_to(at((until + timedelta(days=1)).isoformat()))
        action.release_counts()
        look()
        since = until


def test_no_difference_of_two_days_tells_of_a_case(few_regions, clock, client):  # noqa: F811
    entered(random.Random(1), 300, date(2019, 1, 1), ENDS[0])
    clock.move_to(at("2019-04-02"))
    action.release_counts()
    before = read_all(client)
    assert len(before) > 20
    assert "/kk/statistics/mediation/" in before
    entered(random.Random(2), 1, ENDS[0], date(2019, 4, 3))
    entered(random.Random(3), 40, date(2019, 1, 1), ENDS[0])  # a late batch of paper
    Case.objects.filter(outcome="", entered_on__lt=date(2019, 2, 1)).update(
        outcome="Sf", resolved_on=date(2019, 3, 1)
    )
    action.release_counts()
    after = read_all(client)
    assert {address for address in before if after.get(address) != before[address]} == set()
    entered(random.Random(4), 400, *ENDS[:2])
    clock.move_to(at("2019-07-02"))
    assert len(action.release_counts()) == 2
    assert read_all(client)[API[0]] != before[API[0]]  # a whole new quarter is seen


def test_all_publications_of_a_year_together_recover_nothing(few_regions, clock):  # noqa: F811
    kept = []
    simulate(clock, look=lambda: kept.append(released_until(date(2100, 1, 1))))
    assert [len(tables) for tables in kept] == [2, 4, 6, 15]
    for earlier in kept:
        assert all(table in kept[-1] for table in earlier)  # what is out never changes
    attack = collected()
    printed = [value for table in attack.tables for value in table.values.values() if value is not None]
    assert len(printed) > 20
    assert min(printed) >= 5
    assert recovered(attack.by_differencing(), LEAST_INTERVAL) == []
    assert recovered(attack.by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) == []


def test_without_protection_the_same_attack_succeeds(few_regions, clock, monkeypatch):  # noqa: F811
    def small_ones_only(counted, sums, *, already, rule):
        shown = [one for one in counted if one.shown]
        values = {
            one.name: rounded(one.cases, rule.base)
            if one.cases >= rule.least_cases and one.applicants >= rule.least_applicants
            else None
            for one in shown
        }
        return Protected(values=values, exposed=())

    monkeypatch.setattr(action, "protect", small_ones_only)
    simulate(clock)
    assert recovered(collected().by_linear_programming(LEAST_INTERVAL), LEAST_INTERVAL) != []


def looked_at_once_more(clock):
    """The year is out; a few cases are taken back and a batch of paper comes late; half a year passes."""
    simulate(clock)
    few = Case.objects.filter(outcome__in=["Sf", "C"]).order_by("pk").values_list("pk", flat=True)[:3]
    Case.objects.filter(pk__in=list(few)).update(outcome="", resolved_on=None)
    entered(random.Random(9), 30, date(2019, 1, 1), ENDS[-1])
    clock.move_to(at("2020-07-02"))
    assert revising.revise_counts() != []


def moved():
    """What the two revisions print in each place that differs."""
    older, newer = collected(revision=1), collected(revision=2)
    pairs = [
        (then.values[place], now.values[place])
        for then, now in zip(older.tables, newer.tables, strict=True)
        for place in then.values
    ]
    return [(then, now) for then, now in pairs if then != now]


def narrow(changes):
    """Of the places printed twice, those whose two roundings may hide a change of fewer than five cases."""
    return [(then, now) for then, now in changes if None not in (then, now) and abs(now - then) < 10]


def test_a_year_and_its_revision_together_tell_of_no_few_cases(few_regions, clock):  # noqa: F811
    looked_at_once_more(clock)
    changes = moved()
    assert len(changes) > 10
    assert [now for then, now in changes if then is None] == []  # what was hidden stays hidden
    assert narrow(changes) == []
    assert recovered(collected(revision=2, only=True).by_differencing(), LEAST_INTERVAL) == []


def test_a_revision_that_simply_counts_anew_gives_a_few_cases_away(few_regions, clock, monkeypatch):  # noqa: F811
    monkeypatch.setattr(revising, "revised", lambda _before, value, _rule: value)
    monkeypatch.setattr(revising, "refused", lambda _same, _printed, _rule: [])
    looked_at_once_more(clock)
    assert narrow(moved()) != []
