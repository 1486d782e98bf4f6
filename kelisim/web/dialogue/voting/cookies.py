"""The cookie by which a phone goes on as the same participant: random, signed, one a conversation."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

SALT = "dialogue.voice"
DAYS = 365
TOKEN, WORDS = "t", "w"  # what lies in it: a token of its own, or recovery words typed on another device


def name(code: str) -> str:
    """One cookie a conversation: two of them cannot be laid side by side."""
    return f"kelisim_voice_{code}"


def keep(response: HttpResponse, code: str, kind: str, secret: str) -> None:
    """Remembers her on this device."""
    response.set_cookie(
        name(code),
        Signer(salt=SALT).sign(f"{kind}.{code}.{secret}"),
        max_age=DAYS * 86_400,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def drop(response: HttpResponse, code: str) -> None:
    """Forgets her."""
    response.delete_cookie(name(code), samesite="Lax")


def kept(request: HttpRequest, code: str) -> tuple[str, str]:
    """Kind and secret; both empty where there is none or it was not made here."""
    try:
        kind, whose, secret = Signer(salt=SALT).unsign(request.COOKIES.get(name(code), "")).split(".", 2)
    except (BadSignature, ValueError):
        return "", ""
    return (kind, secret) if whose == code else ("", "")
