"""A council's papers: what is due, late, to look back on; filed, reported and looked back at here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.institution.public import council_tasks
from kelisim.apps.mediation.access.council_papers import councils_of, members, papers_of
from kelisim.apps.mediation.actions.keep_council_paper import Filed, file_paper, look_back, report_paper
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import CouncilPaper
from kelisim.apps.mediation.models.council_paper import WORDS, Helped, PaperKind
from kelisim.apps.mediation.queries.council_papers import Standing, standing
from kelisim.kernel.access.door import holdings, person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts.of import of
from kelisim.web.desks import page_for
from kelisim.web.files import Cell, Listing, Stranger, list_file

STANDINGS = {
    Standing.LATE: pgettext_lazy("council paper", "late"),
    Standing.LOOK_BACK: pgettext_lazy("council paper", "to look back on"),
    Standing.DUE: pgettext_lazy("council paper", "due"),
    Standing.DONE: pgettext_lazy("council paper", "done"),
    Standing.CLOSED: pgettext_lazy("council paper", "looked back at"),
}
FIELDS = ("act", "council", "kind", "number", "date", "title", "tasks", "owner", "due_on", "look_back_on")
COLUMNS = (*FIELDS, "standing", "done_on", "evidence", "looked_back_on", "helped", "finding")
council_page = page_for(lambda user: bool(holdings(user, Role.COUNCIL)))


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORDS, widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(forms.Form):
    """A new paper. Everybody reads its title in the ledger of acts."""

    council = forms.ChoiceField(label=gettext_lazy("Council"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PaperKind)
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60)
    adopted_on = _day(gettext_lazy("Adopted on"))
    title_kk = forms.CharField(label=gettext_lazy("Title in Kazakh; everybody reads it"), max_length=400)
    title_ru = forms.CharField(label=gettext_lazy("Title in Russian; everybody reads it"), max_length=400)
    tasks = forms.MultipleChoiceField(
        label=gettext_lazy("Tasks of the Mediation Council it serves"), widget=forms.CheckboxSelectMultiple
    )
    owner = forms.ChoiceField(label=gettext_lazy("Responsible"))
    due_on = _day(gettext_lazy("To be done by"))
    look_back_on = _day(gettext_lazy("The council looks back on"))

    def __init__(self, data: Any, *, bodies: Any, people: Any) -> None:
        super().__init__(data)
        self.bodies = {one.code: one for one in bodies}
        self.people = {str(one.pk): one for one in people}
        self.fields["council"].choices = [(code, of(one, "name")) for code, one in self.bodies.items()]  # type: ignore[attr-defined]
        given = council_tasks()
        self.fields["tasks"].choices = [(task.id, task.text.text.of()) for task in given]  # type: ignore[attr-defined]
        if not given:
            del self.fields["tasks"]
        self.fields["owner"].choices = [(key, one.name) for key, one in self.people.items()]  # type: ignore[attr-defined]

    def file(self, by: Any) -> CouncilPaper:
        """Files it."""
        told = {**self.cleaned_data, "tasks": tuple(self.cleaned_data.get("tasks", ()))}
        council, owner = self.bodies[told.pop("council")], self.people[told.pop("owner")]
        return file_paper(Filed(**told), council=council, owner=owner, by=by)


class ReportForm(forms.Form):
    """What was done."""

    evidence = _words(gettext_lazy("What was done and where it can be seen; never a name of a side"))


class LookBackForm(forms.Form):
    """Whether it helped."""

    helped = forms.ChoiceField(label=gettext_lazy("Did it help?"), choices=Helped, widget=forms.RadioSelect)
    finding = _words(gettext_lazy("By what this is seen"))


@council_page
def council_papers(request: HttpRequest) -> HttpResponse:
    """All of her councils with how they stand, and the form of a new one."""
    user, today = person(request.user), timezone.localdate()
    rows = [(one, standing(one, today)) for one in papers_of(user)]
    file = list_file(request, Listing(name="council-papers", columns=COLUMNS, rows=map(_bare, rows)))
    if file is not None:
        return file
    bodies = councils_of(user)
    form = PaperForm(request.POST or None, bodies=bodies, people=members(bodies))
    if request.method == "POST" and form.is_valid() and _done(form, lambda: form.file(user)):
        messages.success(request, _("The paper stands in the ledger of acts now."))
        return HttpResponseRedirect(reverse("council-papers"))
    context = {"groups": _grouped(rows), "form": form, "any": bool(rows)}
    return render(request, "mediation/board/papers.html", context)


@council_page
def council_paper(request: HttpRequest, code: str) -> HttpResponse:
    """One paper with what can be done to it today."""
    user, today = person(request.user), timezone.localdate()
    paper = get_object_or_404(papers_of(user), act__code=code)
    go = request.POST.get("go", "")
    report = ReportForm(request.POST if go == "report" else None)
    back = LookBackForm(request.POST if go == "look_back" else None)
    wrong = {"report": report, "look_back": back}.get(go)
    deeds: dict[str, Callable[[], object]] = {
        "report": lambda: report_paper(paper, **report.cleaned_data, by=user),
        "look_back": lambda: look_back(paper, **back.cleaned_data, by=user),
    }
    if wrong is not None and wrong.is_valid() and _done(wrong, deeds[go]):
        messages.success(request, _("Written down."))
        return HttpResponseRedirect(reverse("council-paper", args=[code]))
    context = {
        "paper": paper,
        "title": of(paper.act, "title"),
        "council": of(paper.council, "name"),
        "tasks": [task for task in council_tasks() if task.id in paper.tasks],
        "standing": STANDINGS[standing(paper, today)],
        "report": report if paper.done_on is None and not paper.looked_back_on else None,
        "back": back if paper.looked_back_on is None and paper.look_back_on <= today else None,
        "wrong": wrong,
    }
    return render(request, "mediation/board/paper.html", context)


def _done(form: forms.Form, deed: Callable[[], object]) -> bool:
    try:
        deed()
    except MediationError as error:
        form.add_error(None, str(error))
        return False
    return True


def _grouped(rows: list[tuple[CouncilPaper, Standing]]) -> list[dict[str, Any]]:
    """What waits first; groups without a paper are left out."""
    return [
        {"label": label, "rows": [(of(one.act, "title"), one) for one, its in rows if its == key]}
        for key, label in STANDINGS.items()
        if any(its == key for _one, its in rows)
    ]


def _bare(row: tuple[CouncilPaper, Standing]) -> list[object]:
    one, its = row
    first = [one.act.code, one.council.code, Cell(one.get_kind_display(), one.kind), Stranger(one.act.number)]
    days = [Stranger(one.owner.name), one.due_on, one.look_back_on, Cell(str(STANDINGS[its]), its)]
    found = [one.done_on, Stranger(one.evidence), one.looked_back_on, one.helped, Stranger(one.finding)]
    title = Stranger(of(one.act, "title"))
    return [*first, one.act.date, title, tuple(one.tasks), *days, *found]
