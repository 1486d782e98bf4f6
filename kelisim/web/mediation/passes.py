"""The door of the letterbox: a live pass, not too many questions a minute, nothing kept on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kelisim.apps.mediation.models import ReferrerPass
from kelisim.apps.mediation.queries.referrals import pass_of

MEDIA = "application/problem+json"
MOST, SECONDS = 120, 60  # questions of one pass; counted in the memory of each process
NO_PASS = _("No valid pass was sent. Send “Authorization: Bearer …” with a pass that is not over.")
METHOD = _("This address does not know that method. Use one of: %(known)s.")
TOO_MANY = _("This pass asked more than %(most)s times within a minute. Wait a minute and send it again.")

View = Callable[..., HttpResponse]


def by_pass(*methods: str) -> Callable[[View], View]:
    """Opens an address to programs with a pass; the view gets the pass after the request."""

    def guard(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **named: Any) -> HttpResponse:
            answer = _answer(request, view, methods, named)
            answer["Cache-Control"] = "no-store"
            return answer

        return guarded

    return guard


def _answer(
    request: HttpRequest, view: View, methods: tuple[str, ...], named: dict[str, Any]
) -> HttpResponse:
    given = _pass(request)
    if given is None:
        return problem(401, NO_PASS, {"WWW-Authenticate": "Bearer"})
    if _is_full(given):
        return problem(429, str(TOO_MANY) % {"most": MOST}, {"Retry-After": str(SECONDS)})
    if request.method not in methods:
        known = ", ".join(methods)
        return problem(405, str(METHOD) % {"known": known}, {"Allow": known})
    return view(request, given, **named)


def _pass(request: HttpRequest) -> ReferrerPass | None:
    kind, _space, token = request.headers.get("Authorization", "").partition(" ")
    return pass_of(token.strip()) if kind.lower() == "bearer" else None


def _is_full(given: ReferrerPass) -> bool:
    name = f"letterbox:{given.pk}"
    if cache.add(name, 1, SECONDS):
        return False
    try:
        return cache.incr(name) > MOST
    except ValueError:  # the minute ended between the two
        return False


def problem(
    status: int,
    detail: str | Promise,
    headers: dict[str, str] | None = None,
    *,
    errors: list[dict[str, str | int]] | None = None,
) -> HttpResponse:
    """What is wrong, for a program and the person who reads its log."""
    told = {"type": "about:blank", "status": status, "detail": str(detail), "errors": errors or []}
    answer = as_json(status, told)
    answer["Content-Type"] = MEDIA
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def as_json(status: int, told: dict[str, Any]) -> HttpResponse:
    """Cyrillic as it is written."""
    text = json.dumps(told, ensure_ascii=False)
    return HttpResponse(text, content_type="application/json", status=status)
