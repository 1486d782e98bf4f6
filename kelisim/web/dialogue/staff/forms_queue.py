"""What a moderator looks for, and how a statement is worded anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Form, Statement
from kelisim.apps.dialogue.queries.backlog import APPEALED, Sought
from kelisim.web.dialogue.staff.forms import wording

WAITING = states.Statement.WAITING.value


class QueueForm(forms.Form):
    """A filter; whatever is no choice of it counts as not asked."""

    state = forms.ChoiceField(
        label=_("Where it stands"),
        required=False,
        choices=[
            (WAITING, states.LABELS[WAITING]),
            (APPEALED, pgettext_lazy("standing", "its author asked for a second look")),
            *((one.value, states.LABELS[one.value]) for one in states.Statement if one.value != WAITING),
            ("all", pgettext_lazy("standing", "all of them")),
        ],
    )
    tongue = forms.ChoiceField(
        label=_("Written in"),
        required=False,
        choices=[
            ("", _("any language")),
            *(("kk", _("Kazakh")), ("ru", Form.RU.label), ("en", Form.EN.label)),
        ],
    )
    missing = forms.ChoiceField(label=_("Not yet in"), required=False, choices=[("", "—"), *Form.choices])
    q = forms.CharField(label=_("Words or number"), required=False, max_length=100)

    def asked(self) -> dict[str, str]:
        """The filter as it goes on from page to page."""
        self.is_valid()
        told: dict[str, Any] = self.cleaned_data
        return {name: str(told.get(name, "")) for name in self.fields}

    def sought(self) -> Sought:
        """The filter as the room understands it: without a state, what waits."""
        told = self.asked()
        state = told["state"] or WAITING
        return Sought(
            state="" if state == "all" else state,
            tongue=told["tongue"],
            missing=told["missing"],
            words=told["q"],
        )


class WordingForm(forms.Form):
    """All wordings of a statement; what was a machine's is confirmed by a person."""

    kind = forms.ChoiceField(
        label=_("If you changed a wording that stood here"),
        choices=[
            ("typo", _("only slips were mended; it says the same, its votes stay")),
            ("meaning", _("it says something else; a new statement is made of it and waits in the queue")),
        ],
        widget=forms.RadioSelect,
        initial="typo",
    )

    def __init__(self, data: Any = None, *, statement: Statement) -> None:
        super().__init__(data)
        held = {one.form: one for one in statement.variants.all()}
        fields: dict[str, forms.Field] = {}
        for form in Form:
            name = form.value.replace("-", "_")
            fields[name] = wording(form)
            fields[name].initial = held[form].text if form in held else ""
            if form in held and held[form].machine and held[form].checked_by_id is None:
                fields[name].help_text = str(
                    _("A machine's draft; nobody reads it until a person confirms it.")
                )
                fields[f"read_{name}"] = forms.BooleanField(
                    label=_("I have read the draft: it says the same"), required=False
                )
        self.fields = {**fields, **self.fields}

    def texts(self) -> dict[Form, str]:
        """What stands in the form now."""
        return {form: self.cleaned_data[form.value.replace("-", "_")] for form in Form}

    def confirmed(self) -> list[Form]:
        """Drafts she has read."""
        return [form for form in Form if self.cleaned_data.get(f"read_{form.value.replace('-', '_')}")]
