"""The desk of a referring institution: its own referrals, their four statuses, and nothing of content."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.issue_pass import issue_pass, revoke_pass
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.referral_file import COLUMNS, ReferralFile, read_referrals
from kelisim.apps.mediation.queries.referrals import DAYS, NOT_STARTED, SETTLED, live_passes, standing
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.codes import code_name
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, Stranger, csv_file, list_file
from kelisim.web.mediation.staff.door import show
from kelisim.web.mediation.staff.forms.paper import carried
from kelisim.web.mediation.staff.forms.referral import PassForm, ReferralFileForm
from kelisim.web.mediation.staff.words import named, said

ROWS_A_PAGE = 50
STATUSES: dict[str, Promise] = {
    "received": pgettext_lazy("referral", "received"),
    "accepted": pgettext_lazy("referral", "accepted"),
    "started": pgettext_lazy("referral", "started"),
    "ended": pgettext_lazy("referral", "ended"),
}
GROUNDS: dict[str, Promise] = {
    SETTLED: gettext_lazy("settlement signed"),
    NOT_STARTED: gettext_lazy("mediation did not begin"),
}


def _own(request: HttpRequest) -> list[Organisation]:
    found = list(access.own_institutions(person(request.user)))
    if not found:
        raise Http404
    return found


@staff_page
def referrer_desk(request: HttpRequest) -> HttpResponse:
    """Own referrals, newest first; passes of programs are given and taken back here."""
    own = _own(request)
    rows = access.sent_referrals(person(request.user))
    form = PassForm(institutions=own)
    token = ""
    if request.method == "POST":
        if "revoke" in request.POST:
            return _revoked(request, own)
        form = PassForm(request.POST, institutions=own)
        token = _issued(request, form)
    file = list_file(
        request, Listing(name="referrals", columns=("ref", "status", *DAYS, "ground"), rows=_bare(rows))
    )
    if file is not None:
        return file
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [(one, standing(one), _status(one), ground_of(standing(one).ground)) for one in page],
        "page": page,
        "form": form,
        "token": token,
        "passes": live_passes().filter(institution__in=own).select_related("institution"),
    }
    return show(request, "referrer_desk", context)


def _status(referral: Referral) -> str:
    return named(STATUSES, standing(referral).status)


def ground_of(ground: str) -> str:
    """The legal ground in words."""
    if not ground:
        return ""
    return str(GROUNDS[ground]) if ground in GROUNDS else code_name("closing", ground).of()


def _bare(rows: object) -> list[list[object]]:
    out: list[list[object]] = []
    for one in rows:  # type: ignore[attr-defined]
        found = standing(one)
        out.append([Stranger(one.ref), found.status, *(getattr(found, day) for day in DAYS), found.ground])
    return out


def _issued(request: HttpRequest, form: PassForm) -> str:
    if not form.is_valid():
        return ""
    try:
        return issue_pass(form.chosen(), until=form.cleaned_data["until"], by=person(request.user))
    except MediationError as error:
        form.add_error("until", said(error))
        return ""


def _revoked(request: HttpRequest, own: list[Organisation]) -> HttpResponse:
    asked = request.POST["revoke"]
    given = live_passes().filter(institution__in=own, pk=int(asked) if asked.isdecimal() else 0).first()
    if given is not None:
        revoke_pass(given, by=person(request.user))
        messages.success(request, _("The pass opens nothing any more."))
    return HttpResponseRedirect(reverse("referrer-desk"))


@staff_page
def referral_file(request: HttpRequest) -> HttpResponse:
    """Choose, look, send: every bad cell is named first, and nothing is kept until all is right."""
    own = _own(request)
    if request.method != "POST":
        return show(request, "referral_file", {"form": ReferralFileForm(offices=own), "columns": COLUMNS})
    form = ReferralFileForm(request.POST, request.FILES, offices=own)
    if not form.is_valid():
        return show(request, "referral_file", {"form": form, "columns": COLUMNS})
    raw = form.cleaned_data["raw"]
    told = read_referrals(raw, institution=form.chosen(), name=str(form.cleaned_data["called"]))
    go = request.POST.get("go", "check")
    if go == "complaints":
        lines = [[one.line, one.column, Stranger(one.value), Stranger(one.message)] for one in told.wrong]
        return csv_file(Listing(name="complaints", columns=("line", "column", "value", "reason"), rows=lines))
    if told.wrong or go != "enter":
        return _seen(request, form, told)
    take_referrals(form.chosen(), told, by=person(request.user))
    messages.success(request, _("The referrals are sent."))
    return HttpResponseRedirect(reverse("referrer-desk"))


def _seen(request: HttpRequest, form: ReferralFileForm, told: ReferralFile) -> HttpResponse:
    cleaned = form.cleaned_data
    context = {
        "form": ReferralFileForm(offices=form.offices),
        "told": told,
        "hidden": [
            ("office", cleaned["office"]),
            ("name", str(cleaned["called"])[:120]),
            ("once", cleaned["once"]),
            ("carried", carried(cleaned["raw"])),
        ],
        "wrong_columns": [
            {"label": one} for one in (_("Line"), _("Column"), _("What stands there"), _("Why"))
        ],
        "wrong_rows": [[str(one.line), one.column, one.value, one.message] for one in told.wrong],
        "good_columns": [
            {"label": one} for one in (_("Number of the referral"), _("Topic"), _("To the office"))
        ],
        "good_rows": [
            [one.cells["ref"], code_name("topics", one.cells["topic"]).of(), str(one.office)]
            for one in told.lines
        ],
    }
    return show(request, "referral_file", context)
