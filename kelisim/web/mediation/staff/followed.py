"""The calls an office owes about performance, complaints a council has to decide, a case opened anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from kelisim.apps.mediation import access
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import FollowUp
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import complaints, desk, following, people
from kelisim.kernel.access.door import person, require
from kelisim.kernel.access.roles import Role
from kelisim.web.desks import staff_page
from kelisim.web.files import list_file, listing
from kelisim.web.mediation.staff.deed import run, work_of
from kelisim.web.mediation.staff.door import address, require_desk, show, the_case
from kelisim.web.mediation.staff.followed_deeds import REMEDIATE, opened_anew
from kelisim.web.mediation.staff.forms.followed import AnewForm, round_name
from kelisim.web.mediation.staff.rows import rows_of
from kelisim.web.mediation.staff.told import SIDES

ROWS_A_PAGE = 25
_COLUMNS = ("number", "side", "round", "since", "answered")


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """One call as its clerk sees it: whom, how she is reached, about which round, since when."""

    number: str
    href: str
    side: str
    name: str = field(repr=False)
    reached: str = field(repr=False)
    round: str
    since: datetime
    answered: bool


@staff_page
def office_calls(request: HttpRequest) -> HttpResponse:
    """The oldest first. The file holds numbers and days; names and telephones stay on the page."""
    require_desk(request, Role.CLERK)
    owed = following.calls(access.visible_cases(person(request.user), by=Role.CLERK))
    if request.GET.get("format"):
        file = list_file(request, listing("calls", map(_line, owed), _COLUMNS))
        if file is not None:
            return file
    page = Paginator(owed, ROWS_A_PAGE).get_page(request.GET.get("page"))
    return show(request, "office_calls", {"rows": [_row(one) for one in page], "page": page})


def _row(one: FollowUp) -> CallRow:
    who = people.identity(one.party)
    return CallRow(
        number=str(one.case),
        href=address("case-deed", one.case, deed="call"),
        side=str(SIDES[one.party.side]),
        name=who.name,
        reached=who.phone or who.address or who.email,
        round=round_name(one.round),
        since=one.call_since or one.asked_at,
        answered=one.answered_at is not None,
    )


def _line(one: FollowUp) -> dict[str, object]:
    return {
        "number": shown_number(one.case.number),
        "side": one.party.side,
        "round": one.round,
        "since": one.call_since.date().isoformat() if one.call_since else "",
        "answered": one.answered_at is not None,
    }


@staff_page
def council_complaints(request: HttpRequest) -> HttpResponse:
    """Refusals complained of, clear layer only; each is decided on the page of its case."""
    require_desk(request, Role.COUNCIL)
    cases = complaints.waiting(access.visible_cases(person(request.user), by=Role.COUNCIL))
    page = Paginator(cases, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(desk.desk_rows(page, names=False), "case-detail")
    return show(request, "council_complaints", {"rows": rows, "page": page})


@staff_page
def case_remediate(request: HttpRequest, number: str) -> HttpResponse:
    """Opens the new case; its number and secret are shown once."""
    case = the_case(request, number)
    work, back = work_of(request, case), address("case-detail", case)
    require(REMEDIATE.may(work.user, case))
    if request.method != "POST":
        return run(request, REMEDIATE, work, back)
    form = AnewForm(request.POST, work=work)
    if form.is_valid():
        try:
            receipt = opened_anew(form)
        except MediationError as error:
            form.refuse(error)
        else:
            once = form.cleaned_data["once"]
            context = {"receipt": receipt, "once": once, "by_telephone": True}
            return show(request, "walk_in_receipt", context)
    return show(request, "deed", {"deed": REMEDIATE, "form": form, "case": case, "back": back})
