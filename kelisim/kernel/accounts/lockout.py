"""Under which name failed sign-ins are counted, at whatever door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

FIELDS = ("email", "login", "username")


def username(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The address that was typed, folded. axes alone would look for one field name; the doors use three."""
    for source in (credentials or {}, request.POST):
        for field in FIELDS:
            if typed := source.get(field):
                return str(typed).strip().lower()[:254]
    return ""
