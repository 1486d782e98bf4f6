"""Clocks: each fires after its last day and not before, once, by itself only where the table says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core import mail

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.actions.confirm import close_window
from kelisim.apps.mediation.actions.end_expired import end_expired
from kelisim.apps.mediation.actions.extend import extend
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.lapse import lapse
from kelisim.apps.mediation.actions.save_draft import delete_drafts, save_draft
from kelisim.apps.mediation.errors import (
    AnswersForAnotherRound,
    NoSuchDraft,
    NotInThisState,
    OnlyOnce,
    TermOver,
    WindowOpen,
)
from kelisim.apps.mediation.models import Case, Offer
from kelisim.apps.mediation.queries import documents, drafts, following
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import at


def tick(clock, day: str) -> None:
    """The worker's clocks on a day at noon."""
    clock.move_to(at(day))
    tasks.clocks()
    run_due(at(day))


def test_an_invitation_lapses_after_its_tenth_day_and_late_consent_reopens(cast, clock) -> None:
    story = stories.inviting(cast)
    assert story.invitation.answer_by.isoformat() == "2026-03-12"
    tick(clock, "2026-03-12")
    assert story.refreshed().state == "inviting"
    tick(clock, "2026-03-13")
    case = story.refreshed()
    assert (case.state, case.closing, case.outcome) == ("closed", "no_response", "L")
    tick(clock, "2026-03-14")
    assert case.moves.filter(verb="lapse").count() == 1
    join(story.invitation.token, joining=Joining(notice=True), once=stories.ONCE_B)
    case = story.refreshed()
    assert (case.state, case.closing, case.outcome, case.resolved_on) == ("proposing", "", "", None)


def test_a_reasonable_period_may_be_stated(cast, clock) -> None:
    story = stories.triaged(cast)
    told = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan), answer_days=20)
    assert told.answer_by.isoformat() == "2026-03-22"


def test_a_mediator_who_does_not_answer_in_three_working_days_passes(cast, clock) -> None:
    story = stories.offered(cast)
    tick(clock, "2026-03-05")
    assert story.offer.__class__.objects.get(pk=story.offer.pk).status == Offer.Status.WAITING
    tick(clock, "2026-03-06")
    story.offer.refresh_from_db()
    assert (story.offer.status, story.offer.pass_reason) == (Offer.Status.LAPSED, "no_answer")
    assert story.refreshed().state == "proposing"


def test_the_time_to_object_ends_without_a_choice(cast, clock) -> None:
    story = stories.accepted(cast)
    terms = documents.proposed_terms(story.case)
    draft = lambda: stories.draft_agreement(  # noqa: E731
        story.case, terms=terms, by=cast.daniyar, keys=cast.keys(cast.daniyar)
    )
    with pytest.raises(WindowOpen):
        draft()
    tick(clock, "2026-03-12")
    with pytest.raises(WindowOpen):
        draft()
    tick(clock, "2026-03-13")
    assert story.refreshed().state == "accepted"
    assert draft().version == 1
    assert close_window(story.case).wraps.filter(status="pending").count() == 0


@pytest.mark.parametrize(
    ("stage", "due"),
    [("none", "2026-04-01"), ("court", "2026-04-01"), ("bailiff", "2026-04-01")],
)
def test_the_term_is_counted_from_the_day_after_the_agreement(cast, stage, due) -> None:
    case = stories.agreed(cast, stage=stage).refreshed()
    assert (case.agreed_on.isoformat(), case.due_on.isoformat()) == ("2026-03-02", due)


def test_the_term_ends_by_itself_the_day_after_and_the_case_is_filed(cast, clock) -> None:
    story = stories.running(cast)
    with pytest.raises(NotInThisState):
        end_expired(story.case, by=cast.daniyar)
    tick(clock, "2026-04-01")
    assert story.refreshed().state == "running"
    tick(clock, "2026-04-02")
    case = story.refreshed()
    assert (case.state, case.closing, case.outcome) == ("ended", "expired", "N5")
    tick(clock, "2026-05-02")
    assert story.refreshed().state == "ended"
    tick(clock, "2026-05-03")
    case = story.refreshed()
    assert (case.state, case.closing) == ("closed", "expired")


def test_the_mediator_may_confirm_the_end_on_the_last_day(cast, clock) -> None:
    story = stories.agreed(cast)
    clock.move_to(at("2026-04-01"))
    assert end_expired(story.case, by=cast.daniyar).closing == "expired"


def test_the_term_is_extended_once_by_all_three_and_never_beyond_sixty_days(cast, clock) -> None:
    story = stories.running(cast)
    until = datetime(2026, 5, 1, tzinfo=UTC).date()
    with pytest.raises(TermOver):
        extend(story.case, until=until.replace(day=2), by=story.party("A"))
    for by in (story.party("A"), story.party("A"), story.party("B")):
        case = extend(story.case, until=until, by=by)
        assert case.due_on.isoformat() == "2026-04-01"
    case = extend(story.case, until=until, by=cast.daniyar)
    assert (case.due_on, case.extended) == (until, True)
    with pytest.raises(OnlyOnce):
        extend(story.case, until=until.replace(day=2), by=story.party("A"))
    tick(clock, "2026-05-01")
    assert story.refreshed().state == "running"
    tick(clock, "2026-05-02")
    assert story.refreshed().closing == "expired"


def test_rounds_of_follow_up_come_on_their_days_and_silence_ends_unknown(cast, clock) -> None:
    story = stories.settled(cast)
    asked = {}
    for day in ("2026-03-31", "2026-04-01", "2026-05-04", "2026-05-31", "2027-03-02", "2027-04-01"):
        tick(clock, day)
        asked[day] = sorted(set(story.case.follow_ups.values_list("round", flat=True)))
    assert asked == {
        "2026-03-31": [],
        "2026-04-01": ["30"],
        "2026-05-04": ["30", "due-1"],
        "2026-05-31": ["30", "90", "due-1"],
        "2027-03-02": ["30", "365", "90", "due-1"],
        "2027-04-01": ["30", "365", "90", "due-1"],
    }
    assert story.refreshed().state == "follow_up"
    tick(clock, "2027-04-02")
    case = story.refreshed()
    assert (case.state, case.closing) == ("closed", "unknown")


def test_a_link_closes_after_sixty_days(cast, clock) -> None:
    story = stories.settled(cast)
    tick(clock, "2026-04-01")
    token = following.token(story.case.follow_ups.first())
    assert following.question(token.upper()) == story.case.follow_ups.first()
    clock.move_to(at("2026-05-31"))
    with pytest.raises(AnswersForAnotherRound):
        answered(token, {1: "performed", 2: "performed"})


def answered(token: str, answers: dict[int, str]) -> Case:
    return answer_follow_up(token, answers=answers)


@pytest.mark.parametrize(
    ("said", "state", "closing"),
    [
        ({"A": ("performed", "performed"), "B": ("performed", "performed")}, "closed", "performed"),
        ({"A": ("not", "performed"), "B": ("performed", "performed")}, "follow_up", ""),
        ({"B": ("performed", "performed")}, "follow_up", ""),
    ],
)
def test_the_side_it_is_owed_to_decides(cast, clock, said, state, closing) -> None:
    story = stories.settled(cast)
    tick(clock, "2026-05-04")
    for side, (first, second) in said.items():
        question = story.case.follow_ups.get(round="due-1", party__side=side)
        answered(following.token(question), {1: first, 2: second})
    case = story.refreshed()
    assert (case.state, case.closing) == (state, closing)
    if said.get("A", ("",))[0] == "not":
        assert case.obligations.get(number=1).status == "not"


def test_drafts_are_deleted_thirty_days_after_they_were_last_saved(cast, clock) -> None:
    saved = save_draft({"essence": "жоба"}, language="kk")
    clock.move_to(at("2026-03-20"))
    assert save_draft({"essence": "толық"}, language="ru", code=saved.code.lower()).code
    clock.move_to(at("2026-04-18"))
    assert delete_drafts() == 0
    assert drafts.resumed(saved.code).answers == {"essence": "толық"}
    clock.move_to(at("2026-04-20"))
    assert delete_drafts() == 1
    with pytest.raises(NoSuchDraft):
        drafts.resumed(saved.code)
    assert not Case.objects.exists()


def test_running_every_clock_twice_changes_and_sends_nothing_more(cast, clock) -> None:
    story = stories.inviting(cast)
    tick(clock, "2026-03-13")
    sent, moves = len(mail.outbox), story.case.moves.count()
    lapse(story.case)
    tasks.clock(story.case.pk)
    tick(clock, "2026-03-13")
    assert (len(mail.outbox), story.case.moves.count()) == (sent, moves)


def test_mail_carries_no_name_and_no_word_of_the_case(cast, clock) -> None:
    stories.settled(cast)
    tick(clock, "2026-05-04")
    assert {one.to[0] for one in mail.outbox} == {
        "vera@example.org",
        "rustam@example.org",
        "aizhan@kelisim.example",
        "daniyar@kelisim.example",
    }
    for one in mail.outbox:
        said = f"{one.subject} {one.body}".casefold()
        for word in ("вера", "рүстем", "ким", "сағындық", "шарбақ", "алматы", "+7701"):
            assert word not in said


def test_alarms_before_the_term_ends_reach_the_mediator_once(cast, clock) -> None:
    stories.running(cast)
    mail.outbox.clear()
    for day in ("2026-03-24", "2026-03-25", "2026-03-25", "2026-03-29", "2026-04-01"):
        clock.move_to(at(day))
        tasks.remind()
        run_due(at(day))
    told = [one for one in mail.outbox if "Медиация мерзімі аяқталып келеді." in one.body]
    assert len(told) == 3
