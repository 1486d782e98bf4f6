"""The letterbox of referring institutions: a program with a pass sends referrals and reads their statuses.

It stands apart from the read API: it has a pass, writes, and is never kept by anybody on the way.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.reconcile import reconcile
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.referrals import KeyUsedOtherwise
from kelisim.apps.mediation.models import Reconciliation, Referral, ReferrerPass
from kelisim.apps.mediation.queries.reconciling import counted, quarter_of, read_ledger, read_quarter
from kelisim.apps.mediation.queries.referral_file import read_referrals
from kelisim.apps.mediation.queries.referral_table import WrongCell
from kelisim.apps.mediation.queries.referrals import statuses
from kelisim.web.mediation.passes import as_json, by_pass, problem

A_PAGE = 500
LARGEST = 20_000  # bytes of one referral
LARGEST_LIST = 2_000_000
KEY_LETTERS = range(16, 101)
NO_KEY = _("The header Idempotency-Key is missing or not 16 to 100 characters long. Send a random one.")
NOT_ONE = _("Send one referral as a JSON object of at most %(most)s bytes.")
MENDED = _("The referral cannot be kept. Mend what is listed and send it again with the same key.")
LIST_MENDED = _("The list cannot be compared. Mend what is listed and send it again.")
TOO_LARGE = _("Send a list of at most %(most)s bytes.")
NO_QUARTER = _("There is no comparison of this quarter. Send your list of it, as in 2026-Q3.")


@by_pass("GET", "POST")
def referrals(request: HttpRequest, given: ReferrerPass) -> HttpResponse:
    """GET: statuses of the institution's own. POST: one referral, the same one once."""
    return _sent(request, given) if request.method == "POST" else _listed(request, given)


def _listed(request: HttpRequest, given: ReferrerPass) -> HttpResponse:
    rows = Referral.objects.filter(institution=given.institution).select_related("case").order_by("pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    following = page.next_page_number() if page.has_next() else None
    return as_json(200, {"items": [statuses(one) for one in page], "next_page": following})


def _sent(request: HttpRequest, given: ReferrerPass) -> HttpResponse:
    key = request.headers.get("Idempotency-Key", "")
    if len(key) not in KEY_LETTERS:
        return problem(400, NO_KEY)
    raw = request.body
    if len(raw) > LARGEST or not raw.lstrip().startswith(b"{"):
        return problem(422, str(NOT_ONE) % {"most": LARGEST})
    told = read_referrals(raw, institution=given.institution)
    if told.wrong:
        return problem(422, MENDED, errors=_named(told.wrong))
    try:
        kept = take_referrals(given.institution, told, by=given, key=key)
    except KeyUsedOtherwise as error:
        return problem(409, str(error))
    return as_json(201, statuses(Referral.objects.select_related("case").get(pk=kept[0].pk)))


@by_pass("GET", "PUT")
def referral_quarter(request: HttpRequest, given: ReferrerPass, quarter: str) -> HttpResponse:
    """GET: the comparison of a quarter. PUT: the institution's list of it, compared at once."""
    asked = read_quarter(quarter)
    if asked is None:
        return problem(404, NO_QUARTER)
    if request.method == "PUT":
        raw = request.body
        if len(raw) > LARGEST_LIST:
            return problem(422, str(TOO_LARGE) % {"most": LARGEST_LIST})
        told = read_ledger(raw)
        if told.wrong:
            return problem(422, LIST_MENDED, errors=_named(told.wrong))
        try:
            found = reconcile(given.institution, asked, told, by=given)
        except MediationError as error:
            return problem(409, str(error))
        return as_json(200, _compared(found))
    kept = Reconciliation.objects.filter(institution=given.institution, since=asked.since).first()
    return as_json(200, _compared(kept)) if kept else problem(404, NO_QUARTER)


def _compared(found: Reconciliation) -> dict[str, object]:
    return {
        "quarter": str(quarter_of(found.since)),
        "counts": counted(found.lines),
        "lines": found.lines,
        "confirmed_by_institution": found.theirs_at is not None,
        "confirmed_by_mediation": found.ours_at is not None,
    }


def _named(wrong: Sequence[WrongCell]) -> list[dict[str, str | int]]:
    named = ("line", "column", "value", "code", "message")
    return [{name: one.as_json()[name] for name in named} for one in wrong]
