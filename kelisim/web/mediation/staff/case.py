"""The page of a case for the office and for those who watch over it, and the deeds a clerk may do."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.access.sight import is_mediator_of
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import invitations, people
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import person, require
from kelisim.kernel.texts import say
from kelisim.web.desks import staff_page
from kelisim.web.mediation.staff import clerk_deeds, papers, told
from kelisim.web.mediation.staff.deed import Work, run, work_of
from kelisim.web.mediation.staff.door import address, keys_of, show, the_case, whole_case
from kelisim.web.mediation.staff.forms.triage import SecretForm
from kelisim.web.mediation.staff.offered import offers_of
from kelisim.web.mediation.staff.repeats import twins_of


@staff_page
def case_detail(request: HttpRequest, number: str) -> HttpResponse:
    """Clear facts for whoever sees the case; names, words and deeds for its office."""
    case, user = whole_case(request, number), person(request.user)
    if is_mediator_of(user, case):
        return HttpResponseRedirect(address("mediator-case", case))
    work = Work(case=case, user=user, keys=keys_of(request))
    context = _shown(work)
    context["others"] = clerk_deeds.other_deeds(work)
    if access.may_work(user, case):
        first = clerk_deeds.next_deed(case)
        context |= {
            "works": True,
            "danger": clerk_deeds.in_danger(work),
            "twins": twins_of(case, user),
            "first": first,
            "form": first.blank(work) if first else None,
            "looks_for_mediator": case.state == State.PROPOSING,
            "waiting": case.clock == Clock.OFFER,
            "invited": case.state == State.INVITING,
        }
    return show(request, "case_detail", context)


def _shown(work: Work) -> dict[str, Any]:
    case, user = work.case, work.user
    reads = access.may(user, "read", Thing.INTAKE, case)
    return {
        "case": case,
        "head": told.head(case),
        "facts": told.clear_facts(case),
        "sides": told.sides(access.visible_parties(user, case)),
        "reads": reads,
        "locked": reads and not work.keys,
        "application": told.application(case, work.keys) if reads else None,
        "offers": offers_of(case) if access.may(user, "read", Thing.OFFERS, case) else [],
        "obligations": papers.promised(case) if access.may(user, "read", Thing.OBLIGATIONS, case) else [],
        "papers": papers.office_papers(work),
        "history": told.history(case),
        "clocks": told.clocks(case),
    }


@staff_page
def case_deed(request: HttpRequest, number: str, deed: str) -> HttpResponse:
    """One deed of the clerk: its form, and the doing."""
    case = the_case(request, number)
    found = clerk_deeds.DEEDS.get(deed)
    if found is None:
        raise Http404
    return run(request, found, work_of(request, case), address("case-detail", case))


@staff_page
def case_invitation(request: HttpRequest, number: str) -> HttpResponse:
    """The open invitation: the link to send, the letter to print, what to read out on the telephone."""
    case = the_case(request, number)
    require(access.may_work(person(request.user), case))
    party, token = invited_party(case)
    if not token:
        return HttpResponseRedirect(address("case-detail", case))
    context = {
        "case": case,
        "sides": told.sides([party]),
        "link": papers.invitation_link(party, token),
        "answer_day": say.date(invitations.answer_by(case)),
        "mailed": party.has_email and not case.careful,
    }
    return show(request, "case_invitation", context)


@staff_page
def case_secret(request: HttpRequest, number: str) -> HttpResponse:
    """A side lost her secret: who she is was checked, a new one is shown once."""
    case, user = the_case(request, number), person(request.user)
    require(access.may_work(user, case))
    asked = request.GET.get("side", Party.Side.APPLICANT)
    form = SecretForm(request.POST if request.method == "POST" else None, initial={"side": asked})
    context = {"case": case, "form": form, "back": address("case-detail", case)}
    if request.method == "POST" and form.is_valid():
        party = case.parties.get(side=form.cleaned_data["side"])
        return show(request, "case_secret_made", {**context, "secret": renew_secret(party, by=user)})
    return show(request, "case_secret", context)


def invited_party(case: Case) -> tuple[Party, str]:
    """The other side and the token of her open invitation; empty when none is open."""
    party = case.parties.get(side=Party.Side.RESPONDENT)
    open_now = case.state == State.INVITING
    return party, people.identity(party).token if open_now else ""
