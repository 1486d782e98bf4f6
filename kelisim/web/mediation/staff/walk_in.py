"""An application taken at the desk or on the telephone: asked, read back, sent, receipted."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from kelisim.apps.mediation.actions.submit import Receipt, receipt_of, submit
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.kernel.access.door import has, person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.web.desks import staff_page
from kelisim.web.mediation.apply.application import application
from kelisim.web.mediation.apply.forms import Screen
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.forms.walk_in import WalkIn, read_back
from kelisim.web.mediation.staff.forms.walk_in import walk_in as form_of
from kelisim.web.mediation.staff.words import said

_NOT_TYPED = {"csrfmiddlewaretoken", "go"}


@staff_page
def walk_in(request: HttpRequest) -> HttpResponse:
    """One page to fill in; then everything is read back; then it is sent, once. Nothing is kept between."""
    require_desk(request, Role.CLERK)
    user = person(request.user)
    offices = [
        one for one in receiving_offices() if has(user, Role.CLERK, territory=one.territory, body=one.code)
    ]
    if not offices:
        return show(request, "walk_in_closed", {})
    posted = request.method == "POST"
    found = form_of(request.POST if posted else None, offices=offices, language=(get_language() or "kk")[:2])
    go = request.POST.get("go", "")
    if posted and go != "change" and found.is_valid():
        return _sent(request, found, user) if go == "send" else _read_back(request, found)
    return show(request, "walk_in", {"sections": found.sections, "wrong": _wrong(found) if posted else []})


def _wrong(found: WalkIn) -> list[Screen]:
    return [one for one in found.sections if one.errors]


def _read_back(request: HttpRequest, found: WalkIn) -> HttpResponse:
    typed = [(name, value) for name, sent in request.POST.lists() if name not in _NOT_TYPED for value in sent]
    parts = [{"title": one.title, "lines": read_back(one)} for one in found.sections]
    return show(request, "walk_in_check", {"parts": parts, "typed": typed})


def _sent(request: HttpRequest, found: WalkIn, user: User) -> HttpResponse:
    once = found.told("once")
    wanted = application(found.answers, notice=True, follow_up=found.told("follow_up"))
    try:
        receipt = receipt_of(once) or submit(
            replace(wanted, channel=found.told("channel")), once=once, by=user
        )
    except MediationError as error:
        last = found.sections[-1]
        last.add_error(None, said(error))
        return show(request, "walk_in", {"sections": found.sections, "wrong": [last]})
    return _receipt(request, receipt, once, found.told("channel"))


def _receipt(request: HttpRequest, receipt: Receipt, once: str, channel: str) -> HttpResponse:
    context = {"receipt": receipt, "once": once, "by_telephone": channel == "telephone"}
    return show(request, "walk_in_receipt", context)
