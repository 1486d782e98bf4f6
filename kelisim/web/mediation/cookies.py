"""The two cookies of the room: the code of a draft, and the key of whoever has her case open."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

DRAFT = "kelisim_draft"
KEYS = "kelisim_keys"


def keep(response: HttpResponse, name: str, value: str) -> None:
    """Sets a cookie that scripts cannot read and that ends with the browser: phones are lent."""
    response.set_cookie(
        name,
        value,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict" if name == KEYS else "Lax",
    )


def drop(response: HttpResponse, name: str) -> None:
    """Forgets a cookie."""
    response.delete_cookie(name, samesite="Strict" if name == KEYS else "Lax")


def value(request: HttpRequest, name: str) -> str:
    """What the browser sent; empty if nothing."""
    return request.COOKIES.get(name, "")
