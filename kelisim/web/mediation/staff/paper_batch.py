"""A file of paper applications: seen whole before anything is written, entered all or nothing, receipted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kelisim.apps.mediation.actions.import_batch import Entered, import_batch
from kelisim.apps.mediation.actions.submit import receipt_with
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.number import read_number
from kelisim.apps.mediation.queries.batch import COLUMNS, Batch, read_batch, region_of_office
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.packs.codes import code_name
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, Stranger, csv_file
from kelisim.web.mediation.papers import pdf, receipts_paper
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.forms.paper import BatchForm, carried
from kelisim.web.mediation.staff.paper_forms import own_offices
from kelisim.web.mediation.staff.words import said

MOST_ROWS = 500  # each row's secret takes a twentieth of a second; more are entered by the command


@staff_page
def paper_batch(request: HttpRequest) -> HttpResponse:
    """Choose, look, enter; the complaints and the receipts as files. Between two pages nothing is kept."""
    require_desk(request, Role.CLERK)
    offices = own_offices(person(request.user))
    if not offices:
        return show(request, "walk_in_closed", {})
    if request.method != "POST":
        return show(request, "paper_batch", {"form": BatchForm(offices=offices), "columns": COLUMNS})
    form = BatchForm(request.POST, request.FILES, offices=offices)
    if not form.is_valid():
        return show(request, "paper_batch", {"form": form, "columns": COLUMNS})
    region = region_of_office(form.chosen().territory)
    batch = read_batch(form.cleaned_data["raw"], region=region, name=str(form.cleaned_data["called"]))
    go = request.POST.get("go", "check")
    if go == "complaints":
        return _complaints(batch)
    if batch.wrong or len(batch.rows) > MOST_ROWS or go not in {"enter", "receipts"}:
        return _seen(request, form, batch)
    return _entered(request, form, batch, receipts=go == "receipts")


def _complaints(batch: Batch) -> HttpResponse:
    rows = [[one.line, one.column, Stranger(one.value), Stranger(one.message)] for one in batch.wrong]
    return csv_file(Listing(name="complaints", columns=("line", "column", "value", "reason"), rows=rows))


def _seen(request: HttpRequest, form: BatchForm, batch: Batch) -> HttpResponse:
    """Every bad cell; or, where all is right, every row as it would be entered."""
    context = {
        "form": BatchForm(offices=form.offices),
        "batch": batch,
        "hidden": _hidden(form),
        "most": MOST_ROWS,
        "too_many": len(batch.rows) > MOST_ROWS,
        "bad_rows": len({one.line for one in batch.wrong}),
        "office": form.chosen(),
        "wrong_columns": [
            {"label": one} for one in (_("Line"), _("Column"), _("What stands there"), _("Why"))
        ],
        "wrong_rows": [[str(one.line), one.column, one.value, one.message] for one in batch.wrong],
        "good_columns": [
            {"label": one} for one in (_("Number on the paper"), _("Received on"), _("Sides"), _("Topic"))
        ],
        "good_rows": [] if batch.wrong else [_row(row.cells, row.ref) for row in batch.rows],
    }
    return show(request, "paper_batch", context)


def _row(cells: dict[str, str], ref: str) -> list[str]:
    sides = " · ".join(filter(None, (cells["applicant_name"], cells["other_name"])))
    return [ref, cells["received_on"], sides, code_name("topics", cells["topic"]).of()]


def _hidden(form: BatchForm) -> list[tuple[str, str]]:
    told = form.cleaned_data
    return [
        ("office", told["office"]),
        ("name", str(told["called"])[:120]),
        ("once", told["once"]),
        ("carried", carried(told["raw"])),
    ]


def _entered(request: HttpRequest, form: BatchForm, batch: Batch, *, receipts: bool) -> HttpResponse:
    try:
        entered = import_batch(form.chosen(), batch, by=person(request.user), once=form.cleaned_data["once"])
    except MediationError as error:
        form.add_error(None, said(error))
        return show(request, "paper_batch", {"form": form, "columns": COLUMNS})
    if receipts:
        return _receipts(entered)
    context = {
        "entered": entered,
        "secrets": all(one.secret for one in entered),
        "hidden": _hidden(form),
        "office": form.chosen(),
    }
    return show(request, "paper_batch_entered", context)


def _receipts(entered: list[Entered]) -> HttpResponse:
    """Only for the page that made the secrets: from another they cannot be made again."""
    secrets = {read_number(one.number): one.secret for one in entered if one.secret}
    cases = {one.number: one for one in Case.objects.filter(number__in=secrets).select_related("office")}
    found = [receipt_with(cases[number], secret) for number, secret in secrets.items()]
    if not found:
        raise Http404
    return pdf(receipts_paper(found), "receipts")
