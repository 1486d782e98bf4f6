"""Cases whose time of keeping is over: a council officer looks at the list and confirms."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.end_retention import end_retention
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import retention
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.packs.codes import text
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import list_file, listing
from kelisim.web.mediation.staff.door import address, require_desk, show
from kelisim.web.mediation.staff.rows import state_of

ROWS_A_PAGE = 100
COLUMNS = ("number", "closed_on", "closing", "office")


@staff_page
def council_keeping(request: HttpRequest) -> HttpResponse:
    """A page of them; confirmed, exactly those that stood on it are ended."""
    require_desk(request, Role.COUNCIL)
    cases = access.visible_cases(person(request.user), by=Role.COUNCIL)
    due = retention.over(cases, timezone.localdate())
    if request.method == "POST":
        return _confirm(request)
    file = list_file(request, listing("keeping", map(_plain, due), COLUMNS))
    if file is not None:
        return file
    page = Paginator(due, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rule = retention.rule()
    context = {
        "page": page,
        "rows": [_line(one) for one in page],
        "rule": text(rule.text).of() if rule and rule.text else "",
        "unverified": rule is not None and not rule.verified,
    }
    return show(request, "council_keeping", context)


def _confirm(request: HttpRequest) -> HttpResponse:
    user = person(request.user)
    if request.POST.get("looked") != "on":
        messages.error(
            request, _("Nothing was destroyed: tick that you have looked at the list, then confirm.")
        )
        return HttpResponseRedirect(reverse("council-keeping"))
    listed = access.visible_cases(user, by=Role.COUNCIL).filter(pk__in=_asked(request))
    chosen = list(retention.over(listed, timezone.localdate())[:ROWS_A_PAGE])
    for case in chosen:
        end_retention(case, by=user)
    told = ngettext(
        "The keys of %(number)s case are destroyed.",
        "The keys of %(number)s cases are destroyed.",
        len(chosen),
    )
    messages.success(request, told % {"number": len(chosen)})
    return HttpResponseRedirect(reverse("council-keeping"))


def _asked(request: HttpRequest) -> list[int]:
    return [int(one) for one in request.POST.getlist("case") if one.isdigit()]


def _line(case: Case) -> dict[str, object]:
    return {
        "pk": case.pk,
        "number": shown_number(case.number),
        "href": address("case-detail", case),
        "closed_at": case.closed_at,
        "state": state_of(case.state, case.closing),
        "office": of(case.office, "name") if case.office else "",
    }


def _plain(case: Case) -> dict[str, object]:
    return {
        "number": shown_number(case.number),
        "closed_on": timezone.localdate(case.closed_at) if case.closed_at else None,
        "closing": case.closing,
        "office": case.office.code if case.office else "",
    }
