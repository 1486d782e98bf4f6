"""Possible repeats on the page of a case: seen, linked or dismissed."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.decide_repeat import decide_repeat
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import repeats
from kelisim.kernel.access.door import person, require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts import say
from kelisim.web.desks import staff_page
from kelisim.web.mediation.staff.door import address, the_case
from kelisim.web.mediation.staff.rows import state_of
from kelisim.web.mediation.staff.words import said


@dataclass(frozen=True, kw_only=True)
class Twin:
    """The other case by number, day and state; no name."""

    number: str
    href: str
    received: str
    state: str
    linked: bool
    dismissed: bool


def twins_of(case: Case, user: User) -> list[Twin]:
    """For whoever works on the case; the sides of the other one are read on its own page, if at all."""
    return [
        Twin(
            number=str(one.case),
            href=address("case-detail", one.case),
            received=say.moment(one.case.received_at) if one.case.received_at else "",
            state=state_of(one.case.state, one.case.closing),
            linked=one.decided == repeats.LINK,
            dismissed=one.decided == repeats.DISMISS,
        )
        for one in repeats.repeats_of(case, access.visible_cases(user))
    ]


@staff_page
def case_repeat(request: HttpRequest, number: str) -> HttpResponse:
    """Links two cases or says they are not one matter."""
    case, user = the_case(request, number), person(request.user)
    require(access.may_work(user, case))
    back = HttpResponseRedirect(address("case-detail", case))
    if request.method == "POST":
        other = the_case(request, request.POST.get("other", ""))
        try:
            decide_repeat(case, other=other, same=request.POST.get("same") == "yes", by=user)
        except MediationError as error:
            messages.warning(request, said(error))
        else:
            messages.success(request, _("Remembered. Nothing was merged."))
    return back
