"""Moving a case to another office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.deed import DeedForm, Work


class TransferForm(DeedForm):
    """The offices that can receive: those with keys, but for the one that has the case."""

    to = forms.ChoiceField(label=_("To which office"))

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offices = {one.code: one for one in receiving_offices() if one.pk != work.case.office_id}
        named = [(code, of(one, "name")) for code, one in self.offices.items()]
        self.offer("to", [("", _t("Choose")), *named])

    def chosen(self) -> Organisation:
        """The office."""
        return self.offices[self.cleaned_data["to"]]
