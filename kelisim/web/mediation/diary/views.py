"""The diaries of a mediator, of an office's room and of a side; the feeds and the file of one meeting."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.models.number import read_number
from kelisim.apps.mediation.queries import calendar_feed
from kelisim.apps.mediation.queries.diary import Diary
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import party_of
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.web.desks import staff_page
from kelisim.web.mediation import cookies
from kelisim.web.mediation.diary.keeping import Desk, keep
from kelisim.web.mediation.staff.door import require_desk
from kelisim.web.mediation.staff.paper_forms import own_offices


@staff_page
def mediator_diary(request: HttpRequest) -> HttpResponse:
    """When she cannot meet."""
    require_desk(request, Role.MEDIATOR)
    user = person(request.user)
    own = get_object_or_404(Mediator.objects.select_related("office"), user=user)
    context = {"back": reverse("mediator-desk")}
    return keep(
        request,
        Desk(diary=Diary(mediator=own), by=user, template="mediation/diary/mediator.html", context=context),
    )


@staff_page
def office_diary(request: HttpRequest) -> HttpResponse:
    """When the room of her office is taken; with several offices, the one in the address."""
    require_desk(request, Role.CLERK)
    user = person(request.user)
    offices = own_offices(user)
    asked = request.GET.get("office", offices[0].code if offices else "")
    office = next((one for one in offices if one.code == asked), None)
    if office is None:
        raise Http404
    context = {"back": reverse("office-desk"), "office": office, "offices": offices}
    return keep(
        request,
        Desk(diary=Diary(office=office), by=user, template="mediation/diary/office.html", context=context),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """When a side cannot meet; for whoever has her case open."""
    party = party_of(keyring(cookies.value(request, cookies.KEYS)))
    if party is None:
        return HttpResponseRedirect(reverse("my-case"))
    context = {"back": reverse("my-case")}
    return keep(
        request,
        Desk(diary=Diary(party=party), by=party, template="mediation/diary/party.html", context=context),
    )


@never_cache
@require_safe
def feed(_request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of whoever gave this link away; an ended link and an unknown one are the same."""
    found = calendar_feed.feed_of(token)
    if found is None:
        raise Http404
    return _calendar(calendar_feed.feed_file(found))


@never_cache
@require_safe
def meeting_calendar(request: HttpRequest, number: str, meeting: int, token: str) -> HttpResponse:
    """One meeting for a side's own calendar."""
    found = calendar_feed.meeting_of(read_number(number) or "-", meeting, token)
    if found is None:
        raise Http404
    session, party = found
    return _calendar(calendar_feed.meeting_file(session, party.language))


def _calendar(written: bytes) -> HttpResponse:
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="mediation.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer
