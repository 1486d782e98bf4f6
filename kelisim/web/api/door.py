"""The way in and out of every address of the API: reading only, the language, what may be kept how long."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import override
from django.utils.translation.trans_real import parse_accept_lang_header

from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.api.problems import problem

METHODS = ("GET", "HEAD", "OPTIONS")
KEPT = "public, max-age=300"
View = Callable[..., HttpResponse]


def language(request: HttpRequest) -> str:
    """The language of error texts: `lang`, else what the reader's program accepts, else Kazakh."""
    asked = request.GET.get("lang", "")
    accepted = (
        code[:2] for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    )
    return next((code for code in (asked, *accepted) if code in LANGUAGES), LANGUAGES[0])


def door(view: View) -> View:
    """Wraps one address. No session, no cookie, no token: nothing here is secret or can be changed."""

    def opened(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        try:
            lang = language(request)
        except SuspiciousOperation:  # more parameters than any question has
            return _for_everybody(problem("too_much_asked"))
        with override(lang):
            answer = _answer(request, view, *args, **named)
        answer.headers.setdefault(
            "Content-Language", ", ".join(LANGUAGES) if answer.status_code < 400 else lang
        )
        return _for_everybody(answer)

    opened.csrf_exempt = True  # type: ignore[attr-defined]
    return opened


def _answer(request: HttpRequest, view: View, *args: object, **named: object) -> HttpResponse:
    if request.method == "OPTIONS":
        return _allowed(HttpResponse(status=204))
    if request.method not in METHODS:
        return _allowed(problem("wrong_method"))
    asked, request.method = request.method, "GET"
    answer = _kept(request, view(request, *args, **named))
    request.method = asked
    if asked == "HEAD":
        answer["Content-Length"] = str(len(answer.content))
        answer.content = b""
    return answer


def _allowed(answer: HttpResponse) -> HttpResponse:
    answer["Allow"] = answer["Access-Control-Allow-Methods"] = ", ".join(METHODS)
    answer["Access-Control-Allow-Headers"] = "*"
    answer["Access-Control-Max-Age"] = "86400"
    return answer


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """Names the content by its own bytes; who has these bytes already is told so and nothing more."""
    if answer.status_code != 200:
        return answer
    mark = f'"{sha256(answer.content).hexdigest()[:32]}"'
    has = [one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))]
    if mark in has or "*" in has:
        answer = HttpResponseNotModified()
    answer["ETag"] = mark
    answer["Cache-Control"] = KEPT
    return answer


def _for_everybody(answer: HttpResponse) -> HttpResponse:
    answer["Access-Control-Allow-Origin"] = "*"
    patch_vary_headers(answer, ["Accept-Language"])
    return answer
