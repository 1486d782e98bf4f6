"""Forms of council officers: opening a case, finishing an opening, the three of a council."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.models.number import read_number
from kelisim.apps.mediation.queries import heirs
from kelisim.apps.mediation.queries.break_glass import Turn, live_opening, turn_of
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import choices
from kelisim.web.mediation.staff.deed import DeedForm, Work

STATEMENT_LETTERS = 2000
HEIRS: dict[str, Promise] = {
    "A": pgettext_lazy("receiver", "the applicant, to the key of her new secret"),
    "B": pgettext_lazy("receiver", "the other side, to the key of her new secret"),
    heirs.MEDIATOR: pgettext_lazy("receiver", "the mediator who leads the case now"),
    heirs.OFFICE: pgettext_lazy("receiver", "the office, to its new key"),
}


class OpenForm(DeedForm):
    """Why and for whom; the statement is kept and read by the second officer."""

    reason = forms.ChoiceField(label=pgettext_lazy("escrow", "Reason"), widget=forms.RadioSelect)
    to = forms.ChoiceField(label=_("Who receives the key"), widget=forms.RadioSelect)
    statement = forms.CharField(
        label=_("What happened, and how you know it"),
        max_length=STATEMENT_LETTERS,
        help_text=_("The second officer reads this. Write nothing of what the dispute is about."),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": STATEMENT_LETTERS}),
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.offer("reason", choices("break_glass"))
        self.offer("to", [(one, HEIRS[one]) for one in heirs.heirs(work.case)])


class ReturnForm(DeedForm):
    """What the first officer said, and the second one's own word that it is so."""

    checked = forms.BooleanField(label=_("I have read the statement and have checked myself that it is so"))

    def told(self) -> Turn | None:
        """The opening that waits."""
        opening = live_opening(self.work.case)
        return turn_of(opening) if opening else None

    def receiver(self) -> str:
        """To whom the key goes, in words."""
        told = self.told()
        return str(HEIRS.get(told.opening.to, "")) if told else ""


class FindForm(forms.Form):
    """The number of the case to open."""

    number = forms.CharField(
        label=_("Case number"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def clean_number(self) -> str:
        """As it is stored; whether there is such a case is asked of what she may see."""
        found = read_number(self.cleaned_data["number"])
        if not found:
            raise forms.ValidationError(
                _("A case number has nine letters and digits, like 4F7K-9Q2M-X. Check it and type it again.")
            )
        return found


class ThreeForm(forms.Form):
    """The first three officers."""

    officers = forms.ModelMultipleChoiceField(
        label=_("Three members of the council"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "In the order of the list the first two can begin an opening, the last two can finish it."
        ),
    )

    def __init__(self, data: Any = None, *, members: list[User]) -> None:
        super().__init__(data)
        field = self.fields["officers"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in members]).order_by("name", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.name  # type: ignore[attr-defined]

    def clean_officers(self) -> list[User]:
        """Exactly three."""
        chosen = list(self.cleaned_data["officers"])
        if len(chosen) != 3:
            raise forms.ValidationError(
                _("%(number)s members are chosen; choose exactly three."), params={"number": len(chosen)}
            )
        return chosen


class ComesForm(forms.Form):
    """Who takes the seat of one who left."""

    comes = forms.ModelChoiceField(
        label=_("Who comes instead"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, data: Any = None, *, members: list[User]) -> None:
        super().__init__(data)
        field = self.fields["comes"]
        field.queryset = User.objects.filter(pk__in=[one.pk for one in members]).order_by("name", "pk")  # type: ignore[attr-defined]
        field.label_from_instance = lambda user: user.name  # type: ignore[attr-defined]
