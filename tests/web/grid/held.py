"""What the people of a place hold or may send back: links, passes, marks in a diary, calls that wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from kelisim.apps.mediation.actions.call_in import Call, call_in
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Busy, Feed, FollowUp, Mediator, Party, ReferrerPass
from kelisim.apps.mediation.queries import calendar_feed, following
from kelisim.apps.mediation.queries.participants import Person
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.seal import service
from tests.cast import Story
from tests.mediation.called import called
from tests.people import Cast


@dataclass
class Sent:
    """What a story's people wrote, before its place is settled."""

    call: str  # the link of somebody called in
    called: UUID  # who that is
    asked: UUID  # somebody else, whom the sides have not answered about
    notes: dict[str, UUID]  # each side's own private note


@dataclass
class Held:
    """By whom it was given, each in its place."""

    sent: Sent
    links: dict[str, str]
    secret: str  # an institution's pass
    given: ReferrerPass
    busy: dict[str, int]
    question: FollowUp


def sent(story: Story, at: str) -> Sent:
    """Two are called into the case; each side writes to the mediator alone."""
    by = story.refreshed().mediator.user
    who = Person(name=f"Куәгер {at}", phone=f"+7702{len(at)}000000")
    asked = call_in(story.case, call=Call(role="expert", who=who), once=f"{at}asked".ljust(24, "x"), by=by)
    notes = {}
    for side in "AB":
        once, party = f"{at}{side}".ljust(24, "n"), story.party(side)
        note = Note(room="private", text="Тек медиаторға")
        notes[side] = write_note(story.case, note=note, once=once, by=party, keys=story.keys(side)).uid
    call = called(story, once=f"{at}called".ljust(24, "x"))
    return Sent(call=call.token, called=call.person.uid, asked=asked.uid, notes=notes)


def held(told: Sent, story: Story, mediator: Mediator, union: Organisation, cast: Cast) -> Held:
    """What a place's people hold besides."""
    secret, side = f"pass-of-{union.code}".ljust(43, "x"), story.party("A")
    given = ReferrerPass.objects.create(
        institution=union,
        token_hash=service.keyed_hash("referrer-pass", secret),
        issued_by=cast.saule,
        until=date(2026, 12, 1),
    )
    question = _question(side)
    feed = f"feed-of-{union.code}".ljust(43, "x")
    Feed.objects.create(mediator=mediator, language="kk", token_hash=calendar_feed.token_hash(feed))
    links = {
        "invitation": story.invitation.token,
        "follow-up": following.token(question),
        "call": told.call,
        "calendar-feed": feed,
        "meeting-calendar": calendar_feed.meeting_token(story.case.sessions.get(), side),
    }
    busy = {
        "mediator": {"mediator": mediator},
        "office": {"office": mediator.office},
        "party": {"party": side},
    }
    marked = {name: _busy(**whose) for name, whose in busy.items()}
    return Held(sent=told, links=links, secret=secret, given=given, busy=marked, question=question)


def _question(side: Party) -> FollowUp:
    now = timezone.now()
    row = FollowUp(case=side.case, party=side, round="30", asked_at=now, call_since=now)
    row.closes_at = now + timedelta(days=14)
    row.token_hash = service.keyed_hash("follow-link", following.token(row))
    row.save()
    return row


def _busy(**whose: object) -> int:
    since = timezone.now() + timedelta(days=40)
    return Busy.objects.create(since=since, until=since + timedelta(hours=2), reason="leave", **whose).pk
