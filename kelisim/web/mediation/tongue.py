"""Another language in the middle of a form: what is typed goes along, and nothing is judged yet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import get_language

SWITCH = "switch"  # the name of the buttons in the header and the foot
FORM = "screen"  # the id of the form they belong to


def asked(request: HttpRequest) -> str:
    """The language a button asked for; empty if the form was sent for itself."""
    lang = request.POST.get(SWITCH, "")
    return lang if lang in dict(settings.LANGUAGES) else ""


def in_language(path: str, lang: str) -> str:
    """The same page in a language."""
    return "/" + "/".join([lang, *path.split("/")[2:]])


def onward(request: HttpRequest) -> HttpResponseRedirect | None:
    """Sends the same form on to the same page in the language asked for; None where it is spoken already."""
    lang = asked(request)
    if not lang or lang == (get_language() or "")[:2]:
        return None
    return HttpResponseRedirect(in_language(request.path, lang), preserve_request=True)


def untouched(form: type[forms.Form], request: HttpRequest, **more: Any) -> forms.Form:
    """The form with what was typed and no complaint."""
    typed: dict[str, Any] = {}
    for name, field in form(**more).fields.items():
        many = isinstance(field, forms.MultipleChoiceField)
        typed[name] = request.POST.getlist(name) if many else request.POST.get(name, "")
    return form(initial=typed, **more)
