"""What the front desk decides about an appeal beside its route: a longer term, danger, sending it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.queries import appeal
from kelisim.apps.registry.public import Organisation, external_bodies
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import LetterForm, rule_choice


class ExtendForm(LetterForm):
    """Until when, and why: the applicant reads the reason."""

    until = forms.DateField(label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ("until", "text")

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        latest = appeal.latest_answer(work.case)
        if latest is not None:
            self.fields["until"].help_text = str(_("At the latest %(day)s.")) % {"day": say.date(latest)}
            self.fields["until"].widget.attrs["max"] = latest.isoformat()


class DangerForm(DeedForm):
    """Who can act, and that it was handed over: the program itself sends no word of an appeal anywhere."""

    to = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        to_field_name="code",
        label=_("Which body can act"),
        empty_label=_("Choose"),
    )
    told = forms.BooleanField(
        label=_("I have called this body and handed the appeal over"),
        error_messages={"required": _("Hand it over first: by telephone at once, then in writing.")},
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        bodies = Organisation.objects.filter(code__in=list(external_bodies()))
        self.fields["to"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["to"].label_from_instance = lambda one: of(one, "name")  # type: ignore[attr-defined]


class ReturnForm(LetterForm):
    """One of the listed grounds, and the letter that says so."""

    ground = forms.ChoiceField(
        label=_("On which ground"), help_text=_("The law lists them; on no other may an appeal go back.")
    )
    field_order = ("ground", "text")

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        found = [rule_choice(one) for one in appeal.return_grounds(appeal.received_on(work.case))]
        self.offer("ground", [("", _t("Choose")), *found])
