"""In intake mode only the pages of intake are there; without it none of them is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]
PAGES = {"intake", "intake-enrol", "intake-packages", "intake-package"}
ALSO = {"favicon", "manifest", "health-live"}


class IntakeDoor:
    """Whatever else the product can do is not on this laptop: no sign-in, no desk, no case."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Around the page."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _named: Any) -> HttpResponse | None:
        """The front door leads to the form; every other door is not there."""
        if not settings.INTAKE:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if name in PAGES | ALSO:
            return None
        if name in {"root", "home"}:
            return HttpResponseRedirect(reverse("intake"))
        return HttpResponseNotFound(render(request, "mediation/intake/nothing.html").content)
