"""Marks when somebody cannot meet, takes a mark back, takes in a calendar file. Codes and moments only."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access.diary import may_keep_diary
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.errors.diary import SpanWrong
from kelisim.apps.mediation.models import Busy, Party
from kelisim.apps.mediation.models.diary import IMPORTED
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.calendar_file import Frame, read_busy
from kelisim.apps.mediation.queries.diary import Diary, Span
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.zones import zone_of
from kelisim.kernel.texts.code import Code

By = User | Party


def mark_busy(diary: Diary, *, span: Span, reason: str, by: By) -> Busy:
    """The same span twice is one. Raises SpanWrong, AnswerWrong (an unknown reason)."""
    require(may_keep_diary(by, diary))
    require_code("reason", reason, "busy_reasons")
    now = timezone.now()
    latest = now + timedelta(days=law.number("calendar_horizon_days"))
    if not span.since < span.until or span.until <= now or span.until > latest:
        raise SpanWrong(**{name: f"{at:%Y-%m-%d %H:%M}" for name, at in _told(diary, span, latest).items()})
    with transaction.atomic():
        _lock(diary)
        known = diary.spans().filter(since=span.since, until=span.until, reason=reason).first()
        if known is not None:
            return known
        busy = Busy.objects.create(since=span.since, until=span.until, reason=reason, **diary.columns())
        _record("busy_marked", diary, by, reason=reason)
    return busy


def free_again(diary: Diary, *, number: int, by: By) -> None:
    """Takes one mark back; a mark that is gone stays gone. Another's is none of hers."""
    require(may_keep_diary(by, diary))
    with transaction.atomic():
        found = Busy.objects.filter(pk=number, **diary.columns())
        if found.delete()[0]:
            _record("busy_unmarked", diary, by)


def import_calendar(diary: Diary, *, raw: bytes, by: By) -> int:
    """Replaces what an earlier file said; the same file again changes nothing. How many spans it holds.

    Raises CalendarTooLarge, NotACalendar, CalendarDateWrong, CalendarRuleUnknown; then nothing is changed.
    """
    require(may_keep_diary(by, diary))
    now = timezone.now().replace(second=0, microsecond=0)
    ahead = Span(since=now, until=now + timedelta(days=law.number("calendar_horizon_days")))
    spans = read_busy(raw, Frame(span=ahead, zone=zone_of(diary.region())))
    with transaction.atomic():
        _lock(diary)
        before = Busy.objects.filter(reason=IMPORTED, **diary.columns())
        known = set(before.values_list("since", "until"))
        if known == {(one.since, one.until) for one in spans}:
            return len(spans)
        before.delete()
        Busy.objects.bulk_create(
            [Busy(since=one.since, until=one.until, reason=IMPORTED, **diary.columns()) for one in spans]
        )
        _record("calendar_imported", diary, by, spans=len(spans))
    return len(spans)


def _told(diary: Diary, span: Span, latest: object) -> dict[str, object]:
    zone = zone_of(diary.region())
    return {"since": span.since.astimezone(zone), "until": span.until.astimezone(zone), "latest": latest}


def _lock(diary: Diary) -> None:
    """One writer at a time, so that two files sent at once are not mixed."""
    owner = diary.owner()
    if not type(owner)._default_manager.select_for_update().filter(pk=owner.pk).exists():
        raise Refused


def _record(deed: str, diary: Diary, by: By, **facts: Code) -> None:
    thing = diary.party.case if diary.party else diary.owner()
    if diary.party is not None:
        facts["side"] = diary.party.side
    record(f"mediation.{deed}", thing, by=by if isinstance(by, User) else None, **facts)
