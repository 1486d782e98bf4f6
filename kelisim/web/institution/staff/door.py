"""How each of the lawyer's pages begins: signed in, and she may record."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from kelisim.apps.institution import access
from kelisim.kernel.access.door import person, require
from kelisim.web.desks import View, staff_page


def lawyers_page(view: View) -> View:
    """For whoever may write the ledger; to other staff it is refused, not hidden."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        require(access.may_record(person(request.user)))
        return view(request, *args, **named)

    return staff_page(guarded)
