"""Background work: by name, tried again, never twice, on a timetable, and rescued."""

import signal
import time
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.queue import timetable
from kelisim.kernel.queue.again import try_again
from kelisim.kernel.queue.job import JOBS, job, load_all
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.models import Flag, Heartbeat
from kelisim.kernel.queue.perform import failed
from kelisim.kernel.queue.state import state, worker_alive
from kelisim.kernel.queue.worker import Pulse, beat, run_due
from kelisim.kernel.texts.code import NotACode

NOON = datetime.fromisoformat("2026-03-02T12:00:00+05:00")

pytestmark = pytest.mark.django_db


@pytest.fixture
def ran(monkeypatch):
    """Jobs of this test only, a timetable of its own, and what ran with which arguments."""
    load_all()  # once and for all: what modules register on import must not be lost with this fixture
    seen: list[tuple[object, ...]] = []
    monkeypatch.setattr(timetable, "ENTRIES", {})
    monkeypatch.setattr("kelisim.kernel.queue.state.ENTRIES", timetable.ENTRIES)
    before = dict(JOBS)
    job("test.note")(lambda *args: seen.append(args))
    yield seen
    JOBS.clear()
    JOBS.update(before)


def rows() -> list[tuple[str, int, str]]:
    stored = DBTaskResult.objects.order_by("run_after")
    return [(row.args_kwargs["args"][0], row.args_kwargs["args"][1], row.status) for row in stored]


def test_later_runs_in_order_and_hands_over_the_keys(ran):
    later("test.note", 7, "KZ-75")
    later("test.note", 8)
    assert run_due() == 2
    assert ran == [(7, "KZ-75"), (8,)]
    assert run_due() == 0


def test_later_waits_for_its_moment(ran):
    with time_machine.travel(NOON, tick=False):
        later("test.note", 1, after=timedelta(days=10))
        later("test.note", 2, after=NOON + timedelta(days=3))
        assert run_due() == 0
        assert run_due(NOON + timedelta(days=3)) == 1
        assert run_due(NOON + timedelta(days=10)) == 1
    assert ran == [(2,), (1,)]


def test_once_makes_asking_twice_one_job(ran):
    assert [later("test.note", 1, once="proposed:1"), later("test.note", 1, once="proposed:1")] == [
        True,
        False,
    ]
    assert later("test.note", 2, once="proposed:2")
    run_due()
    assert later("test.note", 1, once="proposed:1") is False
    assert (ran, run_due()) == ([(1,), (2,)], 0)


def test_what_is_asked_is_rolled_back_with_the_deed(ran):
    with transaction.atomic():
        later("test.note", 1, once="k")
        transaction.set_rollback(True)
    assert later("test.note", 2, once="k")
    run_due()
    assert ran == [(2,)]


@pytest.mark.parametrize("value", ["Айжан Серікқызы", "vera@kelisim.example", "a b"])
def test_names_and_texts_are_not_stored_as_arguments(ran, value):
    with pytest.raises(NotACode):
        later("test.note", value)
    assert not DBTaskResult.objects.exists()


def test_a_failing_job_is_tried_again_with_waits_then_flagged(ran):
    @job("test.fails", tries=3, waits=(60, 300))
    def fails(number: int) -> None:
        ran.append((number,))
        raise ValueError("Vera told a secret")

    with time_machine.travel(NOON, tick=False) as clock:
        later("test.fails", 5)
        moments = []
        for _ in range(12):
            if run_due():
                moments.append((timezone.now() - NOON).total_seconds())
            clock.shift(60)
    assert moments == [0, 60, 360]
    assert rows() == [("test.fails", 1, "FAILED"), ("test.fails", 2, "FAILED"), ("test.fails", 3, "FAILED")]
    flag = Flag.objects.get()
    assert (flag.name, flag.args, flag.tries, flag.error, flag.lowered_at) == (
        "test.fails",
        [5],
        3,
        "ValueError",
        None,
    )


def test_what_is_stored_of_an_error_holds_no_values(ran):
    @job("test.fails", tries=1)
    def fails() -> None:
        raise ValueError("Vera told a secret")

    later("test.fails")
    run_due()
    stored = DBTaskResult.objects.get()
    assert "ValueError" in stored.traceback
    assert "test_queue.py" in stored.traceback
    assert "secret" not in stored.traceback + str(Flag.objects.get().__dict__)


def test_a_name_no_room_knows_is_flagged_and_stops_nothing(ran):
    later("mediation.never_written")
    later("nowhere.never_written")
    later("test.note", 1)
    assert run_due() == 3
    assert sorted(Flag.objects.values_list("name", "error")) == [
        ("mediation.never_written", "UnknownJob"),
        ("nowhere.never_written", "UnknownJob"),
    ]
    assert ran == [(1,)]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="this system has no alarm signal")
def test_a_job_over_its_limit_is_stopped_even_if_it_swallows_errors(ran):
    @job("test.slow", tries=1, limit=0.05)
    def slow() -> None:
        try:
            time.sleep(5)
        except Exception:  # noqa: BLE001 - the sin this test is about
            ran.append(("swallowed",))

    later("test.slow")
    run_due()
    assert Flag.objects.get().error == "OverLimit"
    assert (ran, signal.getitimer(signal.ITIMER_REAL)) == ([], (0.0, 0.0))


def test_rescue_frees_a_job_whose_worker_was_killed(ran):
    with time_machine.travel(NOON, tick=False) as clock:
        later("test.note", 1)
        DBTaskResult.objects.get().claim("killed")
        clock.shift(140)  # within the limit of 120 s and a grace of 30
        run_due()
        assert rows() == [("test.note", 1, "RUNNING")]
        clock.shift(20)
        run_due()
        assert rows() == [("test.note", 1, "FAILED"), ("test.note", 2, "READY")]
        clock.shift(60)
        run_due()
    assert ran == [(1,)]


def test_a_failure_and_a_rescue_of_one_row_ask_once(ran):
    later("test.note", 1)
    row = DBTaskResult.objects.get()
    for _ in range(2):
        failed("test.note", 1, (1,), row=row.pk, error="WorkerLost")
    assert rows() == [("test.note", 1, "READY"), ("test.note", 2, "READY")]


def test_the_timetable_fires_in_time_and_does_not_catch_up(ran):
    timetable.every("test.note", minutes=15)
    with time_machine.travel(NOON, tick=False) as clock:
        assert (run_due(), run_due()) == (1, 0)
        clock.shift(timedelta(minutes=14))
        assert run_due() == 0
        clock.shift(timedelta(minutes=1))
        assert run_due() == 1
        clock.shift(timedelta(hours=9))
        assert (run_due(), run_due()) == (1, 0)


def test_a_daily_entry_follows_the_clock_of_the_country(ran):
    timetable.every("test.note", daily="03:00")
    fired = []
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(48):
            if run_due():
                fired.append(f"{timezone.localtime():%d %H:%M}")
            clock.shift(timedelta(hours=1))
    assert fired == ["03 03:00", "04 03:00"]


@pytest.mark.parametrize("told", [{}, {"minutes": 5, "daily": "03:00"}, {"daily": "25:00"}])
def test_a_timetable_says_one_thing(ran, told):
    with pytest.raises(ValueError):  # noqa: PT011 - NotATimetable or the clock's own complaint
        timetable.every("test.note", **told)


def test_try_again_asks_once_and_is_recorded(ran):
    timur = User.objects.create_user("timur@kelisim.example", name="Timur")
    later("test.gone", 3)
    run_due()
    job("test.gone")(lambda *args: ran.append(args))
    flag = Flag.objects.get()
    assert [try_again(flag, by=timur), try_again(flag, by=timur)] == [True, False]
    run_due()
    assert ran == [(3,)]
    assert list(Entry.objects.values_list("deed", "by")) == [("queue.tried_again", timur.pk)]
    assert state(timezone.now()).flags == []


def test_state_counts_and_costs_the_same_with_one_and_three(ran, django_assert_num_queries):
    with time_machine.travel(NOON, tick=False):
        timetable.every("test.note", minutes=15)
        later("test.note", 1)
        with django_assert_num_queries(8):
            one = state(NOON)
        later("test.note", 2)
        later("test.note", 3, after=timedelta(hours=1))
        with django_assert_num_queries(8):
            three = state(NOON)
    assert [(s.waiting, s.due, len(s.next_up), len(s.timetable)) for s in (one, three)] == [
        (1, 1, 1, 1),
        (3, 2, 3, 1),
    ]


def test_a_worker_is_alive_while_it_keeps_its_promise():
    with time_machine.travel(NOON, tick=False):
        assert not worker_alive(NOON)
        beat("w")
        assert worker_alive(NOON + timedelta(seconds=59))
        assert not worker_alive(NOON + timedelta(seconds=61))
        beat("w", promise=timedelta(seconds=600))
    assert worker_alive(NOON + timedelta(seconds=500))
    assert Heartbeat.objects.count() == 1


def test_the_pulse_promises_what_the_job_may_take_and_no_longer():
    def until() -> int:
        return round((Heartbeat.objects.get().until - NOON).total_seconds())

    with time_machine.travel(NOON, tick=False) as clock:
        pulse = Pulse("w")
        pulse.rest()
        assert until() == 60
        clock.shift(5)
        pulse.rest()
        assert until() == 60  # not written at every turn
        pulse.work(timedelta(seconds=30))
        assert until() == 60
        pulse.work(timedelta(seconds=600))
        assert until() == 665
        clock.shift(1)
        pulse.rest()
        assert until() == 66
