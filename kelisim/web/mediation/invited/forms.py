"""What somebody who is called in types."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kelisim.web.mediation.party.forms import SECRET


class EnterForm(forms.Form):
    """She comes in; her secret follows from the random key of this form."""

    notice = forms.BooleanField(
        label=_("I have read how my data are kept and who sees what."),
        error_messages={
            "required": _("Please read how your data are kept and tick the box; nothing you typed is lost.")
        },
    )
    once = forms.CharField(widget=forms.HiddenInput)


class SecrecyForm(forms.Form):
    """Confidentiality is signed with her own secret."""

    digest = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(
        label=_("Your secret"),
        max_length=60,
        help_text=_("With your secret you sign exactly the words above."),
        widget=SECRET,
    )
