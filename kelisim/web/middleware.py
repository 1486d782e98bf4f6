"""What happens around every page: one line in the log, and the door of the second factor."""

from __future__ import annotations

import errno
import secrets
import sys
import time
from collections.abc import Callable

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from kelisim.kernel.accounts import second_factor
from kelisim.kernel.logs.lines import error_place
from kelisim.kernel.once import reading

Handler = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("kelisim.web")

# Pages one may see on the way to a second factor, by the name of their address.
ON_THE_WAY = (
    "mfa_",
    "account_",
    "openid_connect",
    "language",
    "health",
    "root",
    "manifest",
    "favicon",
    "api:",
)

NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
WAIT_SECONDS = 120


def number_of(request: HttpRequest) -> str:
    """The number of this request, which a person may quote when something failed."""
    told: str = getattr(request, "number", "")
    return told


class RequestLine:
    """Gives each request a number and writes one line: page by name, method, status, time. No address of
    anybody, no query, nothing typed."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Around the page."""
        request.number = secrets.token_hex(5)  # type: ignore[attr-defined]
        started = time.monotonic()
        with structlog.contextvars.bound_contextvars(request_id=number_of(request)):
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                page=match.view_name if match else "",
                method=request.method,
                status=response.status_code,
                duration_ms=round((time.monotonic() - started) * 1000),
            )
        response["X-Request-ID"] = number_of(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Class and line only: the message may hold what a person typed."""
        match = request.resolver_match
        log.error("exception", page=match.view_name if match else "", **error_place(error))


class Reading:
    """A page that is only read asks each question about its reader once."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Around the page."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with reading():
            return self.get_response(request)


class SecondFactorDoor:
    """Whoever must have a second factor and has none yet is led to set one up, and nowhere else."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Around the page."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_rest: object) -> HttpResponse | None:
        """Asked once the page is known, so that the way to the second factor itself stays open."""
        match = request.resolver_match
        name = match.view_name if match else ""
        # The name first: asking who it is reads the session, and the API has none.
        if name.startswith(ON_THE_WAY) or not request.user.is_authenticated:
            return None
        if second_factor.missing(request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        return None


def stands_still(error: BaseException | None) -> bool:
    """Whether the machine failed, not the programme: no room on the disk, the database away or full."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        error = error.__cause__ or error.__context__
    return False


def try_again(request: HttpRequest) -> HttpResponse:
    """Says in her language what became of what she sent and what to do. Asks the database nothing."""
    sent = request.method not in {"GET", "HEAD"}
    told = render_to_string("503.html", {"number": number_of(request), "sent": sent})
    return HttpResponse(told, status=503, headers={"Retry-After": WAIT_SECONDS, "Cache-Control": "no-store"})


def server_error(request: HttpRequest) -> HttpResponse:
    """The page after a failure, with the number to quote; if even that fails, the number alone."""
    try:
        if stands_still(sys.exc_info()[1]):
            return try_again(request)
        return render(request, "500.html", {"number": number_of(request)}, status=500)
    except Exception as error:  # noqa: BLE001 - whatever broke the page, she gets an answer
        log.error("exception", page="500.html", **error_place(error))
        return HttpResponse(f"Kelisim: 500 ({number_of(request)})", status=500, content_type="text/plain")
