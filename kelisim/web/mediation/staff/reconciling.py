"""Quarters of two ledgers: the institution hands in its list, both sides read the rows and confirm them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.reconcile import confirm_comparison, reconcile
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Reconciliation
from kelisim.apps.mediation.queries.reconciling import (
    COMPARED,
    Kind,
    counted,
    past_quarters,
    read_ledger,
    read_quarter,
)
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import Cell, Listing, Stranger, list_file
from kelisim.web.mediation.board.lines import quarter_name
from kelisim.web.mediation.staff.door import show
from kelisim.web.mediation.staff.forms.referral import LedgerForm
from kelisim.web.mediation.staff.referrals import GROUNDS, STATUSES
from kelisim.web.mediation.staff.words import named, said

ROWS_A_PAGE = 100
KINDS: dict[str, Promise] = {
    Kind.MATCHED: pgettext_lazy("comparison", "the same in both"),
    Kind.DIFFERS: pgettext_lazy("comparison", "differs"),
    Kind.OURS: pgettext_lazy("comparison", "only in the mediation offices' ledger"),
    Kind.THEIRS: pgettext_lazy("comparison", "only in the institution's ledger"),
    Kind.ELSEWHERE: pgettext_lazy("comparison", "received in another quarter"),
}
GROUPS = {"stage": "stages", "topic": "topics", "ground": "closing"}
FIELDS: dict[str, Promise] = {
    "memorandum": gettext_lazy("Memorandum"),
    "stage": gettext_lazy("Where the matter is"),
    "territory": gettext_lazy("Place"),
    "topic": gettext_lazy("Topic"),
    "status": gettext_lazy("Status"),
    "ground": pgettext_lazy("referral", "Ground of the end"),
    "deadline": gettext_lazy("Deadline"),
    "received_on": pgettext_lazy("field", "Received"),
    "accepted_on": pgettext_lazy("referral", "Accepted"),
    "started_on": pgettext_lazy("referral", "Started"),
    "ended_on": pgettext_lazy("referral", "Ended"),
}


@staff_page
def comparisons(request: HttpRequest) -> HttpResponse:
    """All quarters she sees; an institution's officer hands in a list here."""
    user = person(request.user)
    own = list(access.own_institutions(user))
    if not own and not access.reads_ledger(user):
        raise Http404
    rows = access.visible_comparisons(user)
    form, wrong = None, []
    if own:
        quarters = past_quarters(timezone.localdate())
        form = LedgerForm(request.POST or None, request.FILES or None, offices=own, quarters=quarters)
        if request.method == "POST" and form.is_valid():
            wrong = _handed_in(request, form)
            if not wrong and form.is_valid():
                return HttpResponseRedirect(reverse("comparison", args=[form.found.uid]))
    context = {
        "rows": [_row(one) for one in rows[:ROWS_A_PAGE]],
        "form": form,
        "columns": ("ref", *COMPARED),
        "wrong": [[str(one.line), one.column, one.value, one.message] for one in wrong],
        "wrong_columns": [
            {"label": one} for one in (_("Line"), _("Column"), _("What stands there"), _("Why"))
        ],
    }
    return show(request, "comparisons", context)


def _handed_in(request: HttpRequest, form: LedgerForm) -> list[Any]:
    told = read_ledger(form.cleaned_data["raw"], name=str(form.cleaned_data["called"]))
    quarter = read_quarter(form.cleaned_data["quarter"])
    if told.wrong or quarter is None:
        return told.wrong
    try:
        form.found = reconcile(form.chosen(), quarter, told, by=person(request.user))
    except MediationError as error:
        form.add_error("quarter", said(error))
    return []


def _row(one: Reconciliation) -> dict[str, Any]:
    numbers = counted(one.lines)
    return {
        "href": reverse("comparison", args=[one.uid]),
        "quarter": quarter_name(one.since),
        "institution": of(one.institution, "name"),
        "rows": len(one.lines),
        "open": len(one.lines) - numbers[Kind.MATCHED],
        "one": one,
    }


@staff_page
def comparison(request: HttpRequest, uid: str) -> HttpResponse:
    """One quarter, row by row; each side confirms what it has read."""
    user = person(request.user)
    found = get_object_or_404(access.visible_comparisons(user), uid=uid)
    if request.method == "POST":
        return _confirmed(request, found)
    columns = ("ref", "kind", "field", "ours", "theirs")
    file = list_file(request, Listing(name="comparison", columns=columns, rows=_written(found.lines)))
    if file is not None:
        return file
    page = Paginator(_shown(found.lines), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "found": found,
        "quarter": quarter_name(found.since),
        "page": page,
        "numbers": [(named(KINDS, kind), number) for kind, number in counted(found.lines).items()],
        "may_theirs": found.theirs_at is None and access.may_refer(user, found.institution),
        "may_ours": found.ours_at is None and access.may_keep_ledger(user, found.institution),
    }
    return show(request, "comparison", context)


def _confirmed(request: HttpRequest, found: Reconciliation) -> HttpResponse:
    side, digest = request.POST.get("side", ""), request.POST.get("digest", "")
    try:
        confirm_comparison(found, digest=digest, side=side, by=person(request.user))
    except MediationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("The comparison is confirmed."))
    return HttpResponseRedirect(reverse("comparison", args=[found.uid]))


def _shown(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What has to be talked about first, then what matches."""
    ranked = sorted(lines, key=lambda one: (one["kind"] == Kind.MATCHED, one["ref"]))
    return [
        {
            "ref": one["ref"],
            "kind": named(KINDS, one["kind"]),
            "matched": one["kind"] == Kind.MATCHED,
            "fields": [
                (named(FIELDS, name), _worded(name, ours), _worded(name, theirs))
                for name, (ours, theirs) in one["fields"].items()
            ],
        }
        for one in ranked
    ]


def _worded(field: str, value: str) -> str:
    """A code in words where it is one of ours; what else the institution wrote stays as it is."""
    if field == "status":
        return named(STATUSES, value) if value in STATUSES else value or "–"
    if field == "ground" and value in GROUNDS:
        return str(GROUNDS[value])
    return code_name(GROUPS[field], value).of() if value and field in GROUPS else value or "–"


def _written(lines: Iterable[dict[str, Any]]) -> Iterable[list[object]]:
    for one in lines:
        start = [Stranger(one["ref"]), Cell(named(KINDS, one["kind"]), one["kind"])]
        for name, (ours, theirs) in one["fields"].items() or [("", ("", ""))]:
            yield [*start, name, Stranger(ours), Stranger(theirs)]
