"""The register of memoranda for everybody: sides, purpose, period, and what is planned together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.models import PlanItem
from kelisim.apps.mediation.queries.memoranda import Known, Plan, memorandum, plans
from kelisim.apps.mediation.queries.memoranda import memoranda as known_memoranda
from kelisim.engines.timeline.dates import written
from kelisim.kernel.access.door import person
from kelisim.kernel.texts.of import LANGUAGES, Text, text_of
from kelisim.web.files import Cell, Listing, Stranger, list_file

COLUMNS = (
    *("code", *(f"sides_{lang}" for lang in LANGUAGES), *(f"purpose_{lang}" for lang in LANGUAGES)),
    *("signed", "until", "plan_lines", "plan_open", "plan_late", "facts", "sources", "read_on"),
)
PLAN_COLUMNS = (
    *("memorandum", "number", *(f"what_{lang}" for lang in LANGUAGES), "due_on", "state", "moved_on"),
    *("sides_asked", "sides_answered"),
)
REPLY_COLUMNS = ("number", "side", "due_on", "answered_on", "answer")


def memoranda(request: HttpRequest) -> HttpResponse:
    """All of them, the latest first."""
    counted = plans(timezone.localdate())
    found = [(one, counted.get(one.code, Plan())) for one in known_memoranda()]
    file = list_file(request, Listing(name="memoranda", columns=COLUMNS, rows=_written(found)))
    if file is not None:
        return file
    context = {"rows": found, "may_keep": _may_keep(request)}
    return render(request, "mediation/memoranda/memoranda.html", context)


def memorandum_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One with its joint plan, and what each side answered by when."""
    known = memorandum(code)
    if known is None:
        raise Http404
    items = list(PlanItem.objects.filter(memorandum=known.code).prefetch_related("replies"))
    file = list_file(
        request,
        Listing(name="joint-plan", columns=PLAN_COLUMNS, rows=_planned(items)),
        Listing(name="replies", columns=REPLY_COLUMNS, rows=_replied(items)),
    )
    if file is not None:
        return file
    context = {
        "known": known,
        "lines": lines_of(items),
        "replies": [{"number": item.number, "reply": reply} for item, reply in _replies(items)],
        "may_keep": _may_keep(request),
        "today": timezone.localdate(),
    }
    return render(request, "mediation/memoranda/memorandum_detail.html", context)


def lines_of(items: Iterable[PlanItem]) -> list[dict[str, Any]]:
    """The joint plan as a page shows it."""
    return [{"item": one, "what": text_of(one, "what"), "state": one.get_state_display()} for one in items]


def _may_keep(request: HttpRequest) -> bool:
    return request.user.is_authenticated and access.may_keep_memoranda(person(request.user))


def _texts(text: Text) -> list[object]:
    return [Stranger(getattr(text, lang)) for lang in LANGUAGES]


def _written(found: Iterable[tuple[Known, Plan]]) -> Iterable[list[object]]:
    for one, plan in found:
        signed = one.signed
        read_on = next((source.read_on for source in one.sources if source.read_on), None)
        yield [
            *(one.code, *_texts(one.sides), *_texts(one.purpose)),
            *(written(signed.first, signed.last, signed.precision) if signed else None, one.until),
            *(plan.lines, plan.open, plan.late, list(one.facts)),
            *([source.title.of() for source in one.sources], read_on),
        ]


def _planned(items: Iterable[PlanItem]) -> Iterable[list[object]]:
    for one in items:
        replies = list(one.replies.all())
        answered = sum(reply.answered_on is not None for reply in replies)
        yield [
            *(one.memorandum, one.number, *_texts(text_of(one, "what")), one.due_on),
            *(Cell(one.get_state_display(), one.state), one.moved_on, len(replies), answered),
        ]


def _replies(items: Iterable[PlanItem]) -> Iterable[tuple[PlanItem, Any]]:
    return ((item, reply) for item in items for reply in item.replies.all())


def _replied(items: Iterable[PlanItem]) -> Iterable[list[object]]:
    for item, one in _replies(items):
        yield [item.number, Stranger(one.side), one.due_on, one.answered_on, Stranger(one.answer)]
