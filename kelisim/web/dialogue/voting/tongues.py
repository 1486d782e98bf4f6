"""In which language and script she reads statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from kelisim.apps.dialogue.models import Form
from kelisim.kernel.texts.of import reader_language, text_of

OF_LANGUAGE = {
    "kk": (Form.KK_CYRL, Form.KK_LATN, Form.KK_ARAB),
    "ru": (Form.RU,),
    "en": (Form.EN,),
}
ASKED = "form"  # of the query, kept on every page of voting


def forms(request: HttpRequest) -> tuple[str, ...]:
    """The forms she reads, the preferred first: what she asked for, then her language."""
    own = OF_LANGUAGE[reader_language()]
    asked = request.GET.get(ASKED, "")
    return (Form(asked).value, *own) if asked in set(Form) else tuple(own)


def wording(texts: Mapping[str, str], preferred: Iterable[str]) -> tuple[str, str]:
    """Form and text: hers, else another."""
    form = next((one for one in (*preferred, *Form) if one in texts), "")
    return str(form), texts.get(form, "")


def direction(form: str) -> str:
    """Arabic script runs from right to left."""
    return "rtl" if form == Form.KK_ARAB else "ltr"


def text_with_language(thing: object, field: str) -> tuple[str, str]:
    """The text of three columns in her language or another, with the language it is in."""
    return text_of(thing, field).with_language()


def scripts(there: set[str], preferred: tuple[str, ...]) -> list[dict[str, str]]:
    """The other scripts of her language in which statements can be read; the one she has is left out."""
    own = OF_LANGUAGE[reader_language()]
    found = [one for one in own if one in there]
    if len(found) < 2:
        return []
    return [
        {"form": str(one), "label": str(one.label), "current": "yes" if one == preferred[0] else ""}
        for one in found
    ]
