"""Aims and tasks given by acts, and opinions on bills."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.queries import tasks as told
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import structure_from
from kelisim.web.api.asked import Day, Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.problems import Refused
from kelisim.web.api.shapes import Shape, Words, words
from kelisim.web.institution.organ_tasks import tasks_on as told_on

TAG = "institution"
router = Router()


class TaskRow(Shape):
    """An aim or a task: given to whom, by which act and clause (or session), with what evidence."""

    code: str
    kind: str
    organisation: str
    act: str | None
    clause: str | None
    session: str | None
    text: Words
    evidence: str | None
    source: str
    verified: bool
    facts: list[str]


class TasksOnAsked(Listed):
    """A day."""

    on: Day | None = Field(None, description=gettext_noop("The day, YYYY-MM-DD. Default: today."))


class TaskOnRow(TaskRow):
    """A task and how it stood on the day: held, or why it was not."""

    standing: str


class BillRow(Shape):
    """A bill, the opinion given on it, and what became of it."""

    code: str
    title: Words
    introduced: str
    by: str
    article: str | None
    opinion: Words
    outcome: str
    act: str | None
    source: str
    verified: bool


@router.get(
    "/tasks",
    response=Page[TaskRow],
    summary=gettext_noop("Aims and tasks by the act that gave them, with the evidence of work done"),
)
def tasks(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    return items_page(request, asked, [_task(line) for line in told.tasks()])


@router.get(
    "/tasks/on",
    response=Page[TaskOnRow],
    summary=gettext_noop("Aims and tasks as they stood on a day: held, or why not"),
)
def tasks_on(request: HttpRequest, asked: Query[TasksOnAsked]) -> Any:
    """In the order of the pack."""
    rows = ledger()
    if not rows:
        raise Refused("no_ledger")
    found = told_on(rows, structure_from(rows, asked.on or timezone.localdate()))
    items = [TaskOnRow(**_task(one.line).model_dump(), standing=one.standing) for one in found]
    return items_page(request, asked, items)


def _task(line: told.TaskLine) -> TaskRow:
    return TaskRow(
        code=line.id,
        kind=line.kind,
        organisation=line.organisation,
        act=line.act or None,
        clause=line.clause or None,
        session=line.session or None,
        text=words(line.text.text),
        evidence=line.evidence or None,
        source=line.source,
        verified=line.verified,
        facts=list(line.facts),
    )


@router.get(
    "/bills", response=Page[BillRow], summary=gettext_noop("Opinions on bills, and what became of them")
)
def bills(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    return items_page(request, asked, [_bill(line) for line in told.bills()])


def _bill(line: told.BillLine) -> BillRow:
    return BillRow(
        code=line.id,
        title=words(line.title.text),
        introduced=line.introduced,
        by=line.by,
        article=line.article or None,
        opinion=words(line.opinion.text),
        outcome=line.outcome,
        act=line.act or None,
        source=line.source,
        verified=line.verified,
    )
