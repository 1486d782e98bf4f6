"""The institution in open formats: the page that lists them, and the files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution.errors import NoExpression, NoSuchThing, NotIdentified
from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.exports import akn
from kelisim.apps.institution.queries.exports.graph import Graph, ntriples, turtle
from kelisim.apps.institution.queries.exports.org import NTRIPLES, TURTLE, org_graph
from kelisim.apps.institution.queries.exports.popolo import CONTENT_TYPE, popolo
from kelisim.apps.institution.queries.exports.works import home, work_uri
from kelisim.kernel.texts.of import LANGUAGES, of
from kelisim.web.files import Listing, list_file, refused
from kelisim.web.institution.forms import DayField, DayForm, within_reach

_GRAPHS: dict[str, tuple[str, Callable[[Graph], bytes]]] = {
    "ttl": (TURTLE, turtle),
    "nt": (NTRIPLES, ntriples),
}


class ActForm(forms.Form):
    """Which expression of an act: its language, the day on which it stood, whose knowledge is meant."""

    language = forms.ChoiceField(
        choices=[(lang, lang) for lang in LANGUAGES], required=False, label=_("Language")
    )
    on = DayField(required=False, label=_("Day"), validators=[within_reach])
    as_known = DayField(required=False, label=_("As it was known on"), validators=[within_reach])

    def asked(self) -> akn.Asked:
        """The question, once it is sound."""
        told = self.cleaned_data
        return akn.Asked(lang=told["language"], on=told["on"], as_known=told["as_known"])


def structure_popolo(request: HttpRequest) -> HttpResponse:
    """The day as Popolo."""
    form = DayForm(request.GET, timezone.localdate())
    if not form.is_valid():
        return refused(form)
    found = popolo(form.day(), base=home(), as_known=form.known())
    return _file(found, CONTENT_TYPE, f"popolo-{form.day().isoformat()}.json")


def structure_org(request: HttpRequest, form: str) -> HttpResponse:
    """The day as W3C ORG, as Turtle or as N-Triples."""
    asked = DayForm(request.GET, timezone.localdate())
    if not asked.is_valid():
        return refused(asked)
    kind, written = _GRAPHS[form]
    graph = org_graph(asked.day(), base=home(), as_known=asked.known())
    return _file(written(graph), kind, f"org-{asked.day().isoformat()}.{form}")


def act_akn(request: HttpRequest, code: str) -> HttpResponse:
    """An expression of an act as Akoma Ntoso; an act nobody has identified has none."""
    form = ActForm(request.GET)
    if not form.is_valid():
        return refused(form)
    try:
        found = akn.act_xml(code, form.asked())
    except (NoSuchThing, NotIdentified, NoExpression) as error:
        raise Http404(str(error)) from None
    return _file(found, akn.CONTENT_TYPE, f"{code}.akn.xml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def open_formats(request: HttpRequest) -> HttpResponse:
    """What can be taken away, in which form, for the day asked for, and each act."""
    form = DayForm(request.GET, timezone.localdate())
    acts = list(Act.objects.all())
    works = [(act.code, of(act, "title"), work_uri(act)) for act in acts if act.identified]
    gaps = [(act.code, of(act, "title")) for act in acts if not act.identified]
    file = list_file(
        request,
        Listing(name="works", columns=("act", "title", "work"), rows=works),
        Listing(name="gaps", columns=("act", "title"), rows=gaps),
    )
    context = {
        "form": form,
        "query": day_query(form.day(), form.known()),
        "acts": works,
        "gaps": gaps,
    }
    return file or render(request, "institution/open_formats.html", context)


def day_query(day: date, known: date | None) -> str:
    """`on=2021-01-01&as_known=2026-11-22` for an address."""
    asked = {"on": day.isoformat()} | ({"as_known": known.isoformat()} if known else {})
    return urlencode(asked)


def akn_links(act: Act) -> list[tuple[str, str]]:
    """The languages an act is described in, each with the address of its file."""
    if not act.identified:
        return []
    address = reverse("act-akn", args=[act.code])
    return [(lang, f"{address}?language={lang}") for lang in akn.languages_read(act)]
