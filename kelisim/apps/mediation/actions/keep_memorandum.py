"""The staff enter a memorandum, plan with it, move its plan on and note what each side answered."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors.memoranda import (
    CodeTaken,
    EndsBeforeItBegins,
    NoSuchMove,
    RepliedAlready,
    StillToCome,
)
from kelisim.apps.mediation.models import Memorandum, PlanItem, PlanReply
from kelisim.apps.mediation.models.memorandum import PlanState
from kelisim.apps.mediation.queries.memoranda import Known, memoranda
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

PLAN_MOVES = {
    PlanState.PLANNED: {PlanState.BEGUN, PlanState.DONE, PlanState.DROPPED},
    PlanState.BEGUN: {PlanState.DONE, PlanState.DROPPED},
    PlanState.DONE: set(),
    PlanState.DROPPED: set(),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A memorandum as it is entered."""

    code: str
    sides_kk: str
    sides_ru: str
    purpose_kk: str
    purpose_ru: str
    signed_on: date
    source_title: str
    read_on: date
    sides_en: str = ""
    purpose_en: str = ""
    text: str = ""
    until: date | None = None
    source_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a joint plan as it is entered."""

    what_kk: str
    what_ru: str
    due_on: date
    what_en: str = ""


def add_memorandum(told: Told, *, by: User) -> Memorandum:
    """The same one again is the same. Raises Refused, CodeTaken, EndsBeforeItBegins, StillToCome."""
    require(access.may_keep_memoranda(by))
    if told.until is not None and told.until <= told.signed_on:
        raise EndsBeforeItBegins
    for day in (told.signed_on, told.read_on):
        _happened(day)
    with transaction.atomic():
        before = Memorandum.objects.filter(code=told.code).first()
        if before is not None and all(getattr(before, name) == said for name, said in asdict(told).items()):
            return before
        if told.code in {one.code for one in memoranda()}:
            raise CodeTaken(code=told.code)
        made = Memorandum.objects.create(**asdict(told), added_by=by)
        record("mediation.memorandum_added", made, by=by, code=made.code)
    return made


def plan_together(known: Known, line: Line, *, by: User) -> PlanItem:
    """Adds a line to the joint plan; the same words for the same day are the same line. Raises Refused."""
    require(access.may_keep_memoranda(by))
    with transaction.atomic():
        rows = PlanItem.objects.select_for_update().filter(memorandum=known.code)
        own = list(rows)
        found = next((one for one in own if all(getattr(one, k) == v for k, v in asdict(line).items())), None)
        if found is not None:
            return found
        number = max((one.number for one in own), default=0) + 1
        made = PlanItem.objects.create(memorandum=known.code, number=number, **asdict(line))
        record("mediation.plan_line_added", made, by=by, code=known.code, number=number)
    return made


def move_plan(item: PlanItem, *, to: PlanState, on: date, by: User) -> PlanItem:
    """Begun, done or dropped on a day; again changes nothing. Raises Refused, NoSuchMove, StillToCome."""
    require(access.may_keep_memoranda(by))
    _happened(on)
    with transaction.atomic():
        item = PlanItem.objects.select_for_update().get(pk=item.pk)
        if (item.state, item.moved_on) == (to, on):
            return item
        if to not in PLAN_MOVES[PlanState(item.state)]:
            raise NoSuchMove
        item.state, item.moved_on = to, on
        item.save(update_fields=["state", "moved_on"])
        record("mediation.plan_line_moved", item, by=by, to=str(to), on=on.isoformat())
    return item


def ask_side(item: PlanItem, *, side: str, due_on: date, by: User) -> PlanReply:
    """Notes by when a side is to answer; asked again, the day moves. Raises Refused, RepliedAlready."""
    require(access.may_keep_memoranda(by))
    with transaction.atomic():
        PlanItem.objects.select_for_update().get(pk=item.pk)
        reply = PlanReply.objects.filter(item=item, side=side).first()
        if reply is not None and reply.due_on == due_on:
            return reply
        if reply is not None and reply.answered_on is not None:
            raise RepliedAlready
        reply, _made = PlanReply.objects.update_or_create(item=item, side=side, defaults={"due_on": due_on})
        record("mediation.side_asked", item, by=by, due_on=due_on.isoformat())
    return reply


def note_reply(reply: PlanReply, *, answer: str, on: date, by: User) -> PlanReply:
    """What the side answered, and when; it stays. Raises Refused, RepliedAlready, StillToCome."""
    require(access.may_keep_memoranda(by))
    _happened(on)
    with transaction.atomic():
        reply = PlanReply.objects.select_for_update().prefetch_related("item").get(pk=reply.pk)
        if (reply.answer, reply.answered_on) == (answer, on):
            return reply
        if reply.answered_on is not None:
            raise RepliedAlready
        reply.answer, reply.answered_on = answer, on
        reply.save(update_fields=["answer", "answered_on"])
        record("mediation.side_answered", reply.item, by=by, on=on.isoformat())
    return reply


def _happened(day: date) -> None:
    if day > timezone.localdate():
        raise StillToCome(day=day.isoformat())
