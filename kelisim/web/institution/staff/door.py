"""How each of the lawyer's pages begins: signed in, and she may record."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.institution import access
from kelisim.kernel.access.door import person, require

View = Callable[..., HttpResponse]
_methods = require_http_methods(["GET", "HEAD", "POST"])


def lawyers_page(view: View) -> View:
    """For whoever may write the ledger; never kept by a browser or a proxy."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        require(access.may_record(person(request.user)))
        return view(request, *args, **named)

    found: View = login_required(never_cache(_methods(guarded)))
    return found
