"""Calling somebody in, showing joint notes by name, ending a part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import participants, sealed
from kelisim.apps.registry.public import Leader, leaders
from kelisim.kernel.access.door import Refused
from kelisim.kernel.packs.codes import choices, languages
from kelisim.kernel.texts import say
from kelisim.web.mediation.called import stands_for
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import once_field

_SHOWN_LETTERS = 160


class CallForm(DeedForm):
    """As what, and whom: a leader from the roster, or anybody else by name and contact."""

    role = forms.ChoiceField(label=_("As what"), widget=forms.RadioSelect)
    leader = forms.ChoiceField(
        label=_("Leader from the roster"),
        required=False,
        help_text=_("For a leader only. Here stand those who agreed to be called."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("For anybody who is not on the roster.")
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Language to write in"))
    once = once_field()

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work, initial={"language": work.case.language})
        rows = leaders(work.case.region)
        self.offer("role", choices("participant_roles"))
        self.offer(
            "leader", [("", gettext("Nobody from the roster")), *((str(row.pk), _said(row)) for row in rows)]
        )
        self.offer("language", [(one.code, one.name.of()) for one in languages() if one.interface])


def _said(row: Leader) -> str:
    spoken = ", ".join(say.language_name(code) for code in row.languages.split())
    return " · ".join(filter(None, (row.person.name, stands_for(row), spoken)))


def person_of(work: Work) -> Participant:
    """Whom the address names."""
    asked = work.query.get("person", "") if work.query else ""
    rows = {str(one.uid): one for one in work.case.participants.all()}
    if asked not in rows:
        raise Refused
    return rows[asked]


class ShowForm(DeedForm):
    """Which joint notes this one person may read from now on; those shown already are not offered."""

    items = forms.MultipleChoiceField(
        label=_("Joint notes to show"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.person = person_of(work)
        shown = participants.shown_items(work.case)
        words = {
            one.item.pk: one.text() for one in sealed.opened(work.case, work.keys, kinds=[ItemKind.NOTE])
        }
        rows = work.case.items.filter(kind=ItemKind.NOTE, compartment=sealed.JOINT)
        options = [
            (str(one.uid), f"{say.moment(one.at)} · {words.get(one.pk, '')[:_SHOWN_LETTERS]}")
            for one in rows
            if self.person.pk not in shown.get(str(one.uid), [])
        ]
        self.offer("items", options)
        self.fields["items"].help_text = gettext(
            "%(name)s reads exactly these, and nothing that comes later."
        ) % {"name": participants.person(self.person).name}


class EndPartForm(DeedForm):
    """One part, named by the address."""

    sure = forms.BooleanField(label=_("I understand that nothing can be opened by this person any more"))

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        self.person = person_of(work)
        self.fields["sure"].help_text = participants.person(self.person).name
