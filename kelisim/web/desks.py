"""How pages of the staff begin: signed in, never kept by a browser or a proxy, for those who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User

METHODS = ("GET", "HEAD", "POST")
View = Callable[..., HttpResponse]


def staff_page(view: View, *, methods: tuple[str, ...] = METHODS) -> View:
    """For people who are signed in."""
    found: View = login_required(never_cache(require_http_methods(list(methods))(view)))
    return found


def page_for(may: Callable[[User], bool], *, methods: tuple[str, ...] = METHODS) -> Callable[[View], View]:
    """For those of them who may; the others learn nothing, not even that the page exists."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not may(person(request.user)):
                raise Http404
            return view(request, *args, **named)

        return staff_page(guarded, methods=methods)

    return guard
