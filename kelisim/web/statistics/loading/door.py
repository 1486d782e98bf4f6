"""How each of these pages begins: signed in, and she may load figures; to others they do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.statistics import access
from kelisim.kernel.access.door import person

View = Callable[..., HttpResponse]


def loaders_page(*methods: str) -> Callable[[View], View]:
    """For whoever may load figures; never kept by a browser or a proxy."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not access.may_load(person(request.user)):
                raise Http404
            return view(request, *args, **named)

        found: View = login_required(never_cache(require_http_methods([*methods])(guarded)))
        return found

    return guard
