"""What the frame of every page needs: the menu, the languages, and whether the data are sample."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.packs.pack import current
from kelisim.kernel.packs.sample import is_sample
from kelisim.kernel.texts.of import Text
from kelisim.web.templatetags.kelisim import switch_language

# The page a way leads to, what it is called, and the page above all of its section.
MENU = (
    ("apply", _("Apply for mediation"), "apply"),
    ("my-case", _("My case"), "my-case"),
    ("find-an-office", _("Find an office"), "find-an-office"),
    ("conversation-list", _("Discussions"), "conversation-list"),
    ("population", _("Figures"), "statistics"),
    ("structure", _("Institution"), "structure"),
    ("story", _("Story"), "story"),
    ("who-sees-what", _("Who sees what"), "who-sees-what"),
)

SHORT = {"kk": "Қаз", "ru": "Рус", "en": "Eng"}


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way somewhere, as the menu and the language switch show it."""

    label: str
    href: str
    current: bool
    lang: str = ""
    short: str = ""


def address(name: str) -> str:
    """The address of a page by its name; empty while its room has no such page."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def menu(path: str) -> list[Link]:
    """The main ways, the one the reader stands on marked."""
    ways = [(str(label), address(name), address(section)) for name, label, section in MENU]
    return [
        Link(label=label, href=href, current=path.startswith(section or href))
        for label, href, section in ways
        if href
    ]


def tongues(request: HttpRequest) -> list[Link]:
    """This page in each language, called by its own name."""
    here = getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE)
    return [
        Link(
            label=name,
            href=switch_language(request, code),
            current=code == here,
            lang=code,
            short=SHORT[code],
        )
        for code, name in settings.LANGUAGES
    ]


def desk(request: HttpRequest) -> Link | None:
    """Where a member of staff goes: to her desk, or to the door."""
    user = getattr(request, "user", None)
    inside = bool(user and user.is_authenticated)
    href = address("desk" if inside else "account_login")
    if not href:
        return None
    return Link(label=str(_("My desk") if inside else _("Sign in")), href=href, current=request.path == href)


def shell(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    """The context processor; each value is made only for a page that shows it, and once however often."""
    return {
        "menu": cache(lambda: menu(request.path)),
        "tongues": cache(lambda: tongues(request)),
        "desk_link": cache(lambda: desk(request)),
        "sample": is_sample,
        "credits": lambda: Text(**current().words("credits")).of(),
    }
