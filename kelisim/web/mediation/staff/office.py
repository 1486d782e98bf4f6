"""The clerk's desk: the open cases of her offices, the next clock first."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse

from kelisim.apps.mediation import access
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries import desk, following
from kelisim.apps.mediation.queries.repeats import undecided
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.once import reading
from kelisim.web.desks import staff_page
from kelisim.web.mediation.staff.door import keys_of, require_desk, show
from kelisim.web.mediation.staff.forms.desk import SHOWN, FilterForm, FindForm
from kelisim.web.mediation.staff.rows import Row, rows_of

ROWS_A_PAGE = 25
FOUND_AT_MOST = 50


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One way to narrow the list, with how many cases it holds."""

    code: str
    label: str
    number: int
    current: bool


@staff_page
@reading()  # a search is sent by POST, and changes nothing either
def office_desk(request: HttpRequest) -> HttpResponse:
    """Cases by next clock, then age; narrowed by state and topic, found by number or name."""
    require_desk(request, Role.CLERK)
    cases = access.visible_cases(person(request.user), by=Role.CLERK)
    find = FindForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and find.is_valid():
        return _found(request, cases, find)
    form = FilterForm(request.GET)
    wanted = form.wanted()
    page, tabs = page_of(request, desk.with_names(cases), wanted, desk.waits_for_office())
    context = {
        "rows": rows_of(
            desk.desk_rows(page, names=True),
            "case-detail",
            repeats=undecided(page.object_list, cases),
        ),
        "page": page,
        "filter": form,
        "find": find,
        "narrowed": any(name != "page" for name in wanted),
        "tabs": tabs,
        "locked": not keys_of(request),
        "calls": following.calls_owed(cases),
    }
    return show(request, "office_desk", context)


def narrowed(cases: QuerySet[Case], wanted: dict[str, str], waiting: Q) -> QuerySet[Case]:
    """The open cases that fit what was chosen."""
    rows = desk.open_cases(cases)
    if wanted.get("show") == "late":
        rows = rows.filter(desk.late_now())
    elif wanted.get("show") == "waiting":
        rows = rows.filter(waiting)
    return rows.filter(**{name: wanted[name] for name in ("state", "topic") if name in wanted})


def page_of(
    request: HttpRequest,
    cases: QuerySet[Case],
    wanted: dict[str, str],
    waiting: Q,
    *,
    size: int = ROWS_A_PAGE,
) -> tuple[Page[Case], list[Tab]]:
    """The page of the list that was asked for, and the tabs above it: waiting, late, all with their numbers.

    A tab's number is the length of its list too; only one narrowed further is counted by itself.
    """
    counted = desk.counts(cases, waiting)
    numbers = {"waiting": counted.waiting, "late": counted.late, "": counted.open}
    chosen = wanted.get("show", "")
    paginator = Paginator(narrowed(desk.listed(cases), wanted, waiting), size)
    if wanted.keys() <= {"show"}:
        paginator.count = numbers[chosen]
    tabs = [
        Tab(code=code, label=str(label), number=numbers[code], current=code == chosen)
        for code, label in SHOWN
    ]
    return paginator.get_page(request.GET.get("page")), tabs


def _found(request: HttpRequest, cases: QuerySet[Case], find: FindForm) -> HttpResponse:
    """Closed cases too: people come back with an old receipt."""
    found = desk.by_number_or_name(desk.listed(cases), find.cleaned_data["q"])
    rows = desk.with_names(found).order_by("-received_at")
    listed: list[Row] = rows_of(desk.desk_rows(rows[:FOUND_AT_MOST], names=True), "case-detail")
    return show(request, "office_found", {"rows": listed, "find": find, "full": len(listed) == FOUND_AT_MOST})
