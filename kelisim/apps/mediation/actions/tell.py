"""A mail about a case or a duty: a number and a link, never a word of content."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.number import shown_number
from kelisim.kernel.notify.message import Value, send

# What a mail is told: codes, and pages by name with what stands in their address.
Told = Mapping[str, str | tuple[str | int, ...]]


def tell(
    address: str,
    template: str,
    language: str,
    case: Case | None,
    told: Told,
) -> None:
    context: dict[str, Value] = {}
    for name, value in told.items():
        context[name] = value if isinstance(value, str) else _page(language, *value)
    if case is not None:
        context["number"] = shown_number(case.number)
    send(address, template, language=language, context=context)


def _page(language: str, name: str | int, *keys: str | int) -> str:
    with translation.override(language):
        return settings.ORIGIN + reverse(str(name), args=[key for key in keys if key != ""])
