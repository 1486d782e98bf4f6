"""What the secretariat says of a release when it is drafted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from kelisim.apps.statistics.actions.draft_release import CODE, Told
from kelisim.apps.statistics.errors import BadReleaseCode
from kelisim.apps.statistics.queries.release.licences import LICENCES
from kelisim.kernel.texts.of import LANGUAGES, Text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _long(label: StrOrPromise, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class DraftForm(forms.Form):
    """Number, words in three languages, licence."""

    code = forms.CharField(
        label=_("Number of the release"), max_length=7, help_text=_("The year, a hyphen and a count: 2026-1.")
    )
    words_kk = _long(_("What changed, in Kazakh"), required=True)
    words_ru = _long(_("What changed, in Russian"), required=True)
    words_en = _long(_("What changed, in English"), required=True)
    notes_kk = _long(_("Method notes, in Kazakh"), required=False)
    notes_ru = _long(_("Method notes, in Russian"), required=False)
    notes_en = _long(_("Method notes, in English"), required=False)
    licence = forms.ChoiceField(
        label=_("Licence"), choices=[(one.name, one.title) for one in LICENCES.values()]
    )

    def clean_code(self) -> str:
        """The same rule as the deed's."""
        code = str(self.cleaned_data["code"]).strip()
        if not CODE.fullmatch(code):
            raise forms.ValidationError(str(BadReleaseCode(code=code)))
        return code

    def told(self) -> Told:
        """What was written, as the deed takes it."""
        given = self.cleaned_data
        words, notes = (
            Text(**{language: given[f"{name}_{language}"] for language in LANGUAGES})
            for name in ("words", "notes")
        )
        return Told(words=words, notes=notes, licence=given["licence"])
