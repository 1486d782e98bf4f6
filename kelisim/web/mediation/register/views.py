"""The public register of mediators: the list with its filters and map, and one page a mediator."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from kelisim.apps.mediation.access.offices import may_relieve
from kelisim.apps.mediation.access.register import may_suspend
from kelisim.apps.mediation.queries import register
from kelisim.apps.mediation.queries.papers.register import list_of
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts.of import reader_language
from kelisim.web.files import list_file
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.register import lines
from kelisim.web.mediation.register.forms import RegisterForm, chosen

ON_A_PAGE = 20


def mediators(request: HttpRequest) -> HttpResponse:
    """Who may be asked to mediate: by place, language, field, kind and name."""
    code = request.GET.get("place", "")
    place = chosen(code)
    form = RegisterForm(request.GET)
    day, wanted = form.day(), form.wanted(place)
    found = register.found(wanted, day)
    file = list_file(request, lines.listing(found, day))
    if file is not None:
        return file
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": form,
        "place": place,
        "unknown_place": code if code and place is None else "",
        "narrowed": wanted != register.Wanted(),
        "past": day if day < timezone.localdate() else None,
        "tiles": lines.region_tiles(day, place),
        "page": page,
        "rows": [lines.line_of(one, day) for one in page],
    }
    return render(request, "mediation/register/mediators.html", context)


def mediators_paper(request: HttpRequest) -> HttpResponse:
    """The same list, with the same filters, as a document in the reader's language."""
    form = RegisterForm(request.GET)
    day = form.day()
    found = register.found(form.wanted(chosen(request.GET.get("place", ""))), day)
    told = [lines.line_of(one, day) for one in found]
    sample = any(line.sample for line in told)
    rows = [lines.cells_of(line) for line in told]
    sheet = list_of(rows, day=day, lang=reader_language(), sample=sample)
    return pdf(sheet, f"register-{day.isoformat()}")


def mediator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mediator as the register shows her; who left it is not found."""
    day = timezone.localdate()
    one = get_object_or_404(register.found(register.Wanted(), day), pk=pk)
    user = request.user
    context = {
        "line": lines.line_of(one, day),
        "may_suspend": isinstance(user, User) and may_suspend(user, one),
        "may_relieve": isinstance(user, User) and may_relieve(user, one),
    }
    return render(request, "mediation/register/mediator_detail.html", context)
