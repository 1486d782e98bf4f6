"""Missed clocks are written down once, also when cured; registration; complaints; a queue that was down."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.complain import complain, hear_complaint
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.register import register
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, ComplaintTooLate, NoComplaint
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import complaints, desk, missed
from kelisim.apps.mediation.queries.appeal import appeal_clocks
from kelisim.apps.mediation.queries.measures import counts
from kelisim.kernel.access.door import Refused
from kelisim.kernel.queue.models import Asked
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import Story, at

LETTER = Letter(text="Дау үшінші тұлғаларға қатысты.", elsewhere="Алмалы аудандық соты")


def tick(clock, day: str) -> None:
    clock.move_to(at(day))
    tasks.clocks()
    run_due(at(day))


def counted(**days: str) -> dict[str, int]:
    told = {"since": "2026-01-01", "until": "2028-01-01", **days}
    return dict(
        counts(
            Case.objects.all(),
            since=date.fromisoformat(told["since"]),
            until=date.fromisoformat(told["until"]),
        ).missed
    )


def misses(case: Case) -> list[tuple[str, str]]:
    return [(one.reason, one.facts["last_day"]) for one in case.moves.filter(verb="miss")]


def test_what_comes_by_itself_is_registered_by_the_office(cast, clock) -> None:
    story = stories.received(cast)
    assert (story.case.clock, desk.last_day(story.case).isoformat()) == ("register", "2026-03-03")
    for _twice in range(2):
        register(story.refreshed(), by=cast.aizhan)
    assert (story.refreshed().clock, desk.last_day(story.case).isoformat()) == ("answer", "2026-03-27")
    assert story.case.moves.filter(verb="register").count() == 1
    assert next(one.done for one in appeal_clocks(story.case))
    with pytest.raises(Refused):
        register(story.case, by=cast.marat)


@pytest.mark.parametrize(
    ("came", "last"),
    [
        ("2026-03-05T07:00:00+00:00", "2026-03-06"),
        ("2026-03-06T07:00:00+00:00", "2026-03-10"),  # the weekend, then 8 March moved to Monday
        ("2026-03-07T07:00:00+00:00", "2026-03-10"),
        ("2026-03-20T18:30:00+00:00", "2026-03-26"),  # Friday night, then Nauryz with its moved days
        ("2026-12-31T07:00:00+00:00", "2027-01-05"),  # over the year's end
    ],
)
def test_it_is_registered_on_the_same_or_the_next_working_day(cast, clock, came, last) -> None:
    clock.move_to(came)
    assert desk.last_day(stories.received(cast).case).isoformat() == last


def test_what_a_clerk_enters_is_registered_by_that(cast, clock) -> None:
    case = submit(cast.application(), once="k" * 30, by=cast.aizhan).case
    assert (case.clock, misses(case)) == ("answer", [])
    late = cast.application(received_on=date(2026, 2, 26))
    case = submit(late, once="l" * 30, by=cast.aizhan).case
    assert misses(case) == [("register", "2026-02-27")]


@pytest.mark.parametrize("deed", ["consult", "route"])
def test_the_first_deed_of_the_office_registers_too(cast, clock, deed) -> None:
    story = stories.received(cast)
    if deed == "consult":
        consult(story.case, minutes=10, settles=False, once="1", by=cast.aizhan)
    else:
        route(story.case, to="referral", rule="scope_civil", by=cast.aizhan)
    assert story.refreshed().clock == "answer"


def test_a_missed_clock_is_written_down_once(cast, clock) -> None:
    story = stories.received(cast)
    tick(clock, "2026-03-03")
    assert misses(story.case) == []
    for day in ("2026-03-04", "2026-03-04", "2026-03-05"):
        tick(clock, day)
    assert misses(story.case) == [("register", "2026-03-03")]
    route(story.refreshed(), to="referral", rule="scope_civil", by=cast.aizhan)
    tick(clock, "2026-03-06")
    assert misses(story.case) == [("register", "2026-03-03"), ("forward", "2026-03-05")]
    assert counted() == {"register": 1, "forward": 1}
    assert counted(since="2026-03-05", until="2026-03-06") == {}
    assert counted(since="2026-03-06", until="2026-03-07") == {"forward": 1}


def test_late_cured_before_any_clock_ran_is_counted_all_the_same(cast, clock) -> None:
    story = stories.received(cast)
    clock.move_to(at("2026-03-04"))
    register(story.case, by=cast.aizhan)
    tick(clock, "2026-03-04")
    assert misses(story.case) == [("register", "2026-03-03")]
    assert [one.late for one in appeal_clocks(story.refreshed())] == [False] * 3


@pytest.mark.parametrize(
    ("begin", "day", "code"),
    [
        (stories.offered, "2026-03-06", ("offer", "2026-03-05")),
        (stories.running, "2026-04-02", ("term", "2026-04-01")),
    ],
)
def test_a_clock_that_acts_by_itself_counts_as_missed_too(cast, clock, begin, day, code) -> None:
    story = begin(cast)
    tick(clock, day)
    assert misses(story.case) == [code]
    verbs = list(story.case.moves.values_list("verb", flat=True))
    assert verbs.index("miss") == len(verbs) - 2  # first written down, then acted on


def test_a_window_that_closes_is_not_missed(cast, clock) -> None:
    story = stories.inviting(cast)
    tick(clock, "2026-03-13")
    assert (story.refreshed().closing, misses(story.case)) == ("no_response", [])


def test_a_queue_that_was_down_two_days_loses_nothing_and_doubles_nothing(cast, clock) -> None:
    story = stories.settled(cast)
    other = submit(cast.application(essence="Басқа дау"), once="q" * 30).case
    run_due()
    mail.outbox.clear()
    for day in ("2026-05-06", "2026-05-06", "2026-05-07"):  # the rounds of 1 April and 4 May stand open
        tick(clock, day)
    asked = sorted(story.case.follow_ups.values_list("party__side", "round"))
    assert asked == [("A", "30"), ("A", "due-1"), ("B", "30"), ("B", "due-1")]
    sent = [one.to[0] for one in mail.outbox if "example.org" in one.to[0]]
    assert sorted(sent) == ["rustam@example.org"] * 2 + ["vera@example.org"] * 2
    assert misses(other) == [("register", "2026-03-03")]
    assert Asked.objects.filter(key__startswith=f"clock:{other.pk}:").count() == 1


def refused(cast) -> Story:
    story = stories.triaged(cast)
    keys = cast.keys(cast.aizhan)
    refuse(story.case, rule="bar_third_persons", letter=LETTER, by=cast.aizhan, keys=keys)
    story.refreshed()
    return story


def test_a_complaint_goes_to_the_council_and_may_be_heeded(cast, clock) -> None:
    story = refused(cast)
    run_due()
    mail.outbox.clear()
    for _twice in range(2):
        complain(story.case, ground="rule", by=story.party("A"))
    run_due()
    assert "marat@kelisim.example" in {one.to[0] for one in mail.outbox}
    assert list(complaints.waiting(Case.objects.all())) == [story.case]
    for _twice in range(2):
        hear_complaint(story.refreshed(), heeded=True, by=cast.marat)
    case = story.refreshed()
    assert (case.state, case.closing, case.outcome, case.resolved_on, case.clock) == (
        "triaged",
        "",
        "",
        None,
        "answer",
    )
    assert not complaints.waiting(Case.objects.all()).exists()
    keys = cast.keys(cast.aizhan)
    refuse(case, rule="bar_third_persons", letter=LETTER, by=cast.aizhan, keys=keys)
    complain(story.refreshed(), ground="facts", by=story.party("A"))
    hear_complaint(story.refreshed(), heeded=False, by=cast.marat)
    assert (story.refreshed().closing, complaints.stands(story.case)) == ("inadmissible", False)
    assert list(case.moves.filter(verb="hear_complaint").values_list("reason", flat=True)) == [
        "heeded",
        "stands",
    ]


def test_the_tenth_day_is_the_last_to_complain(cast, clock) -> None:
    story = refused(cast)
    assert complaints.complain_by(story.case).isoformat() == "2026-03-12"
    clock.move_to(at("2026-03-13"))
    with pytest.raises(ComplaintTooLate):
        complain(story.case, ground="rule", by=story.party("A"))
    assert not complaints.may_still_complain(story.case)
    clock.move_to(at("2026-03-12"))
    assert complain(story.case, ground="rule", by=story.party("A")).state == "closed"


def test_who_may_complain_and_who_may_hear(cast, clock) -> None:
    story = refused(cast)
    with pytest.raises(NoComplaint):
        hear_complaint(story.case, heeded=True, by=cast.marat)
    for ground, error in (("", AnswersMissing), ("angry", AnswerWrong)):
        with pytest.raises(error):
            complain(story.case, ground=ground, by=story.party("A"))
    complain(story.case, ground="other", by=story.party("A"))
    for who in (cast.aizhan, cast.saule, cast.oksana, cast.timur, cast.pavel):
        with pytest.raises(Refused):
            hear_complaint(story.refreshed(), heeded=True, by=who)
    open_case = submit(cast.application(essence="Басқа"), once="o" * 30).case
    with pytest.raises(Refused):
        complain(open_case, ground="rule", by=story.party("A"))


def test_an_alarm_is_missed_only_after_its_last_moment(cast, clock) -> None:
    story = stories.received(cast)
    midnight = story.case.clock_at
    clock.move_to(midnight - timedelta(seconds=1))
    assert missed.passed(story.case, midnight - timedelta(seconds=1)) is None
    assert missed.passed(story.case, midnight).last_day.isoformat() == "2026-03-03"
