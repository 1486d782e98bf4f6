"""Forms of the public pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class StyleForm(forms.Form):
    """One field of each kind, for the style page."""

    name = forms.CharField(label=_("Name"), required=False, help_text=_("As in your identity card."))
    email = forms.EmailField(label=_("E-mail"))
    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=[("family", _("Family")), ("land", _("Land and water"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
    )
    on = forms.DateField(label=_("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    story = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 4}))
    consent = forms.BooleanField(label=_("I have read who sees what."))
