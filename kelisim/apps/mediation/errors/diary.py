"""What can go wrong with calendars and meetings; no word of anybody's calendar is in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class CalendarTooLarge(MediationError):
    """More bytes or entries than are read."""

    text = _(
        "The calendar holds more than is read: %(found)s, at most %(most)s. "
        "Export only the coming months and send that file; nothing was changed."
    )


class NotACalendar(MediationError):
    """The file is no iCalendar file, or is broken."""

    text = _(
        "This is not a calendar file (.ics), or it is damaged. Export it once more; nothing was changed."
    )


class CalendarDateWrong(MediationError):
    """An entry whose times cannot be."""

    text = _(
        "Entry %(entry)s of the calendar has a beginning, an end or a length that cannot be. "
        "Correct it in your calendar and export again; nothing was changed."
    )


class CalendarRuleUnknown(MediationError):
    """An entry that repeats in a way that is not read."""

    text = _(
        "Entry %(entry)s of the calendar repeats by a rule that is not read here: %(rule)s. "
        "Daily, weekly, monthly and yearly entries are read. Change it or leave it out; nothing was changed."
    )


class SpanWrong(MediationError):
    """It ends before it begins, is past, or lies beyond the horizon."""

    text = _(
        "The time from %(since)s to %(until)s cannot be marked. "
        "It must end after it begins, lie ahead, and not reach further than %(latest)s."
    )


class TimeTaken(MediationError):
    """Somebody cannot at that time; it may be confirmed."""

    text = _(
        "Somebody cannot at this time; what stands against it is listed below (%(conflicts)s). "
        "Choose a free time, or confirm that the meeting is held all the same."
    )


class SideNotThere(MediationError):
    """A side that takes part has not joined."""

    text = _("A side has not joined the case yet, so no meeting can be planned with her. Invite her first.")


class ModeNotAgreed(MediationError):
    """How people meet is for the sides to agree."""

    text = _(
        "How you meet is for the sides to agree. "
        "Ask them, then confirm that they agree to this way of meeting."
    )


class NotPlanned(MediationError):
    """Only a meeting still to come can be moved."""

    text = _("Meeting %(number)s was held or called off; it cannot be moved. Plan a new one.")
