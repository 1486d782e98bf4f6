"""The doors of these desks: what a reader may not work on is not there for her."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.models import Conversation
from kelisim.kernel.access.door import person
from kelisim.web.desks import page_for

desk_page = page_for(access.has_a_desk)


def led(request: HttpRequest, code: str) -> Conversation:
    """A conversation she leads; 404 otherwise."""
    return _one(access.led_conversations(person(request.user)), code)


def moderated(request: HttpRequest, code: str) -> Conversation:
    """A conversation whose statements she decides on; 404 otherwise."""
    return _one(access.moderated_conversations(person(request.user)), code)


def on_paper(request: HttpRequest, code: str) -> Conversation:
    """A conversation whose paper she enters; 404 otherwise."""
    return _one(access.paper_conversations(person(request.user)), code)


def worked(request: HttpRequest, code: str) -> Conversation:
    """A conversation on her desk; 404 otherwise."""
    return _one(access.worked_conversations(person(request.user)), code)


def show(request: HttpRequest, name: str, context: dict[str, Any], *, wrong: bool = False) -> HttpResponse:
    """A page of this desk; 422 where what was sent is wrong."""
    return render(request, f"dialogue/staff/{name}.html", context, status=422 if wrong else 200)


def _one(rows: Any, code: str) -> Conversation:
    found: Conversation = get_object_or_404(rows.select_related("territory"), code=code)
    return found
