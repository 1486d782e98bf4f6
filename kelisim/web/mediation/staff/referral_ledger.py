"""The ledger of referrals as coordinators, the council and auditors read it: clear rows, no contact."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from kelisim.apps.mediation import access
from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.receiving import lacking
from kelisim.apps.mediation.queries.referrals import DAYS, standing
from kelisim.kernel.access.door import person
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import of
from kelisim.web.desks import page_for
from kelisim.web.files import Listing, Stranger, list_file
from kelisim.web.mediation.staff.door import show
from kelisim.web.mediation.staff.referrals import STATUSES, ground_of
from kelisim.web.mediation.staff.words import named

ROWS_A_PAGE = 50
COLUMNS = ("institution", "ref", "memorandum", "office", "territory", "topic", "stage", "status")


@page_for(access.reads_ledger)
def referral_ledger(request: HttpRequest) -> HttpResponse:
    """Newest first; the same rows as a file."""
    rows = access.ledger_referrals(person(request.user))
    columns = (*COLUMNS, "deadline", *DAYS, "ground")
    file = list_file(request, Listing(name="referral-ledger", columns=columns, rows=map(_bare, rows)))
    if file is not None:
        return file
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = [
        {
            "referral": one,
            "office": of(one.office, "name"),
            "topic": code_name("topics", one.topic).of(),
            "stage": code_name("stages", one.stage).of(),
            "status": named(STATUSES, standing(one).status),
            "ground": ground_of(standing(one).ground),
            "received_on": standing(one).received_on,
        }
        for one in page
    ]
    return show(request, "referral_ledger", {"rows": shown, "page": page, "closed": _closed(request)})


def _closed(request: HttpRequest) -> list[str]:
    """Offices of her reach to which nothing can be referred: they lack a key or escrow officers."""
    codes = lacking().lacking
    own = access.ledger_offices(person(request.user)).filter(code__in=list(codes)) if codes else []
    return [of(one, "name") for one in own]


def _bare(one: Referral) -> list[object]:
    found = standing(one)
    clear = [one.memorandum, one.office.code, one.territory_id, one.topic, one.stage, found.status]
    days = [one.deadline, *(getattr(found, day) for day in DAYS)]
    return [one.institution.code, Stranger(one.ref), *clear, *days, found.ground]
