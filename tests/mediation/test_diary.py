"""Busy times, planning around them, feeds, reminders: each once, and never a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.core import mail
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.give_feed import end_feed, give_feed
from kelisim.apps.mediation.actions.keep_diary import free_again, import_calendar, mark_busy
from kelisim.apps.mediation.actions.move_session import move_session
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.errors.diary import ModeNotAgreed, NotPlanned, SideNotThere, SpanWrong, TimeTaken
from kelisim.apps.mediation.models import Busy, Case
from kelisim.apps.mediation.queries import calendar_feed, diary
from kelisim.apps.mediation.queries.diary import Diary, Span
from kelisim.apps.mediation.queries.proposals import ranking
from kelisim.kernel.access.door import Refused
from kelisim.kernel.packs.zones import zone_of
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import RUSTAM, VERA
from tests.mediation.test_calendar_file import calendar, event

NOON = datetime(2026, 3, 4, 7, tzinfo=UTC)  # a Wednesday, noon in Almaty
MEETING = Meeting(starts_at=NOON, mode="meeting", lasts=60)


def hours(since: int, until: int, day: int = 4) -> Span:
    """Hours of Almaty."""
    start = datetime(2026, 3, day, tzinfo=UTC)
    return Span(since=start + timedelta(hours=since - 5), until=start + timedelta(hours=until - 5))


def own(cast, name: str = "daniyar") -> Diary:
    return Diary(mediator=cast.mediators[name])


def plan(story, cast, **changes):
    return open_session(story.case, meeting=replace(MEETING, **changes), by=cast.daniyar)


def test_a_mark_is_one_however_often_sent_and_only_its_owner_takes_it_back(cast) -> None:
    first = mark_busy(own(cast), span=hours(9, 12), reason="work", by=cast.daniyar)
    assert mark_busy(own(cast), span=hours(9, 12), reason="work", by=cast.daniyar) == first
    with pytest.raises(Refused):
        mark_busy(own(cast), span=hours(9, 12), reason="work", by=cast.kamila)
    free_again(own(cast, "kamila"), number=first.pk, by=cast.kamila)
    assert Busy.objects.count() == 1
    free_again(own(cast), number=first.pk, by=cast.daniyar)
    free_again(own(cast), number=first.pk, by=cast.daniyar)
    assert Busy.objects.count() == 0


@pytest.mark.parametrize(
    "span", [hours(12, 9), hours(9, 12, day=1), Span(since=NOON, until=NOON.replace(year=2027))]
)
def test_a_time_that_cannot_be_is_not_marked(cast, span) -> None:
    with pytest.raises(SpanWrong):
        mark_busy(own(cast), span=span, reason="work", by=cast.daniyar)


def test_each_keeps_her_own_diary_and_nobody_anothers(cast) -> None:
    story = stories.running(cast)
    sides = {letter: Diary(party=story.party(letter)) for letter in "AB"}
    room = Diary(office=cast.office)
    allowed = [(room, cast.aizhan, "closed"), (sides["A"], story.party("A"), "work")]
    for whose, by, reason in allowed:
        assert mark_busy(whose, span=hours(9, 12), reason=reason, by=by).reason == reason
    refused = [
        (room, cast.daniyar),
        (room, cast.pavel),
        (sides["A"], story.party("B")),
        (sides["A"], cast.aizhan),
    ]
    for whose, by in refused:
        with pytest.raises(Refused):
            mark_busy(whose, span=hours(9, 12), reason="other", by=by)


def test_whole_days_away_keep_her_out_of_proposals_until_she_is_back(cast, clock) -> None:
    story = stories.proposing(cast)
    best = ranking(story.case).proposals[0].mediator
    name = best.user.email.partition("@")[0]
    mark_busy(own(cast, name), span=hours(9, 18, day=2), reason="work", by=best.user)
    assert ranking(story.case).proposals[0].mediator == best  # some hours bar nobody
    mark_busy(own(cast, name), span=hours(0, 72, day=2), reason="leave", by=best.user)
    assert ranking(story.case).left_out[best.pk] == "away"
    clock.move_to("2026-03-05T05:00:00Z")
    assert ranking(story.case).proposals[0].mediator == best


def test_a_calendar_replaces_the_one_before_and_leaves_marks_alone(cast) -> None:
    mark_busy(own(cast), span=hours(9, 10), reason="work", by=cast.daniyar)
    one = calendar(*event("DTSTART:20260305T050000Z", "DTEND:20260305T060000Z", "LOCATION:Құпия үй"))
    for _twice in range(2):
        assert import_calendar(own(cast), raw=one, by=cast.daniyar) == 1
    assert sorted(Busy.objects.values_list("reason", flat=True)) == ["calendar", "work"]
    import_calendar(own(cast), raw=calendar(), by=cast.daniyar)
    assert list(Busy.objects.values_list("reason", flat=True)) == ["work"]


def test_a_conflict_is_told_by_whom_and_has_to_be_confirmed(cast) -> None:
    story = stories.agreed(cast)
    mark_busy(own(cast), span=hours(9, 13), reason="training", by=cast.daniyar)
    mark_busy(Diary(office=cast.office), span=hours(12, 14), reason="closed", by=cast.aizhan)
    mark_busy(Diary(party=story.party("B")), span=hours(11, 13), reason="work", by=story.party("B"))
    found = diary.conflicts(story.case, MEETING.wanted())
    assert [(one.who, one.reason) for one in found] == [
        ("mediator", "training"),
        ("B", "work"),
        ("office", "closed"),
    ]
    apart = replace(MEETING, mode="video", apart=story.party("A"))
    assert [one.who for one in diary.conflicts(story.case, apart.wanted())] == ["mediator"]
    with pytest.raises(TimeTaken):
        plan(story, cast)
    assert plan(story, cast, despite=True).number == 1


def test_another_case_of_the_same_mediator_is_a_conflict_too(cast) -> None:
    story = stories.agreed(cast)
    plan(story, cast)
    with pytest.raises(TimeTaken):
        plan(story, cast, starts_at=NOON + timedelta(minutes=30))
    assert plan(story, cast, starts_at=NOON + timedelta(minutes=60)).number == 2


def test_free_times_suit_everybody_in_working_hours(cast, django_assert_num_queries) -> None:
    story = stories.agreed(cast)
    mark_busy(own(cast), span=hours(0, 24, day=3), reason="training", by=cast.daniyar)
    mark_busy(Diary(party=story.party("A")), span=hours(9, 11), reason="work", by=story.party("A"))
    case = story.refreshed()
    with django_assert_num_queries(2):
        found = diary.free_slots(case, replace(MEETING, lasts=90).wanted())
    local = [f"{at.astimezone(zone_of('75')):%d %H:%M}" for at in found]
    assert local == ["02 10:30", "02 14:00", "04 11:00", "04 14:00", "05 09:00", "05 14:00"]


def test_a_meeting_needs_its_sides_and_their_word_on_the_way(cast) -> None:
    story = stories.agreed(cast)
    with pytest.raises(ModeNotAgreed):
        plan(story, cast, agreed=False)
    story.case.parties.filter(side="B").update(joined_at=None)
    with pytest.raises(SideNotThere):
        plan(story, cast)
    assert plan(story, cast, apart=story.party("A")).apart == story.party("A")


def test_a_meeting_moves_and_both_sides_may_miss_it(cast, clock) -> None:
    story = stories.agreed(cast)
    session = plan(story, cast)
    later = replace(MEETING, starts_at=NOON + timedelta(minutes=30))
    for _twice in range(2):
        moved = move_session(session, meeting=later, by=cast.daniyar)
    assert (moved.starts_at, moved.moved) == (later.starts_at, 1)
    assert story.case.moves.filter(verb="move_session").count() == 1
    clock.move_to(NOON + timedelta(hours=2))
    missed = record_session(session, status="no_show", absent=list(story.case.parties.all()), by=cast.daniyar)
    assert missed.missing == "AB"
    with pytest.raises(NotPlanned):
        move_session(session, meeting=MEETING, by=cast.daniyar)


def test_a_feed_is_read_back_without_a_name_in_utc_and_ends_when_revoked(cast) -> None:
    story = stories.agreed(cast)
    plan(story, cast)
    token = give_feed(own(cast), by=cast.daniyar)
    feed = calendar_feed.feed_of(token)
    raw = calendar_feed.feed_file(feed)
    (found,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert found["SUMMARY"] == f"Медиация, {Case.objects.get()}"
    assert found["DTSTART"].dt == NOON
    assert b"DTSTART:20260304T070000Z" in raw
    assert b"DTEND:20260304T080000Z" in raw
    assert {"LOCATION", "DESCRIPTION", "ATTENDEE"} & set(found) == set()
    room = calendar_feed.feed_of(give_feed(Diary(office=cast.office), by=cast.aizhan))
    assert b"20260304T070000Z" in calendar_feed.feed_file(room)
    newer = give_feed(own(cast), by=cast.daniyar)
    assert (calendar_feed.feed_of(token), calendar_feed.feed_of(newer).mediator) == (None, feed.mediator)
    end_feed(own(cast), by=cast.daniyar)
    assert calendar_feed.feed_of(newer) is None
    with pytest.raises(Refused):
        give_feed(own(cast), by=cast.kamila)


def test_a_side_opens_one_meeting_by_her_link_and_reads_number_time_and_place(cast) -> None:
    story = stories.agreed(cast)
    session = plan(story, cast)
    token = calendar_feed.meeting_token(session, story.party("A"))
    found, party = calendar_feed.meeting_of(session.case.number, 1, token)
    assert (found, party.side) == (session, "A")
    assert calendar_feed.meeting_of(session.case.number, 1, "0" * 32) is None
    (one,) = icalendar.Calendar.from_ical(calendar_feed.meeting_file(session, "kk")).walk("VEVENT")
    assert one["LOCATION"] == "«Достық» кабинеті, Абай даңғылы, 1"
    apart = plan(story, cast, starts_at=NOON + timedelta(hours=3), apart=story.party("A"))
    foreign = calendar_feed.meeting_token(apart, story.party("B"))
    assert calendar_feed.meeting_of(apart.case.number, 2, foreign) is None


def letters(word: str) -> list[str]:
    """To whom a mail with this word went."""
    return sorted(one.to[0] for one in mail.outbox if word in one.body)


def test_a_meeting_is_reminded_once_even_if_the_queue_stood_still_a_day(cast, clock) -> None:
    story = stories.agreed(cast)
    plan(story, cast)
    run_due()
    mail.outbox.clear()
    clock.move_to("2026-03-03T03:00:00Z")  # the day before is missed: nothing runs
    for moment in ("2026-03-04T03:00:00Z", "2026-03-04T03:10:00Z"):
        clock.move_to(moment)
        tasks.remind()
        run_due(timezone.now())
    assert letters("Жақында кездесу болады.") == sorted([VERA.email, RUSTAM.email])
    assert all("/meeting/" in one.body and ".ics" in one.body for one in mail.outbox)
    clock.move_to("2026-03-05T03:00:00Z")
    tasks.remind()
    run_due(timezone.now())
    assert len(mail.outbox) == 2


def test_a_reminder_that_waited_too_long_is_not_sent(cast, clock) -> None:
    story = stories.agreed(cast)
    session = plan(story, cast)
    run_due()
    mail.outbox.clear()
    clock.move_to("2026-03-03T03:00:00Z")
    tasks.remind()
    record_session(session, status="cancelled", by=cast.daniyar)
    run_due(timezone.now())
    assert (letters("Жақында кездесу болады."), len(letters("Кездесу болмайтын болды."))) == ([], 2)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (("2026-03-25", "2026-03-29", "2026-04-01"), 3),
        (("2026-03-27", "2026-03-28"), 1),
        (("2026-04-01",) * 2, 1),
    ],
)
def test_each_alarm_of_a_term_is_told_once_and_late_rather_than_never(cast, clock, days, told) -> None:
    story = stories.agreed(cast)
    assert story.refreshed().due_on.isoformat() == "2026-04-01"
    run_due()
    mail.outbox.clear()
    for day in days:
        clock.move_to(stories.at(day))
        tasks.remind()
        run_due(timezone.now())
    assert len([one for one in mail.outbox if one.to == [cast.daniyar.email]]) == told
