"""Who is free when: busy spans and planned meetings of mediator, office's room and sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Busy, Case, Mediator, Party, Session
from kelisim.apps.mediation.queries import law
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.packs.calendar import is_working
from kelisim.kernel.packs.dated import value_on
from kelisim.kernel.packs.zones import zone_of

IN_THE_ROOM = "meeting"  # the mode that needs the office's room
MEETING = "meeting"  # the reason of a conflict with a planned meeting
STEP = timedelta(minutes=30)
ABSENCE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Diary:
    """Whose time: exactly one of the three."""

    mediator: Mediator | None = None
    office: Organisation | None = None
    party: Party | None = None

    def owner(self) -> Mediator | Organisation | Party:
        """The row it belongs to."""
        found = self.mediator or self.office or self.party
        if found is None:
            raise TypeError
        return found

    def region(self) -> str:
        """Where its clock hangs."""
        if self.mediator is not None:
            return str(self.mediator.region_id)
        if self.office is not None:
            return str(self.office.territory_id or "")
        return str(self.party.case.region_id or "") if self.party else ""

    def spans(self) -> QuerySet[Busy]:
        """Its busy spans that are not over."""
        return Busy.objects.filter(**self.columns(), until__gt=timezone.now())

    def columns(self) -> dict[str, object]:
        """The columns of a span of hers."""
        return {"mediator": self.mediator, "office": self.office, "party": self.party}


@dataclass(frozen=True, kw_only=True)
class Span:
    """Half open, in UTC."""

    since: datetime
    until: datetime

    def meets(self, other: Span) -> bool:
        """Whether they share a moment."""
        return self.since < other.until and other.since < self.until


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """Who cannot at that time (mediator, office, A, B) and why, as a code."""

    who: str
    reason: str
    span: Span


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A meeting as it is thought of; `besides` is the one that is being moved."""

    span: Span
    mode: str
    apart: Party | None = None
    besides: int = 0

    def letters(self) -> str:
        """The sides that take part."""
        return self.apart.side if self.apart else "AB"


def conflicts(case: Case, wanted: Wanted) -> list[Conflict]:
    """Everything that stands against it, in the order of time."""
    found = [one for one in taken(case, wanted.span, besides=wanted.besides) if _concerns(one, wanted)]
    return sorted(found, key=lambda one: (one.span.since, one.who))


def free_slots(case: Case, wanted: Wanted, *, most: int = 6) -> list[datetime]:
    """When everybody who takes part is free in working hours, soonest first, at most two a day."""
    region, now = str(case.region_id or ""), timezone.now()
    length = wanted.span.until - wanted.span.since
    last = timezone.localdate(now) + timedelta(days=law.number("slot_search_days"))
    if case.due_on is not None:
        last = min(last, case.due_on)
    whole = Span(since=now, until=now + timedelta(days=law.number("slot_search_days") + 1))
    against = [one.span for one in taken(case, whole, besides=wanted.besides) if _concerns(one, wanted)]
    found: list[datetime] = []
    day = timezone.localdate(now)
    while day <= last and len(found) < most:
        free = [
            one for one in _starts(day, length, region) if one > now and not _any(one, one + length, against)
        ]
        found += _spread(free)
        day += timedelta(days=1)
    return found[:most]


def taken(case: Case, within: Span, *, besides: int = 0) -> list[Conflict]:
    """Busy spans and planned meetings of the mediator, the office's room and the sides; three questions."""
    owners = Q(mediator=case.mediator_id) | Q(party__case=case)
    if case.office_id is not None:
        owners |= Q(office=case.office_id)
    marked = Busy.objects.filter(owners, since__lt=within.until, until__gt=within.since).select_related(
        "party"
    )
    found = [
        Conflict(who=_who(row), reason=row.reason, span=Span(since=row.since, until=row.until))
        for row in marked
    ]
    # No meeting is longer than a day, so an earlier start cannot reach in.
    planned = Session.objects.filter(
        Q(case__mediator=case.mediator_id) | Q(case__office=case.office_id, mode=IN_THE_ROOM),
        status=Session.Status.PLANNED,
        starts_at__lt=within.until,
        starts_at__gt=within.since - timedelta(days=1),
    ).exclude(pk=besides)
    for one in planned.select_related("case"):
        span = Span(since=one.starts_at, until=one.ends_at())
        hers = one.case.mediator_id == case.mediator_id
        if span.meets(within):
            found.append(Conflict(who="mediator" if hers else "office", reason=MEETING, span=span))
    return found


def absent_now(mediators: Sequence[Mediator], now: datetime) -> set[int]:
    """Who marked herself away for a day or longer that is under way; an hour away bars nobody."""
    rows = Busy.objects.filter(mediator__in=mediators, since__lte=now, until__gt=now)
    return {row.mediator_id for row in rows if row.mediator_id and row.until - row.since >= ABSENCE}


def working_spans(day: date, region: str) -> list[Span]:
    """The hours in which people meet on a day, as the pack says; none on a day off."""
    value = value_on("working_hours", day).value
    if not is_working(day) or not isinstance(value, list):
        return []
    zone = zone_of(region, day)
    found = []
    for line in value:
        since, _dash, until = str(line).partition("-")
        found.append(
            Span(
                since=datetime.combine(day, time.fromisoformat(since), tzinfo=zone),
                until=datetime.combine(day, time.fromisoformat(until), tzinfo=zone),
            )
        )
    return found


def _concerns(one: Conflict, wanted: Wanted) -> bool:
    if one.who == "office":
        return wanted.mode == IN_THE_ROOM
    return one.who == "mediator" or one.who in wanted.letters()


def _who(row: Busy) -> str:
    if row.party is not None:
        return row.party.side
    return "office" if row.office_id else "mediator"


def _starts(day: date, length: timedelta, region: str) -> Iterable[datetime]:
    for hours in working_spans(day, region):
        at = hours.since
        while at + length <= hours.until:
            yield at
            at += STEP


def _any(since: datetime, until: datetime, against: list[Span]) -> bool:
    wanted = Span(since=since, until=until)
    return any(one.meets(wanted) for one in against)


def _spread(free: list[datetime]) -> list[datetime]:
    """The first of the morning and the first of the afternoon."""
    if not free:
        return []
    first = free[0]
    later = next((one for one in free if one - first >= timedelta(hours=3)), None)
    return [first, later] if later else [first]
