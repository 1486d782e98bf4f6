"""A paper session: numbered sheets to print, a grid and a file to enter them, batches that are withdrawn
whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.import_sheets import (
    confirm_batch,
    enter_sheets,
    import_sheets,
    withdraw_batch,
)
from kelisim.apps.dialogue.errors import BadRows, DialogueError
from kelisim.apps.dialogue.models import Batch, Conversation, Statement
from kelisim.apps.dialogue.queries.sheets import Typed, sheet_code
from kelisim.kernel.access.door import person
from kelisim.kernel.documents.sheet import Block, Break, Heading, Paragraph, Sheet, Table
from kelisim.kernel.documents.typeset import typeset
from kelisim.kernel.texts.of import of, reader_language
from kelisim.web.dialogue.staff.door import desk_page, on_paper, show
from kelisim.web.dialogue.staff.forms_paper import PaperFileForm, PrintForm

LINES = 10  # sheets on a page of the grid
MARKS = {"+": "1", "-": "-1", "−": "-1", "–": "-1"}


@desk_page
def paper_session(request: HttpRequest, code: str) -> HttpResponse:
    """All of it on one page; what was typed stays when it is refused."""
    conversation, user = on_paper(request, code), person(request.user)
    go = request.POST.get("go", "")
    numbers = list(_live(conversation).values_list("number", flat=True))
    error: Any = None
    form = PaperFileForm(request.POST, request.FILES) if go in ("file", "confirm") else PaperFileForm()
    if go and (not form.is_bound or form.is_valid()):
        try:
            said = _done(request, conversation, numbers, form)
        except DialogueError as refused:
            error = refused
        else:
            messages.success(request, said)
            return HttpResponseRedirect(reverse("paper-session", args=[code]))
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "form": form,
        "print": PrintForm(),
        "numbers": numbers,
        "lines": [_line(request, at, numbers) for at in range(1, LINES + 1)],
        "error": error,
        "wrong": error.wrong if isinstance(error, BadRows) else [],
        "batches": Batch.objects.filter(conversation=conversation).select_related(
            "entered_by", "confirmed_by"
        ),
        "user": user,
    }
    return show(request, "paper_session", context, wrong=bool(error or form.errors))


@desk_page
def paper_sheets(request: HttpRequest, code: str) -> HttpResponse:
    """The sheets as a PDF, each with its number and check letters, in two languages."""
    conversation = on_paper(request, code)
    form = PrintForm(request.GET)
    if not form.is_valid():
        return show(
            request,
            "paper_print",
            {"one": conversation, "question": of(conversation, "question"), "form": form},
            wrong=True,
        )
    told = form.cleaned_data
    answer = HttpResponse(typeset(_sheet(conversation, told)), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="sheets-{told["first"]}.pdf"'
    return answer


def _done(request: HttpRequest, conversation: Conversation, numbers: list[int], form: PaperFileForm) -> str:
    go, user = request.POST["go"], person(request.user)
    if go in ("withdraw", "confirm"):
        number = request.POST.get("batch", "")
        rows = Batch.objects.select_related("conversation__territory")
        batch = get_object_or_404(rows, conversation=conversation, number=number if number.isdigit() else 0)
        if go == "withdraw":
            withdraw_batch(batch, by=user)
            return str(_("The batch is withdrawn: none of its votes counts."))
        confirm_batch(batch, form.cleaned_data["file"].read(), by=user)
        return str(_("Both entries say the same; the batch is confirmed."))
    if go == "file":
        batch = import_sheets(conversation, form.cleaned_data["file"].read(), by=user)
    else:
        batch = enter_sheets(conversation, _typed(request, numbers), by=user)
    return str(_("The sheets are entered as batch %(number)s.") % {"number": batch.number})


def _live(conversation: Conversation) -> Any:
    return Statement.objects.filter(conversation=conversation, state=states.Statement.LIVE).order_by("number")


def _line(request: HttpRequest, at: int, numbers: list[int]) -> dict[str, Any]:
    sent = request.POST
    cells = [{"statement": one, "value": sent.get(f"v{at}_{one}", "")} for one in numbers]
    return {"at": at, "sheet": sent.get(f"s{at}", ""), "cells": cells}


def _typed(request: HttpRequest, numbers: list[int]) -> list[Typed]:
    """The filled cells of the grid; an empty cell is a statement not answered."""
    found = []
    for at in range(1, LINES + 1):
        line = _line(request, at, numbers)
        for cell in line["cells"]:
            mark = str(cell["value"]).strip()
            if mark:
                told = {"sheet": line["sheet"].strip(), "statement": str(cell["statement"])}
                found.append(Typed(line=at, vote=MARKS.get(mark, mark), column=told["statement"], **told))
    return found


def _sheet(conversation: Conversation, told: dict[str, Any]) -> Sheet:
    forms = [told["one"], *([told["other"]] if told["other"] and told["other"] != told["one"] else [])]
    rows = []
    for one in _live(conversation).prefetch_related("variants"):
        texts = {variant.form: variant.text for variant in one.variants.all()}
        words = [texts[form] for form in forms if form in texts] or list(texts.values())[:1]
        rows.append((str(one.number), "\n".join(words), "", "", ""))
    table = Table(
        head=("№", _("Statement"), _("I agree"), _("I disagree"), _("I pass")),
        rows=tuple(rows),
        widths=(2, 14, 4, 4, 4),
        ruled=True,
    )
    blocks: list[Block] = []
    for number in range(told["first"], told["first"] + told["number"]):
        blocks += [Break()] if blocks else []
        blocks += [
            Heading(text=f"{_('Sheet')} {sheet_code(conversation, number)}"),
            Paragraph(
                text=str(_("One cross in each row. Leave a row empty if you do not want to answer it."))
            ),
            table,
        ]
    return Sheet(
        title=of(conversation, "question"),
        lang=reader_language(),
        day=timezone.localdate(),
        blocks=tuple(blocks),
        footer=conversation.code,
        sample=str(_("sample")) if conversation.sample else "",
    )
