"""Moving a whole office: which one, where to, by what right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.public import Act
from kelisim.apps.mediation.access.offices import offices_of
from kelisim.apps.mediation.actions.move_office import Right
from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of


class MoveForm(forms.Form):
    """Offices of her region; those that can receive; the acts of the ledger, the newest first."""

    office = forms.ChoiceField(label=_("Which office moves"))
    to = forms.ChoiceField(
        label=_("Which office receives it"), help_text=_("Only offices whose keys are made.")
    )
    act = forms.ChoiceField(label=_("Under which act"), required=False)
    named = forms.CharField(
        label=_("An act that is not in the list"),
        help_text=_("Its number, date and who issued it. Never a name or anything of a case."),
        max_length=300,
        required=False,
    )

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data)
        self.offices = {one.code: one for one in offices_of(by, Role.COORDINATOR)}
        self.receiving = {one.code: one for one in receiving_offices()}
        acts = Act.objects.filter(identified=True).exclude(kind="protocol").order_by("-date", "code")
        self.acts = {one.code: one for one in acts}
        blank = ("", pgettext_lazy("choice", "Choose"))
        self._offer("office", [blank, *_named(self.offices)])
        self._offer("to", [blank, *_named(self.receiving)])
        none = ("", _("not in the list"))
        self._offer("act", [none, *((code, _act(one)) for code, one in self.acts.items())])

    def _offer(self, name: str, options: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = options  # type: ignore[attr-defined]

    def right(self) -> Right:
        """By what right."""
        return Right(act=self.acts.get(self.cleaned_data["act"]), named=self.cleaned_data["named"])

    def chosen(self) -> tuple[Organisation, Organisation]:
        """The office that moves, and the one that receives."""
        told = self.cleaned_data
        return self.offices[told["office"]], self.receiving[told["to"]]


def _named(listed: dict[str, Organisation]) -> list[tuple[str, str]]:
    return [(code, of(one, "name")) for code, one in listed.items()]


def _act(act: Act) -> str:
    return " · ".join(filter(None, (act.number, say.date(act.date), of(act, "title"))))[:160]
