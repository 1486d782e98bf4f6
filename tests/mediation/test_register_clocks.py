"""Clocks of the register: requests that wait, terms that end, an entry that closes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from kelisim.apps.institution.models import Tenure
from kelisim.apps.mediation.actions.include import include
from kelisim.apps.mediation.actions.relieve import Relief, relieve
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries import inclusions, register
from kelisim.apps.mediation.queries.proposals import standing_bar
from kelisim.apps.mediation.tasks.entries import remind_inclusions, remind_terms
from kelisim.kernel.queue.worker import run_due
from tests import cast as story
from tests.mediation.electing import BIBIGUL, ENTRY, all_seen, elected

pytestmark = pytest.mark.django_db


def on_register(day: date) -> list[str]:
    return [one.tenure.person.name for one in register.found(register.Wanted(), day)]


def test_office_is_reminded_before_the_last_day_and_coordinator_when_it_is_late(cast, clock, mailoutbox):
    request = elected(cast)
    assert inclusions.last_day(request) == date(2026, 3, 12)
    for day, told in ((8, []), (9, [cast.aizhan]), (12, []), (13, [cast.aizhan, cast.saule])):
        clock.move_to(datetime(2026, 3, day, 6, tzinfo=UTC))
        mailoutbox.clear()
        for _twice in range(2):
            remind_inclusions()
            run_due()
        assert [mail.to for mail in mailoutbox] == [[user.email] for user in told]
        assert all("/desk/register/" in mail.body and BIBIGUL not in mail.body for mail in mailoutbox)
    assert inclusions.is_late(request, date(2026, 3, 13))


def test_at_the_end_of_the_term_the_entry_closes_and_open_cases_are_named(cast, clock, mailoutbox):
    case = story.accepted(cast).refreshed()
    mediator = case.mediator
    Tenure.objects.filter(pk=mediator.tenure_id).update(until=date(2026, 4, 2))
    assert list(inclusions.terms_ending(Mediator.objects.all(), timezone.localdate())) == [mediator]
    clock.move_to(datetime(2026, 4, 2, 6, tzinfo=UTC))
    mediator = Mediator.objects.get(pk=mediator.pk)
    assert standing_bar(mediator, timezone.localdate()) == "not_on_register"
    assert list(inclusions.left_with_cases(Mediator.objects.all(), timezone.localdate())) == [mediator]
    mailoutbox.clear()
    remind_terms()
    run_due()
    assert {mail.to[0] for mail in mailoutbox} >= {cast.aizhan.email, cast.saule.email}
    relieve(mediator, told=Relief(reason="unable"), by=cast.saule)
    assert not inclusions.left_with_cases(Mediator.objects.all(), timezone.localdate()).exists()


def test_a_term_that_still_runs_is_cut_short_by_relief(cast, clock):
    request = elected(cast)
    one = include(request, entry=ENTRY, seen=all_seen(request), by=cast.aizhan)
    clock.move_to(datetime(2026, 5, 5, 6, tzinfo=UTC))
    relieve(one, told=Relief(reason="dismissed", on=date(2026, 5, 5)), by=cast.saule)
    tenure = Tenure.objects.get(pk=one.tenure_id)
    assert (tenure.until, tenure.end_reason) == (date(2026, 5, 5), "dismissed")
    assert BIBIGUL not in on_register(date(2026, 5, 5))
    assert BIBIGUL in on_register(date(2026, 5, 4))
