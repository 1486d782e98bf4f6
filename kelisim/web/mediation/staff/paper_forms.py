"""Paper forms typed one after another: the receipt of the last one above, the next one empty beneath."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from kelisim.apps.mediation.actions.submit import Receipt, receipt_of, submit
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.queries.paper import application_of
from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import has, person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Territory
from kelisim.web.desks import staff_page
from kelisim.web.mediation.papers import pdf, receipts_paper
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.forms.paper import PaperForm, region_of, runs_of
from kelisim.web.mediation.staff.words import said


def own_offices(user: User) -> list[Organisation]:
    """Her offices that can take applications."""
    return [
        one for one in receiving_offices() if has(user, Role.CLERK, territory=one.territory, body=one.code)
    ]


@staff_page
def paper_form(request: HttpRequest) -> HttpResponse:
    """One paper on one page, without reading back: the paper itself is signed. Sent twice, it is one."""
    require_desk(request, Role.CLERK)
    user = person(request.user)
    offices = own_offices(user)
    if not offices:
        return show(request, "walk_in_closed", {})
    region = region_of(offices, request.POST.get("office", ""))
    if request.method != "POST":
        form = PaperForm(offices=offices, region=region, kept={"language": (get_language() or "kk")[:2]})
        return show(request, "paper_form", {"form": form})
    form = PaperForm(request.POST, offices=offices, region=region, kept={})
    receipt = _sent(form, user, offices) if form.is_valid() else None
    if receipt is None:
        done = runs_of(request.POST.get("run", ""))
        return show(request, "paper_form", {"form": form, "done": done, "wrong": True})
    following = PaperForm(offices=offices, region=region, kept=form.kept())
    context = {"form": following, "receipt": receipt, "done": runs_of(form.kept()["run"])}
    return show(request, "paper_form", context)


@staff_page
def paper_receipts(request: HttpRequest) -> HttpResponse:
    """The receipts of everything typed in this run, one a page; the page before holds their keys."""
    require_desk(request, Role.CLERK)
    found = [receipt_of(once) for once in runs_of(request.POST.get("run", ""))]
    receipts = [one for one in found if one is not None]
    if not receipts:
        raise Http404
    return pdf(receipts_paper(receipts), "receipts")


def _sent(form: PaperForm, user: User, offices: list[Organisation]) -> Receipt | None:
    told = form.cleaned_data
    office = next(one for one in offices if one.code == told["office"])
    place = Territory.objects.get(code=told["territory"])
    wanted = application_of(office, form.cells(), place, told["received_on"])
    try:
        return receipt_of(told["once"]) or submit(wanted, once=told["once"], by=user)
    except MediationError as error:
        form.add_error(None, said(error))
        return None
