"""The clerk receives referrals: she opens the application with the applicant, or links a case there is."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.link_referral import link_referral
from kelisim.apps.mediation.actions.open_from_referral import Told, open_from_referral
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.memoranda import memorandum
from kelisim.apps.mediation.queries.papers.returned import return_slip
from kelisim.apps.mediation.queries.referrals import contacts
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import reader_language
from kelisim.web.desks import staff_page
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.staff.door import address, require_desk, show
from kelisim.web.mediation.staff.forms.referral import LinkForm, OpenForm
from kelisim.web.mediation.staff.words import said

ROWS_A_PAGE = 25


@staff_page
def office_referrals(request: HttpRequest) -> HttpResponse:
    """Those no case came of yet, the institution's deadline first."""
    require_desk(request, Role.CLERK)
    rows = access.waiting_referrals(person(request.user)).filter(case=None)
    page = Paginator(rows.order_by("deadline", "pk"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    listed = [(one, code_name("topics", one.topic).of(), code_name("stages", one.stage).of()) for one in page]
    return show(request, "office_referrals", {"rows": listed, "page": page})


@staff_page
def referral_receive(request: HttpRequest, uid: str) -> HttpResponse:
    """One referral with its contacts; two ways to a case."""
    user = person(request.user)
    referral = get_object_or_404(access.waiting_referrals(user), uid=uid)
    go = request.POST.get("go", "")
    opening = OpenForm(request.POST if go == "open" else None)
    linking = LinkForm(request.POST if go == "link" else None)
    answer = None
    if go == "open" and opening.is_valid():
        answer = _opened(request, referral, opening)
    elif go == "link" and linking.is_valid():
        answer = _linked(request, referral, linking)
    return answer or _page(request, referral, opening, linking)


@staff_page
def referral_slip(request: HttpRequest, uid: str) -> HttpResponse:
    """The return slip as a PDF in the reader's language, for who sent the referral and who received it."""
    referral = get_object_or_404(access.slips_of(person(request.user)), uid=uid)
    return pdf(return_slip(referral, reader_language()), "return-slip")


def _page(request: HttpRequest, referral: Referral, opening: OpenForm, linking: LinkForm) -> HttpResponse:
    applicant, other = contacts(referral)
    context = {
        "referral": referral,
        "memorandum": memorandum(referral.memorandum),
        "applicant": applicant,
        "other": other,
        "topic": code_name("topics", referral.topic).of(),
        "stage": code_name("stages", referral.stage).of(),
        "opening": opening,
        "linking": linking,
        "href": address("case-detail", referral.case) if referral.case else "",
    }
    return show(request, "referral_receive", context)


def _opened(request: HttpRequest, referral: Referral, form: OpenForm) -> HttpResponse | None:
    cleaned = form.cleaned_data
    told = Told(essence=cleaned["essence"], short_text=cleaned["short_text"], notice=cleaned["notice"])
    try:
        receipt = open_from_referral(referral, told, once=cleaned["once"], by=person(request.user))
    except MediationError as error:
        form.add_error(None, said(error))
        return None
    return show(
        request, "walk_in_receipt", {"receipt": receipt, "once": cleaned["once"], "by_telephone": True}
    )


def _linked(request: HttpRequest, referral: Referral, form: LinkForm) -> HttpResponse | None:
    user = person(request.user)
    case = access.visible_cases(user, by=Role.CLERK).filter(number=form.cleaned_data["number"]).first()
    if case is None:
        form.add_error("number", _("Your office has no case of this number."))
        return None
    try:
        link_referral(referral, case=case, by=user)
    except MediationError as error:
        form.add_error("number", said(error))
        return None
    messages.success(request, _("The referral belongs to this case now."))
    return HttpResponseRedirect(address("case-detail", case))
