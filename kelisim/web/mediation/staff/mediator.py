"""The mediator's desk, the page of a case she leads or is asked to lead, and her deeds."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.access.sight import is_mediator_of
from kelisim.apps.mediation.models import Case, Mediator
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import desk
from kelisim.apps.mediation.queries.offers import all_confirmed, live_offer, window_over
from kelisim.apps.mediation.queries.working_day import with_next
from kelisim.apps.mediation.states import TALKS, State
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts import say
from kelisim.web.desks import staff_page
from kelisim.web.mediation.called import called, shown
from kelisim.web.mediation.staff import mediator_deeds, papers, told, written
from kelisim.web.mediation.staff.day import due, piles_of, today_of, works_of
from kelisim.web.mediation.staff.deed import Work, run, work_of
from kelisim.web.mediation.staff.door import address, keys_of, require_desk, show, the_case, whole_case
from kelisim.web.mediation.staff.forms.desk import FilterForm
from kelisim.web.mediation.staff.offered import offers_of
from kelisim.web.mediation.staff.office import page_of
from kelisim.web.mediation.staff.rows import rows_of

CASES_A_PAGE = 40  # a mediator's whole work on one page


@staff_page
def mediator_desk(request: HttpRequest) -> HttpResponse:
    """What she is asked, then what she leads, by next clock."""
    require_desk(request, Role.MEDIATOR)
    user = person(request.user)
    hers, waiting = access.led_by(user), desk.with_names(access.asked_of(user))
    form = FilterForm(request.GET)
    wanted = form.wanted()
    led = with_next(desk.with_names(hers))
    page, tabs = page_of(request, led, wanted, desk.waits_for_mediator(), size=CASES_A_PAGE)
    asked = desk.open_cases(desk.listed(waiting))
    works = works_of(page)
    owed = {one.href for one in due(works)}
    meetings = today_of(Mediator.objects.filter(user=user).first())
    context = {
        "asked": rows_of(desk.desk_rows(asked, names=True), "mediator-case"),
        "works": works,
        "due": due(works),
        "piles": piles_of(works),
        "today": [one for one in meetings if one.record not in owed],
        "page": page,
        "filter": form,
        "narrowed": bool(wanted),
        "tabs": tabs,
        "locked": not keys_of(request),
    }
    return show(request, "mediator_desk", context)


@staff_page
def mediator_case(request: HttpRequest, number: str) -> HttpResponse:
    """One case as its mediator sees it; for others of the house its ordinary page."""
    case, user = whole_case(request, number), person(request.user)
    if not is_mediator_of(user, case):
        return HttpResponseRedirect(address("case-detail", case))
    work = Work(case=case, user=user, keys=keys_of(request))
    leads = access.may_lead(user, case)
    context: dict[str, Any] = {
        "case": case,
        "head": told.head(case),
        "facts": told.clear_facts(case),
        "sides": told.sides(access.visible_parties(user, case), contacts=leads),
        "history": told.history(case),
        "papers": papers.office_papers(work),
        "obligations": papers.promised(case),
        "deeds": mediator_deeds.possible(work),
        "locked": leads and not work.keys,
        "leads": leads,
    }
    context |= _led(work) if leads else {"asked": live_offer(case)}
    return show(request, "mediator_case", context)


def _led(work: Work) -> dict[str, Any]:
    case, keys = work.case, work.keys
    begun = case.agreed_on is not None
    called_in = called(case) if begun else []
    shown_to = shown(case, called_in)
    return {
        "window": _window(case),
        "application": told.application(case, keys) if _reads_intake(work) else None,
        "offers": offers_of(case) if not begun else [],
        "agreement": written.paper(case, ItemKind.AGREEMENT, keys),
        "settlement": written.paper(case, ItemKind.SETTLEMENT, keys),
        "meetings": written.meetings(case) if begun else [],
        "rooms": written.note_rooms(case, keys, shown_to) if begun and keys else [],
        "called": called_in,
        "talks": case.state in TALKS,
    }


def _reads_intake(work: Work) -> bool:
    return access.may(work.user, "read", Thing.INTAKE, work.case)


def _window(case: Case) -> str:
    """Until when the sides may still object; empty once they may not, or both have confirmed."""
    offer = live_offer(case)
    if case.state != State.ACCEPTED or offer is None or offer.window_ends_on is None:
        return ""
    return "" if window_over(case) or all_confirmed(offer) else say.date(offer.window_ends_on)


@staff_page
def mediator_deed(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """One deed of the mediator: its form, and the doing."""
    case = the_case(request, number)
    found = mediator_deeds.DEEDS.get(deed)
    if found is None:
        raise Http404
    return run(request, found, work_of(request, case), address("mediator-case", case))
