"""What an institution's officer and the clerk who receives fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models import Reconciliation
from kelisim.apps.mediation.models.number import read_number
from kelisim.apps.mediation.queries.reconciling import Quarter
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.forms.paper import BatchForm
from kelisim.web.mediation.staff.forms.triage import area, once_field


class ReferralFileForm(BatchForm):
    """A file of referrals of one institution, CSV or JSON."""

    def __init__(self, data: Any = None, files: Any = None, *, offices: list[Organisation]) -> None:
        super().__init__(data, files, offices=offices)
        self.fields["office"].label = pgettext_lazy("referral", "Institution")
        self.fields["file"].label = _("CSV or JSON file")
        self.fields["file"].widget.attrs["accept"] = ".csv,.json,text/csv,application/json"


class LedgerForm(BatchForm):
    """An institution's list of a quarter that is over."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    found: Reconciliation  # once it is handed in
    field_order = ("office", "quarter", "file")

    def __init__(
        self, data: Any = None, files: Any = None, *, offices: list[Organisation], quarters: list[Quarter]
    ) -> None:
        super().__init__(data, files, offices=offices)
        self.fields["office"].label = pgettext_lazy("referral", "Institution")
        self.fields["file"].label = _("CSV or JSON file")
        self.fields["file"].widget.attrs["accept"] = ".csv,.json,text/csv,application/json"
        self.fields["quarter"].choices = [(str(one), str(one)) for one in quarters]  # type: ignore[attr-defined]


class PassForm(forms.Form):
    """A pass for a program of the institution."""

    institution = forms.ChoiceField(label=pgettext_lazy("referral", "Institution"))
    until = forms.DateField(
        label=_("First day without it"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any = None, *, institutions: list[Organisation]) -> None:
        super().__init__(data)
        self.institutions = institutions
        self.fields["institution"].choices = [(one.code, of(one, "name")) for one in institutions]  # type: ignore[attr-defined]

    def chosen(self) -> Organisation:
        """Whose program it is for."""
        return next(one for one in self.institutions if one.code == self.cleaned_data["institution"])


class OpenForm(forms.Form):
    """What the applicant tells the clerk; she may also say no, and then nothing is opened."""

    essence = forms.CharField(
        label=_("What happened and what is wanted"), max_length=4000, widget=area(4, 4000)
    )
    short_text = forms.CharField(
        label=_("Short text the other side may read"), max_length=500, required=False, widget=area(2, 500)
    )
    notice = forms.BooleanField(
        label=_("The applicant wants mediation of her own will and has heard the data notice"),
    )
    once = once_field()


class LinkForm(forms.Form):
    """The number of a case that is already there."""

    number = forms.CharField(label=_("Case number"), max_length=20)

    def clean_number(self) -> str:
        """As it was made; a mistyped one is said at once."""
        plain = read_number(self.cleaned_data["number"])
        if not plain:
            raise forms.ValidationError(_("This is no case number. Compare it with the receipt."))
        return plain
