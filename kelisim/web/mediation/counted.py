"""The statistics form: the released counts of the latest quarter as PDF, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kelisim.apps.mediation.queries.counted_of import statistics_form
from kelisim.web.mediation.papers import pdf


@require_safe
def mediation_form(request: HttpRequest) -> HttpResponse:
    """In the reader's language; there is no such page while nothing is released."""
    sheet = statistics_form(get_language() or "kk")
    if sheet is None:
        raise Http404
    return pdf(sheet, "mediation-form")
