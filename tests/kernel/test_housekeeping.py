"""What is forgotten at night, what is not; and what a failing page and a failing database leave standing."""

import threading
from datetime import datetime, timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts import tasks as accounts
from kelisim.kernel.accounts.actions import change_account
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue import tasks as queue
from kelisim.kernel.queue import worker
from kelisim.kernel.queue.job import JobNamedTwice, job
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.models import Asked, Due, Flag, Heartbeat
from kelisim.web import middleware

NOW = datetime.fromisoformat("2026-03-02T12:00:00+05:00")
pytestmark = pytest.mark.django_db


def person(name: str, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", name=name.title())
    for role in roles:
        grant(user, role=role, by=None)
    return user


def stored(status: str, days: int) -> None:
    later("test.sweep", days)
    waiting = DBTaskResult.objects.filter(status="READY")
    waiting.update(status=status, finished_at=NOW - timedelta(days=days))


def test_the_queue_forgets_what_nobody_will_ask_about_and_keeps_what_stands():
    with time_machine.travel(NOW, tick=False):
        for status, days in (("SUCCESSFUL", 29), ("SUCCESSFUL", 31), ("FAILED", 179), ("FAILED", 181)):
            stored(status, days)
        for days in (399, 401):
            Asked.objects.create(key=f"k{days}", at=NOW - timedelta(days=days))
        told = {"name": "x.y", "tries": 5, "error": "E", "raised_at": NOW - timedelta(days=900)}
        for row, lowered in ((1, None), (2, 179), (3, 181)):
            at = None if lowered is None else NOW - timedelta(days=lowered)
            Flag.objects.create(row=f"00000000-0000-0000-0000-00000000000{row}", lowered_at=at, **told)
        for name, hours in (("old", 25), ("new", 23)):
            Heartbeat.objects.create(worker=name, at=NOW, until=NOW - timedelta(hours=hours))
        Due.objects.create(name="test.gone", at=NOW)
        queue.sweep()
    left = sorted((row.status, row.args_kwargs["args"][2]) for row in DBTaskResult.objects.all())
    assert left == [("FAILED", 179), ("SUCCESSFUL", 29)]
    assert [key.key for key in Asked.objects.all()] == ["k399"]
    assert sorted(str(flag.row)[-1] for flag in Flag.objects.all()) == ["1", "2"]
    assert [beat.worker for beat in Heartbeat.objects.all()] == ["new"]
    assert not Due.objects.exists()


def test_accounts_forget_old_attempts_and_sessions():
    with time_machine.travel(NOW, tick=False):
        for name, hours in (("old", 25), ("new", 23)):
            AccessAttempt.objects.create(username=name, failures_since_start=1)
            AccessAttempt.objects.filter(username=name).update(attempt_time=NOW - timedelta(hours=hours))
            Session.objects.create(session_key=name, expire_date=NOW + timedelta(hours=24 - hours))
        accounts.sweep()
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["new"]
    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_no_link_is_sent_to_an_account_that_was_switched_off_meanwhile():
    vera = person("vera")
    User.objects.update(is_active=False)
    accounts.send_reset(vera.pk)
    assert mail.outbox == []


def test_an_account_is_changed_by_an_administrator_and_recorded():
    timur, vera = person("timur", Role.ADMIN), person("vera")
    vera.email, vera.is_active = "Vera.Kim@kelisim.example", False
    with pytest.raises(Refused):
        change_account(vera, by=vera)
    change_account(vera, by=timur)
    vera.refresh_from_db()
    assert (vera.email, vera.is_active) == ("vera.kim@kelisim.example", False)
    entry = Entry.objects.get(deed="accounts.changed")
    assert (entry.by, entry.thing, entry.facts) == (timur.pk, f"accounts.user:{vera.pk}", {"active": 0})


def test_registers_end_roles_and_refuse_turned_round_dates(client):
    Installation.objects.create(pack="kz", version="1", loaded_at=timezone.now(), sample=True)
    timur, saule = person("timur", Role.ADMIN), person("saule", Role.ANALYST)
    client.force_login(timur)
    held = RoleHolding.objects.get(user=saule)
    told = {"user": saule.pk, "role": "referrer", "territory": "", "body": "", "since": "2026-05-02"}
    page = client.post("/en/admin/access/roleholding/add/", {**told, "until": "2026-05-01"})
    assert list(page.context["adminform"].form.errors) == ["until"]
    client.post("/en/admin/access/roleholding/", {"action": "end_today", "_selected_action": [held.pk]})
    held.refresh_from_db()
    assert held.until == max(timezone.localdate(), held.since)
    assert Entry.objects.filter(deed="access.ended", by=timur.pk).count() == 1


def test_two_functions_do_not_share_a_name():
    def other() -> None:
        """From another module than the sweep."""

    with pytest.raises(JobNamedTwice):
        job("queue.sweep")(other)


def test_a_database_that_is_away_does_not_end_the_worker(monkeypatch, capfd):
    def away(now: datetime) -> int:
        raise OperationalError("could not connect to 10.0.0.7 as kelisim")

    monkeypatch.setattr(worker, "ask_due", away)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    worker._round(worker.Pulse("w"), threading.Event())
    written = capfd.readouterr().err
    assert "database_away" in written
    assert "10.0.0.7" not in written


def test_a_worker_told_to_stop_takes_no_further_job():
    later("queue.sweep")
    stop = threading.Event()
    stop.set()
    worker._round(worker.Pulse("w"), stop)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"READY"}


def test_a_round_runs_what_waits_and_shows_that_it_lives():
    later("queue.sweep")
    worker._round(worker.Pulse("w"), threading.Event())
    assert "READY" not in DBTaskResult.objects.filter(run_after__lte=timezone.now()).values_list(
        "status", flat=True
    )
    assert Heartbeat.objects.get().worker == "w"


def test_when_even_the_page_of_failures_fails_the_number_is_given(monkeypatch):
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("templates are gone")

    monkeypatch.setattr(middleware, "render", broken)
    request = RequestFactory().get("/")
    request.number = "0123456789"
    answer = middleware.server_error(request)
    assert (answer.status_code, answer.content) == (500, b"Kelisim: 500 (0123456789)")
