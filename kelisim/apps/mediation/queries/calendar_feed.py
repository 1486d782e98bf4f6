"""Meetings as an iCalendar file: when, the number, the place. No name, no topic, no word of any case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hmac import compare_digest
from importlib import import_module

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.mediation.models import Feed, Party, Session
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.diary import IN_THE_ROOM, Diary
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.seal import service
from kelisim.kernel.texts.of import of

BACK = timedelta(days=30)  # so long a meeting that is over stays in the feed
_LINK_LETTERS = 32  # 128 bits


def token_hash(token: str) -> str:
    """What is kept of a feed's token."""
    return service.keyed_hash("calendar-feed", token)


def feed_of(token: str) -> Feed | None:
    """The feed a link opens; nothing once it was ended."""
    found = Feed.objects.filter(token_hash=token_hash(token), revoked_at=None)
    return found.select_related("mediator", "office").first()


def feeds_of(diary: Diary) -> QuerySet[Feed]:
    """The feed that is open now, as rows."""
    return Feed.objects.filter(mediator=diary.mediator, office=diary.office, revoked_at=None)


def feed_file(feed: Feed) -> bytes:
    """Every meeting from a month ago on: a mediator's own, or those that need the office's room."""
    rows = Session.objects.filter(starts_at__gte=timezone.now() - BACK).select_related("case__office")
    if feed.mediator is not None:
        rows = rows.filter(case__mediator=feed.mediator)
    else:
        rows = rows.filter(case__office=feed.office, mode=IN_THE_ROOM)
    return _written(rows.order_by("starts_at"), feed.language)


def meeting_token(session: Session, party: Party) -> str:
    """By which a side opens one meeting in her calendar; made anew each time, kept nowhere."""
    return service.keyed_hash("meeting-link", f"{session.pk}:{party.uid}")[:_LINK_LETTERS]


def meeting_of(number: str, meeting: int, token: str) -> tuple[Session, Party] | None:
    """The meeting a side's link opens, if she is asked to it."""
    found = Session.objects.filter(case__number=number, number=meeting)
    session = found.select_related("case__office", "apart").first()
    if session is None:
        return None
    for party in [session.apart] if session.apart else session.case.parties.all():
        if compare_digest(meeting_token(session, party), token):
            return session, party
    return None


def meeting_file(session: Session, language: str) -> bytes:
    """One meeting, with its place."""
    return _written([session], language, place=True)


def place_of(session: Session, language: str) -> str:
    """The office and its address where people come together; otherwise how they meet."""
    office: Organisation | None = session.case.office
    if session.mode != IN_THE_ROOM or office is None:
        return code_name("modes", session.mode).of(language)
    with override(language):
        return ", ".join(filter(None, (of(office, "name"), of(office, "address"))))


def _written(sessions: Iterable[Session], language: str, *, place: bool = False) -> bytes:
    icalendar = import_module("icalendar")
    file = icalendar.Calendar()
    for name, value in (("prodid", "-//Kelisim//Mediation//"), ("version", "2.0"), ("calscale", "GREGORIAN")):
        file.add(name, value)
    host = settings.ORIGIN.partition("://")[2]
    for session in sessions:
        event = icalendar.Event()
        event.add("uid", f"{service.keyed_hash('meeting-uid', str(session.pk))[:_LINK_LETTERS]}@{host}")
        event.add("dtstamp", _utc(timezone.now()))
        event.add("dtstart", _utc(session.starts_at))
        event.add("dtend", _utc(session.starts_at + timedelta(minutes=session.minutes or session.lasts)))
        event.add("sequence", session.moved)
        with override(language):
            event.add("summary", _("Mediation, %(number)s") % {"number": shown_number(session.case.number)})
        event.add("class", "PRIVATE")
        event.add("status", "CANCELLED" if session.status == Session.Status.CANCELLED else "CONFIRMED")
        if place:
            event.add("location", place_of(session, language))
        file.add_component(event)
    written: bytes = file.to_ical()
    return written


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
