"""What she hands in: a table, the reason of a revision, a source."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.statistics.models import Source

MEGABYTES = 20  # what a browser can send and look at again in one breath; longer ones go by the command


class TableForm(forms.Form):
    """One file."""

    table = forms.FileField(
        label=gettext_lazy("Table of figures (CSV)"),
        allow_empty_file=True,  # an empty one is told like any other bad table
        help_text=gettext_lazy("UTF-8, cells separated by commas, up to 20 MB. Nothing is published yet."),
    )

    def clean_table(self) -> File[bytes]:
        """A file that is not too long."""
        table: File[bytes] = self.cleaned_data["table"]
        if (table.size or 0) > MEGABYTES * 1024 * 1024:
            size = round((table.size or 0) / 1024 / 1024, 1)
            raise forms.ValidationError(
                _(
                    "The file has %(size)s MB, 20 are possible here. Cut it into several, or load it with "
                    "`kelisim figures import`."
                )
                % {"size": size}
            )
        return table


class PublishForm(forms.Form):
    """Why figures are revised, and which preview she looked at."""

    why = forms.CharField(
        label=gettext_lazy("Why these figures are revised"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Readers see it beside the earlier and the new value."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class SourceForm(forms.ModelForm[Source]):
    """Where figures were read, in three languages."""

    code = forms.SlugField(
        label=gettext_lazy("Code of the source"),
        max_length=40,
        help_text=gettext_lazy("As in the table: Latin letters, digits and hyphens."),
    )
    url = forms.URLField(
        label=pgettext_lazy("source", "Address"), max_length=300, required=False, assume_scheme="https"
    )

    class Meta:
        model = Source
        fields = (
            "code",
            "title_kk",
            "title_ru",
            "title_en",
            "short_kk",
            "short_ru",
            "short_en",
            "licence_kk",
            "licence_ru",
            "licence_en",
            "url",
            "read_on",
            "verified",
        )
        labels: ClassVar = {
            "title_kk": gettext_lazy("Title in Kazakh"),
            "title_ru": gettext_lazy("Title in Russian"),
            "title_en": gettext_lazy("Title in English"),
            "short_kk": gettext_lazy("Short name in Kazakh"),
            "short_ru": gettext_lazy("Short name in Russian"),
            "short_en": gettext_lazy("Short name in English"),
            "licence_kk": gettext_lazy("Licence in Kazakh"),
            "licence_ru": gettext_lazy("Licence in Russian"),
            "licence_en": gettext_lazy("Licence in English"),
            "read_on": gettext_lazy("Day on which it was read"),
            "verified": gettext_lazy("The first publication itself was read, not a copy"),
        }
        widgets: ClassVar = {
            **{f"title_{lang}": forms.TextInput for lang in ("kk", "ru", "en")},
            "read_on": forms.DateInput(attrs={"type": "date"}),
        }
