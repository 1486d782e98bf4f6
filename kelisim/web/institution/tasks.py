"""The page of aims and tasks, as a tree by the act that gave them; and the page of bills and opinions."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.apps.institution.queries.tasks import TaskLine, bills, tasks
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.files import list_file, listing

TASK_COLUMNS = (
    "id",
    "kind",
    "organisation",
    "act",
    "clause",
    "session",
    "text_kk",
    "text_ru",
    "text_en",
    "evidence",
    "source",
    "verified",
    "facts",
)
_OPINIONS = tuple(f"opinion_{lang}" for lang in LANGUAGES)
BILL_COLUMNS = ("id", "introduced", "by", "article", *_OPINIONS, "outcome", "act")
OUTCOMES: dict[str, Promise] = {
    "pending": pgettext_lazy("an opinion", "not answered yet"),
    "taken in full": pgettext_lazy("an opinion", "taken in full"),
    "taken in part": pgettext_lazy("an opinion", "taken in part"),
    "not taken": pgettext_lazy("an opinion", "not taken"),
}
KINDS: dict[str, Promise] = {
    "aim": pgettext_lazy("given by an act", "Aim"),
    "task": pgettext_lazy("given by an act", "Task"),
    "priority": pgettext_lazy("given by an act", "Priority"),
}


@dataclass(frozen=True, kw_only=True)
class Leaf:
    """One aim or task as its line shows it."""

    line: TaskLine
    kind: str
    text: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Branch:
    """What one act (or one session) gave one body."""

    act: str
    act_title: str
    session: str
    organisation: str
    organisation_name: str
    leaves: list[Leaf] = field(default_factory=list)


def task_list(request: HttpRequest) -> HttpResponse:
    """Every aim and task with its act, clause and the evidence of work done; or that there is none yet."""
    rows = ledger()
    if not rows:
        return render(request, "institution/no_ledger.html")
    file = list_file(request, listing("institution-tasks", map(task_row, tasks()), TASK_COLUMNS))
    if file is not None:
        return file
    names = labels(structure_from(rows, timezone.localdate()))
    found = tasks()
    counted = sum(bool(line.evidence) for line in found)
    context = {"branches": _tree(found, names), "total": len(found), "counted": counted}
    return render(request, "institution/task_list.html", context)


def _tree(lines: tuple[TaskLine, ...], names: Labels) -> list[Branch]:
    found: dict[tuple[str, str, str], Branch] = {}
    for line in lines:
        branch = found.setdefault(
            (line.act, line.session, line.organisation),
            Branch(
                act=line.act,
                act_title=names.act(line.act) if line.act else "",
                session=line.session,
                organisation=line.organisation,
                organisation_name=names.body(line.organisation),
            ),
        )
        text = line.text.text.of()
        source = source_words(line.source)
        branch.leaves.append(Leaf(line=line, kind=str(KINDS[line.kind]), text=text, source=source))
    return list(found.values())


def task_row(line: TaskLine) -> dict[str, object]:
    """The line for a file."""
    told = {f"text_{lang}": getattr(line.text, lang) for lang in LANGUAGES}
    return {**line.model_dump(), **told}


def bill_list(request: HttpRequest) -> HttpResponse:
    """Bills, the opinion given on each, and what became of it."""
    found = bills()
    rows = ({**line.model_dump(), **_opinion(line.opinion.model_dump())} for line in found)
    file = list_file(request, listing("institution-bills", rows, BILL_COLUMNS))
    if file is not None:
        return file
    lines = [
        {
            "line": line,
            "title": line.title.text,
            "opinion": line.opinion.text,
            "outcome": OUTCOMES[line.outcome],
            "source": source_words(line.source),
        }
        for line in found
    ]
    return render(request, "institution/bill_list.html", {"lines": lines})


def _opinion(words: dict[str, str]) -> dict[str, object]:
    return {f"opinion_{lang}": words[lang] for lang in LANGUAGES}
