"""Pages of the institution: its structure on a day, and an act."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.councils import council_tree
from kelisim.apps.institution.queries.labels import labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.kernel.texts import say
from kelisim.kernel.texts.cite import FORMATS as CITED
from kelisim.web.files import citation_file, list_file, listing, wanted
from kelisim.web.institution import tree
from kelisim.web.institution.acts import act_page, work_of
from kelisim.web.institution.axis import COLUMNS
from kelisim.web.institution.citations import CitationForm, answer
from kelisim.web.institution.formats import akn_links, day_query
from kelisim.web.institution.forms import DayForm
from kelisim.web.institution.listings import structure_listings


def structure(request: HttpRequest) -> HttpResponse:
    """The institution, its bodies, powers and posts on a day, each statement with its act."""
    form = DayForm(request.GET, timezone.localdate())
    day, known = form.day(), form.known()
    rows = ledger()
    if not rows:
        return render(request, "institution/no_ledger.html")
    found = structure_from(rows, day, known)
    names = labels(found)
    setting = frame()
    held = {"powers": tree.powers(found.powers, names), "lapsed": tree.powers(found.lapsed, names)}
    posts = tree.posts(found, names)
    lists = structure_listings(found, names, held, posts) if wanted(request) else []
    file = list_file(request, *lists)
    if file is not None:
        return file
    context = {
        **held,
        "form": form,
        "day": day,
        "known": known,
        "found": found,
        "name": found.institution.name.of() if found.institution.name else "",
        "name_act": names.act(found.institution.name_act or ""),
        "summary": tree.summary(found, names),
        "branches": tree.tree(found, names),
        "posts": posts,
        "councils": council_tree(day),
        "acts": [(code, names.act(code)) for code in found.acts_in_force],
        "uncertain": tree.uncertain(found, names),
        "undecided": [
            (names.act(line.act), tree.cited_effect(line.effect, names)) for line in found.consequences
        ],
        "notes": found.notes,
        "query": day_query(day, known),
        "turns": [(on, say.date(on)) for on in tree.turning_points(rows, setting.chain, setting.status)],
    }
    return render(request, "institution/structure.html", context)


def act_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What one act did, and what became of it."""
    act = Act.objects.filter(code=code).first()
    if act is None:
        raise Http404
    if request.GET.get("format") in CITED:
        return citation_file(work_of(act), request.GET["format"])
    page = act_page(act)
    file = list_file(request, listing(f"act-{code}", (entry.row() for entry in page.entries), COLUMNS))
    if file is not None:
        return file
    form = CitationForm(request.GET)
    context = {"page": page, "form": form, "answer": answer(form, page.articles), "files": akn_links(act)}
    return render(request, "institution/act_detail.html", context)
