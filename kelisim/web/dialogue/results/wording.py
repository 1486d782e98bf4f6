"""Statements as a reader reads them: in her language and script where they exist in it, marked where not."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kelisim.apps.dialogue.models.statement import FORMS, Form
from kelisim.kernel.texts.of import reader_language
from kelisim.web.files import Cell, Stranger

_OWN = {"kk": (Form.KK_CYRL, Form.KK_LATN, Form.KK_ARAB), "ru": (Form.RU,), "en": (Form.EN,)}


class Wording(Cell):
    """A statement as a cell of a table: on the page marked with its language, bare in a file."""

    form: str

    def __new__(cls, text: str, form: str) -> Wording:
        """The words, and their language and script."""
        cell = str.__new__(cls, text)
        cell.bare = Stranger(text)
        cell.form = form
        return cell

    def __html__(self) -> SafeString:
        """As pages show it."""
        if not self.form:
            return format_html("{}", str(self))
        way = "rtl" if self.form == Form.KK_ARAB else "ltr"
        return format_html('<span lang="{}" dir="{}">{}</span>', self.form, way, str(self))


def wording(texts: Mapping[str, Mapping[str, str]], number: str, lang: str = "") -> Wording:
    """The statement of that number for a reader of `lang`, her own language by default."""
    found = texts.get(number)
    if not found:
        return Wording(_("Statement %(number)s, no longer shown") % {"number": number}, "")
    order = (*_OWN[lang or reader_language()], *FORMS)
    form = next(one for one in order if one in found)
    return Wording(found[form], form.value)
