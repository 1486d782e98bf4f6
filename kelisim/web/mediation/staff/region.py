"""The coordinator's desk: the open cases of her region, clear layer only, by state and by lateness."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from kelisim.apps.mediation import access
from kelisim.apps.mediation.queries import desk
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.web.desks import staff_page
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.forms.desk import FilterForm
from kelisim.web.mediation.staff.office import page_of
from kelisim.web.mediation.staff.rows import rows_of, state_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How many open cases stand where."""

    code: str
    label: str
    number: int


@staff_page
def region_desk(request: HttpRequest) -> HttpResponse:
    """Numbers by state, then the list by next clock. No name stands here: she may not read them."""
    require_desk(request, Role.COORDINATOR)
    cases = access.visible_cases(person(request.user), by=Role.COORDINATOR)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page, tabs = page_of(request, cases, wanted, desk.waits_for_office())
    by_state = desk.by_state(cases)
    context = {
        "rows": rows_of(desk.desk_rows(page, names=False), "case-detail"),
        "page": page,
        "filter": form,
        "narrowed": bool(wanted),
        "tabs": tabs,
        "standings": [
            Standing(code=code, label=state_of(code, ""), number=number) for code, number in by_state.items()
        ],
    }
    return show(request, "region_desk", context)
