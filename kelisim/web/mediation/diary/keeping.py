"""One page for three: a mediator, an office's room, a side. What they mark, take in and give away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.mediation.actions.give_feed import end_feed, give_feed
from kelisim.apps.mediation.actions.keep_diary import free_again, import_calendar, mark_busy
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.models.diary import IMPORTED
from kelisim.apps.mediation.queries.calendar_feed import feeds_of
from kelisim.apps.mediation.queries.diary import Diary
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.packs.zones import zone_of
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation.diary.forms import CalendarForm, MarkForm


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Whose diary, who keeps it, on which page."""

    diary: Diary
    by: User | Party
    template: str
    context: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Line:
    """One busy span as it is read."""

    number: int
    since: datetime
    until: datetime
    reason: str


def keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Shows the diary, or does one of its five deeds and comes back."""
    if request.method != "POST":
        return _page(request, desk)
    act = _ACTS.get(request.POST.get("go", ""))
    return act(request, desk) if act else _page(request, desk)


def reason_of(code: str) -> str:
    """Why somebody is busy, in words."""
    return _("from a calendar") if code == IMPORTED else code_name("busy_reasons", code).of()


def _page(request: HttpRequest, desk: Desk, **more: Any) -> HttpResponse:
    region = desk.diary.region()
    spans = list(desk.diary.spans())
    file = list_file(request, _listing(desk, [(one.since, one.until, one.reason) for one in spans]))
    if file is not None:
        return file
    lines = [
        Line(number=one.pk, since=one.since, until=one.until, reason=reason_of(one.reason)) for one in spans
    ]
    context = {
        "mark": MarkForm(region=region),
        "calendar": CalendarForm(),
        "lines": lines,
        "zone": zone_of(region).key,
        "feed": None if desk.diary.party else feeds_of(desk.diary).first(),
        "staff": desk.diary.party is None,
        **desk.context,
        **more,
    }
    return render(request, desk.template, context)


def _listing(desk: Desk, spans: list[tuple[datetime, datetime, str]]) -> Listing:
    zone: ZoneInfo = zone_of(desk.diary.region())
    rows = [
        [f"{since.astimezone(zone):%Y-%m-%dT%H:%M%z}", f"{until.astimezone(zone):%Y-%m-%dT%H:%M%z}", reason]
        for since, until, reason in spans
    ]
    return Listing(name="busy", columns=("since", "until", "reason"), rows=rows)


def _mark(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = MarkForm(request.POST, region=desk.diary.region())

    def act() -> str:
        reason = form.cleaned_data["reason"]
        mark_busy(desk.diary, span=form.span(), reason=reason, by=desk.by)
        return _("The time is marked.")

    return _tried(request, desk, ("mark", "first", form), act)


def _import(request: HttpRequest, desk: Desk) -> HttpResponse:
    form = CalendarForm(request.POST, request.FILES)

    def act() -> str:
        found = import_calendar(desk.diary, raw=form.raw(), by=desk.by)
        return _("The calendar is taken in; times when you are busy: %(count)s.") % {"count": found}

    return _tried(request, desk, ("calendar", "file", form), act)


def _tried(
    request: HttpRequest, desk: Desk, typed: tuple[str, str, forms.Form], act: Callable[[], str]
) -> HttpResponse:
    name, field, form = typed
    if form.is_valid():
        try:
            messages.success(request, act())
        except MediationError as error:
            form.add_error(field, str(error))
        else:
            return HttpResponseRedirect(request.get_full_path())
    return _page(request, desk, **{name: form, "failed": form})


def _free(request: HttpRequest, desk: Desk) -> HttpResponse:
    number = request.POST.get("number", "")
    if number.isdigit():
        free_again(desk.diary, number=int(number), by=desk.by)
        messages.success(request, _("The time is free again."))
    return HttpResponseRedirect(request.get_full_path())


def _give(request: HttpRequest, desk: Desk) -> HttpResponse:
    if not isinstance(desk.by, User):
        return _page(request, desk)
    token = give_feed(desk.diary, by=desk.by)
    return _page(request, desk, link=settings.ORIGIN + reverse("calendar-feed", args=[token]))


def _end(request: HttpRequest, desk: Desk) -> HttpResponse:
    if isinstance(desk.by, User):
        end_feed(desk.diary, by=desk.by)
        messages.success(request, _("The link opens nothing any more."))
    return HttpResponseRedirect(request.get_full_path())


_ACTS: dict[str, Callable[[HttpRequest, Desk], HttpResponse]] = {
    "mark": _mark,
    "import": _import,
    "free": _free,
    "give": _give,
    "end": _end,
}
