"""What is typed of somebody who is proposed for a role, and of the answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.registry.public import Organisation, councils, offices
from kelisim.kernel.access.models import RoleProposal
from kelisim.kernel.access.propose import areas
from kelisim.kernel.access.roles import LABELS, PROPOSED
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.texts.of import of

LONG = 1000


class ProposalForm(forms.Form):
    """Who, for what, where and why. The places are those of the proposer's own area."""

    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"autocomplete": "off"}))
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Her own address at work. She signs in with it."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=pgettext_lazy("role", "Role"),
        choices=[("", _("Choose")), *((one, LABELS[one]) for one in PROPOSED)],
    )
    place = forms.ChoiceField(
        label=_("For which place"), help_text=_("A clerk works in one office; other roles may have an area.")
    )
    reason = forms.CharField(
        label=_("Why this person"),
        help_text=_("What the administrator has to know. Nothing about a case."),
        max_length=LONG,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, by: User, **named: Any) -> None:
        super().__init__(*args, **named)
        reach = areas(by)
        self.places = {one.code: one for one in reach.filter(level__in=[Level.REGION, Level.DISTRICT])}
        self.bodies = {
            kind: {one.code: one for one in rows.filter(territory__in=reach.values("pk"))}
            for kind, rows in (("office", offices()), ("council", councils()))
        }
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose")),
            (_("Offices"), _named("office", self.bodies["office"].values())),
            (_("Councils"), _named("council", self.bodies["council"].values())),
            (_("Areas"), _named("area", self.places.values())),
        ]

    def proposal(self) -> RoleProposal:
        """What was typed, not saved: the deed saves."""
        told = self.cleaned_data
        kind, _colon, code = told["place"].partition(":")
        body = self.bodies[kind][code] if kind in self.bodies else None
        return RoleProposal(
            email=told["email"],
            name=told["name"],
            role=told["role"],
            territory=body.territory if body else self.places[code],
            body=code if body else "",
            reason=told["reason"],
        )


class AnswerForm(forms.Form):
    """The administrator's words; whether they grant or refuse is the button."""

    answer = forms.CharField(
        label=_("Words to the proposer"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["answer"].asked_if = _("needed for a refusal")  # type: ignore[attr-defined]


def _named(kind: str, rows: Iterable[Organisation | Territory]) -> list[tuple[str, str]]:
    return [(f"{kind}:{one.code}", of(one, "name")) for one in rows]
