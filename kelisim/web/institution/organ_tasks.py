"""The page of bodies and their tasks on a day: who holds which task, by which act, with what evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.queries.held_tasks import HeldTask, held_tasks
from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.structure import Structure, structure_from
from kelisim.apps.institution.queries.tasks import TaskLine, tasks
from kelisim.engines.timeline.types import Effect
from kelisim.web.files import list_file, listing
from kelisim.web.institution.forms import DayForm
from kelisim.web.institution.tasks import KINDS, TASK_COLUMNS, task_row

STANDINGS: dict[str, Promise] = {
    "held": pgettext_lazy("a task on a day", "held"),
    "not given yet": pgettext_lazy("a task on a day", "not given yet"),
    "its act was repealed": pgettext_lazy("a task on a day", "its act was repealed"),
    "its body is not in being": pgettext_lazy("a task on a day", "its body is not in being"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A task of a body as the table shows it."""

    task: TaskLine
    body: str
    kind: str
    text: str
    act_title: str
    source: str
    standing: str


def organ_tasks(request: HttpRequest) -> HttpResponse:
    """Two tables: what was held on the day, and what was not, with the reason."""
    rows = ledger()
    if not rows:
        return render(request, "institution/no_ledger.html")
    form = DayForm(request.GET, timezone.localdate())
    found = structure_from(rows, form.day(), form.known())
    told = tasks_on(rows, found)
    held = sorted((one for one in told if one.standing == "held"), key=lambda one: one.line.organisation)
    others = [one for one in told if one.standing != "held"]
    columns = ("standing", *TASK_COLUMNS)
    file = list_file(
        request, listing("held", map(_row, held), columns), listing("not-held", map(_row, others), columns)
    )
    if file is not None:
        return file
    names = labels(found)
    context = {
        "form": form,
        "day": form.day(),
        "tables": [("held", _lines(held, names)), ("not-held", _lines(others, names))],
    }
    return render(request, "institution/organ_tasks.html", context)


def tasks_on(rows: list[Effect], found: Structure) -> list[HeldTask]:
    """Every task and how it stood on the structure's day."""
    chain = {found.institution.code} if found.institution.exists else set()
    bodies = frozenset(chain | {organ.code for organ in found.organs})
    return held_tasks(rows, tasks(), found.day, adopted=adopted(), bodies=bodies)


def _row(one: HeldTask) -> dict[str, object]:
    return {"standing": one.standing, **task_row(one.line)}


def _lines(found: Iterable[HeldTask], names: Labels) -> list[Line]:
    return [
        Line(
            task=one.line,
            body=names.body(one.line.organisation),
            kind=str(KINDS[one.line.kind]),
            text=one.line.text.text.of(),
            act_title=names.act_short(one.line.act) if one.line.act else "",
            source=source_words(one.line.source),
            standing=str(STANDINGS[one.standing]),
        )
        for one in found
    ]
