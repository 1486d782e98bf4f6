"""What a mediator does with meetings: plans one, moves it, records what became of it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.move_session import move_session
from kelisim.apps.mediation.actions.open_session import open_session
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.web.mediation.staff.deed import Deed
from kelisim.web.mediation.staff.forms.meeting import MeetingForm, MoveForm, RecordForm


def _meet(form: MeetingForm) -> None:
    open_session(form.work.case, meeting=form.meeting(), by=form.work.user)


def _move(form: MoveForm) -> None:
    move_session(form.session, meeting=form.meeting(), by=form.work.user)


def _record(form: RecordForm) -> None:
    told = form.cleaned_data
    record_session(
        form.session(),
        status=told["status"],
        minutes=told["minutes"],
        absent=form.absent_sides(),
        by=form.work.user,
    )


MEET: Deed[MeetingForm] = Deed(
    name="meeting",
    verb="open_session",
    title=_("Plan a meeting"),
    lead=_("The sides are told that a meeting is planned; day and time stand in their case."),
    button=_("Plan"),
    done=_("The meeting is planned."),
    form=MeetingForm,
    act=_meet,
    may=access.may_lead,
    template="meeting",
)
MOVE: Deed[MoveForm] = Deed(
    name="move",
    verb="move_session",
    title=_("Move a meeting"),
    lead=_("The sides are told; the new time stands in their case and in the calendars that follow it."),
    button=pgettext_lazy("meeting", "Move"),
    done=_("The meeting is put to another time."),
    form=MoveForm,
    act=_move,
    may=access.may_lead,
    template="meeting",
)
RECORD: Deed[RecordForm] = Deed(
    name="record",
    verb="open_session",
    title=_("Record a meeting"),
    lead=_("Day, length and who came. Nothing of what was said."),
    button=_("Record"),
    done=_("The meeting is recorded."),
    form=RecordForm,
    act=_record,
    may=access.may_lead,
)
