"""The settlement: its text and as many numbered obligations as it needs, with or without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.draft_settlement import LONGEST, SHORTEST_OBJECT, Promise, Terms
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.queries.clauses import lacks_amount, vague_day, vague_thing
from kelisim.kernel.packs.codes import choices
from kelisim.kernel.texts.say import language_name
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.triage import area
from kelisim.web.mediation.staff.told import SIDES

MOST_ROWS = 40
_AT_FIRST = 2
_COLUMNS = (
    *("debtor", "creditor", "kind", "what", "amount"),
    *("how", "due_on", "event", "schedule", "otherwise"),
)
_LINE = 400
_VAGUE = _("“%(phrase)s” may be read in many ways. Name a day, an event, a thing or an amount.")


class SettlementForm(DeedForm):
    """Rows left empty are left out; the button below the last one adds another."""

    text = forms.CharField(
        label=_("What was agreed"), max_length=LONGEST, required=False, widget=area(6, LONGEST)
    )
    full = forms.ChoiceField(
        label=_("How much is settled"),
        choices=(("full", _("The whole dispute")), ("part", _("A part of it"))),
        widget=forms.RadioSelect,
        initial="full",
    )
    rest = forms.CharField(
        label=_("What stays open, if only a part is settled"),
        max_length=LONGEST,
        required=False,
        widget=area(2, LONGEST),
    )
    children = forms.CharField(
        label=_("Children and alimony"),
        help_text=_("With whom they live, when they see the other parent, how much is paid for each."),
        max_length=LONGEST,
        required=False,
        widget=area(3, LONGEST),
    )
    property = forms.CharField(
        label=_("Rights to property"),
        help_text=_("Which thing, its address and number in the register, whose it becomes."),
        max_length=LONGEST,
        required=False,
        widget=area(3, LONGEST),
    )
    international = forms.BooleanField(
        label=_("The sides want to use this settlement in another country"), required=False
    )
    none = forms.BooleanField(label=_("Nobody owes anything: there are no obligations"), required=False)
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST_ROWS)

    def __init__(self, data: Any = None, *, work: Work, initial: Mapping[str, Any] | None = None) -> None:
        before = initial or ({} if data is not None else _written(work))
        asked = str((data if data is not None else before).get("rows", ""))
        self.count = min(int(asked), MOST_ROWS) if asked.isdigit() and int(asked) else _AT_FIRST
        super().__init__(data, work=work, initial={"full": "full", **before, "rows": self.count})
        self._ask_prevailing()
        self.labels: dict[str, Any] = {}
        for number in range(1, self.count + 1):
            self._add_row(number)

    def _ask_prevailing(self) -> None:
        """Only where the mediation has several languages can the text stand in more than one."""
        spoken = self.work.case.languages.split()
        if len(spoken) > 1:
            one = ("", _t("The text stands in one language"))
            self.fields["prevailing"] = forms.ChoiceField(
                label=_("If the text stands in several languages, which one prevails?"),
                choices=[one, *((code, language_name(code)) for code in spoken)],
                required=False,
            )

    def _add_row(self, number: int) -> None:
        sides = [("", _t("Choose")), *[(side, SIDES[side]) for side in "AB"]]
        owed = [("", _t("As the wording says")), *[(side, SIDES[side]) for side in "AB"]]
        kinds = [("", _t("Choose")), *choices("obligation_kinds")]
        day = forms.DateInput(attrs={"type": "date"})
        row: dict[str, forms.Field] = {
            "debtor": forms.ChoiceField(label=_("Who"), choices=sides),
            "creditor": forms.ChoiceField(label=_("To whom"), choices=owed),
            "kind": forms.ChoiceField(label=_("Kind"), choices=kinds),
            "what": forms.CharField(label=_("What exactly"), widget=area(2, _LINE), max_length=_LINE),
            "amount": forms.IntegerField(label=_("Amount, if money is paid"), min_value=1),
            "how": forms.CharField(label=_("In which way"), max_length=_LINE),
            "due_on": forms.DateField(label=_("By which day"), widget=day),
            "event": forms.CharField(label=_("Or upon which event"), max_length=_LINE),
            "schedule": forms.CharField(label=_("In parts: when and how much"), max_length=_LINE),
            "otherwise": forms.CharField(label=_("What if it is not done"), max_length=_LINE),
        }
        for name, field in row.items():
            field.required = False
            self.labels[name] = field.label
            field.label = format_lazy("{}. {}", number, field.label)
            self.fields[f"{name}_{number}"] = field

    @classmethod
    def grown(cls, data: QueryDict, *, work: Work) -> SettlementForm:
        """The same with what was typed and one more row; nothing is judged yet."""
        typed = {name: data.get(name, "") for name in data if name not in {"csrfmiddlewaretoken", "go"}}
        rows = str(typed.get("rows", ""))
        typed["rows"] = str(min(int(rows) + 1, MOST_ROWS)) if rows.isdigit() else str(_AT_FIRST + 1)
        return cls(work=work, initial=typed)

    def lines(self) -> list[dict[str, Any]]:
        """Each row with its bound fields and their short labels, for the page."""
        return [
            {"number": number, "fields": [(self[f"{name}_{number}"], self.labels[name]) for name in _COLUMNS]}
            for number in range(1, self.count + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Each row used says who, what kind, what, and by when."""
        cleaned = super().clean() or {}
        used = self._used(cleaned)
        if not used and not cleaned.get("none"):
            self.add_error("none", _("Write at least one obligation, or say here that there are none."))
        if used and cleaned.get("none"):
            self.add_error("none", _("There are obligations below: clear them, or this box."))
        for number in used:
            self._require_clear(number, cleaned)
        return cleaned

    def _used(self, cleaned: Mapping[str, Any]) -> list[int]:
        return [
            number
            for number in range(1, self.count + 1)
            if any(cleaned.get(f"{name}_{number}") for name in _COLUMNS)
            or any(f"{name}_{number}" in self.errors for name in _COLUMNS)
        ]

    def _require_clear(self, number: int, cleaned: Mapping[str, Any]) -> None:
        debtor = cleaned.get(f"debtor_{number}")
        if not debtor:
            self.add_error(f"debtor_{number}", _("Say which side does it."))
        elif debtor == cleaned.get(f"creditor_{number}"):
            self.add_error(f"creditor_{number}", _("Nobody owes herself. Choose the other side."))
        if not cleaned.get(f"kind_{number}"):
            self.add_error(f"kind_{number}", _("Choose the kind."))
        self._require_object(number, cleaned)
        self._require_day(number, cleaned)

    def _require_object(self, number: int, cleaned: Mapping[str, Any]) -> None:
        what = cleaned.get(f"what_{number}", "").strip()
        if len(what) < SHORTEST_OBJECT:
            self.add_error(f"what_{number}", _("Say exactly what: an action, a thing, an amount."))
        elif phrase := vague_thing(what):
            self.add_error(f"what_{number}", _VAGUE % {"phrase": phrase})
        told = f"amount_{number}" not in self.errors
        if told and lacks_amount(cleaned.get(f"kind_{number}", ""), what, cleaned.get(f"amount_{number}")):
            self.add_error(f"amount_{number}", _("Say how much is paid."))

    def _require_day(self, number: int, cleaned: Mapping[str, Any]) -> None:
        field, event = f"due_on_{number}", cleaned.get(f"event_{number}", "").strip()
        if cleaned.get(field) or field in self.errors:
            return
        if not event:
            self.add_error(field, _("Give a day, or the event it waits for."))
        elif phrase := vague_day(event):
            self.add_error(f"event_{number}", _VAGUE % {"phrase": phrase})

    def terms(self) -> Terms:
        """The settlement as it was typed."""
        told = self.cleaned_data
        return Terms(
            text=told["text"],
            promises=tuple(
                Promise(**{name: told[f"{name}_{number}"] for name in _COLUMNS})
                for number in self._used(told)
            ),
            none=told["none"],
            full=told["full"] == "full",
            rest=told["rest"],
            clauses=self._clauses(told),
            prevailing=told.get("prevailing", ""),
        )

    def _clauses(self, told: Mapping[str, Any]) -> dict[str, str]:
        chosen = {code: told[code] for code in ("children", "property") if told[code].strip()}
        return chosen | ({"international": ""} if told["international"] else {})


def _written(work: Work) -> dict[str, Any]:
    """The newest version, to be changed; empty if there is none she can open."""
    found = sealed.latest(work.case, work.keys, ItemKind.SETTLEMENT)
    if found is None:
        return {}
    listed = found.words.get("obligations")
    promises: list[Mapping[str, Any]] = listed if isinstance(listed, list) else []
    blocks = found.words.get("blocks")
    clauses: Mapping[str, Any] = blocks if isinstance(blocks, dict) else {}
    told: dict[str, Any] = {
        "text": found.text(),
        "rest": found.text("rest"),
        "children": clauses.get("children", ""),
        "property": clauses.get("property", ""),
        "international": "international" in clauses,
        "prevailing": found.text("prevailing"),
        "full": "full" if found.words.get("full") else "part",
        "none": not promises,
        "rows": max(len(promises), 1),
    }
    for number, one in enumerate(promises, start=1):
        told |= {f"{name}_{number}": one.get(name, "") for name in _COLUMNS}
    return told
