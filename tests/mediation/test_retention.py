"""The time of keeping: a person confirms, keys and names go for good, the counts stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.end_retention import end_retention
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.errors import NotInThisState
from kelisim.apps.mediation.errors.officers import StillKept
from kelisim.apps.mediation.models import Case, NameHash
from kelisim.apps.mediation.queries import people, retention
from kelisim.kernel.access.door import Refused
from kelisim.kernel.packs.dated import unverified
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.mediation.test_keys import texts

YEARS = 3


def due():
    return list(retention.over(Case.objects.all(), timezone.localdate()))


def test_the_time_is_a_dated_value_nobody_has_verified() -> None:
    found = [one for values in unverified().values() for one in values if one.key == "retention_years"]
    assert [one.value for one in found] == [YEARS]


def test_keys_and_names_go_and_counts_stay(cast, clock) -> None:
    story = stories.received(cast)
    renew_secret(story.party("A"), by=cast.aizhan)
    ground = Ground(reason="secret_lost", statement="С", to="A")
    open_escrow(story.case, ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    withdraw(story.case, by=story.party("A"))
    closed = story.refreshed()
    counted = (closed.outcome, closed.resolved_on, closed.entered_on)
    with pytest.raises(StillKept):
        end_retention(closed, by=cast.marat)
    assert due() == []
    clock.shift(timedelta(days=365 * YEARS + 2).total_seconds())
    assert due() == [closed]
    for who in ("aizhan", "saule", "timur", "pavel"):
        with pytest.raises(Refused):
            end_retention(closed, by=getattr(cast, who))
    keys = cast.keys(cast.aizhan)
    for _ in range(2):
        end_retention(closed, by=cast.marat)
    assert due() == []
    assert closed.wraps.count() == 0
    assert texts(closed, keys) == set()
    assert not NameHash.objects.filter(party__case=closed).exists()
    assert [people.identity(one) for one in closed.parties.all()] == [people.Identity()] * 2
    assert not closed.items.filter(compartment="service").exists()
    again = story.refreshed()
    assert (again.outcome, again.resolved_on, again.entered_on) == counted
    assert [one.verb for one in again.moves.order_by("id")][-1] == "end_retention"
    assert again.moves.filter(verb="end_retention").count() == 1


def test_an_open_case_is_kept_however_old(cast, clock) -> None:
    story = stories.received(cast)
    clock.shift(timedelta(days=365 * 9).total_seconds())
    assert due() == []
    with pytest.raises(NotInThisState):
        end_retention(story.case, by=cast.marat)


def test_the_council_is_told_once_a_month_and_the_mail_names_no_case(cast, clock) -> None:
    story = stories.received(cast)
    withdraw(story.case, by=story.party("A"))
    tasks.tell_retention()
    clock.shift(timedelta(days=365 * YEARS + 2).total_seconds())
    for _ in range(2):
        tasks.tell_retention()
    run_due(timezone.now())
    told = [one for one in mail.outbox if "/keeping/" in one.body]
    officers = (cast.marat, cast.gulnar, cast.viktor)
    assert sorted(one.to[0] for one in told) == sorted(user.email for user in officers)
    assert not any(str(story.case) in one.body + one.subject for one in told)


def test_the_last_day_of_february_is_found() -> None:
    assert retention.keep_until(date(2024, 2, 29), YEARS) == date(2027, 2, 28)
    assert retention.keep_until(date(2026, 3, 1), -YEARS) == date(2023, 3, 1)
