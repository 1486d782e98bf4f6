"""The coordinator's list: what stands still in her region, in four short tables, each as a file too."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access.offices import mediators_of, offices_of
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import desk, watch
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.rows import rows_of

MOST = 100
_CASE = ("case", "state", "clock", "office")
WHY = {"suspended": gettext_lazy("suspended"), "silent": gettext_lazy("has not confirmed the entry")}


@staff_page
def region_watch(request: HttpRequest) -> HttpResponse:
    """Codes, numbers and days; of the sides nothing."""
    require_desk(request, Role.COORDINATOR)
    user = person(request.user)
    cases = access.visible_cases(user, by=Role.COORDINATOR)
    late = list(desk.open_cases(cases).filter(desk.late_now())[:MOST])
    waiting = list(watch.long_without_mediator(cases)[:MOST])
    lame = watch.lame_offices(offices_of(user, Role.COORDINATOR))
    away = watch.away(mediators_of(user), timezone.localdate())
    listings = (
        Listing(name="late", columns=_CASE, rows=[_bare(one) for one in late]),
        Listing(name="waiting", columns=_CASE, rows=[_bare(one) for one in waiting]),
        Listing(name="offices", columns=("office", "clerk", "key"), rows=[_lame(one) for one in lame]),
        Listing(name="away", columns=("mediator", "office", "why", "cases"), rows=[_away(m) for m in away]),
    )
    file = list_file(request, *listings)
    context = {
        "late": rows_of(desk.desk_rows(late, names=False), "case-detail"),
        "waiting": rows_of(desk.desk_rows(waiting, names=False), "case-detail"),
        "lame": [(of(one.office, "name"), one.clerk, one.key) for one in lame],
        "away": [
            (
                reverse("mediator-relieve", args=[one.mediator.pk]),
                one.mediator.tenure.person.name,
                of(one.mediator.office, "name"),
                WHY[one.why],
                one.cases,
            )
            for one in away
        ],
        "full": MOST,
    }
    return file or show(request, "region_watch", context)


def _bare(case: Case) -> tuple[str, str, str, str]:
    return str(case), case.state, case.clock, case.office.code if case.office else ""


def _lame(one: watch.Lame) -> tuple[str, bool, bool]:
    return one.office.code, one.clerk, one.key


def _away(one: watch.Away) -> tuple[str, str, str, int]:
    return str(one.mediator), one.mediator.office.code, one.why, one.cases
