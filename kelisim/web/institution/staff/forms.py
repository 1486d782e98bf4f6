"""The forms of an act and of its effects; what they hold is read like lines of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.models import SUBJECTS, Effect
from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.queries.lines import NAMES, OTHER
from kelisim.apps.institution.states import ActKind, Confidence, Verb
from kelisim.kernel.packs.complaints import Complaint

_ABOUT = (
    ("organisation", pgettext_lazy("about", "a body")),
    ("power", pgettext_lazy("about", "a power")),
    ("act", pgettext_lazy("about", "another act")),
    ("territory", pgettext_lazy("about", "a territory")),
)
_TIES = (("part", pgettext_lazy("a body", "part of it")), ("attached", pgettext_lazy("a body", "attached")))
_RULES = (
    ("ex_officio", pgettext_lazy("head", "by office")),
    ("elected", pgettext_lazy("head", "elected")),
    ("appointed", pgettext_lazy("head", "appointed")),
    ("named", pgettext_lazy("head", "named in the act")),
)
_SURE = (("yes", pgettext_lazy("read", "yes")), ("no", pgettext_lazy("read", "no, recalled")))
_DATE = _("A day, a month, a year, or two days: 2007-07-26, 2005-04, 2014, 2015-10-27/2018-04-27.")


def _choice(label: Any, options: Iterable[tuple[Any, Any]], **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "–"), *options], **more)


def _text(label: Any, codes: str = "", **more: Any) -> forms.CharField:
    """A line of text; `codes` is the list of codes the browser offers."""
    widget = forms.TextInput(attrs={"list": codes} if codes else {})
    return forms.CharField(label=label, widget=widget, **more)


def told(complaint: Complaint) -> str:
    """What is wrong, without the place: the page shows the place itself."""
    if complaint.value:
        return str(complaint).partition(": ")[2]
    return f"{complaint.hint[:1].upper()}{complaint.hint[1:]}."


class Cells(forms.Form):
    """A form whose fields are the columns of a line."""

    def cells(self) -> dict[str, str]:
        """What was typed, as it was typed."""
        return {name: str(self.data.get(self.add_prefix(name), "")).strip() for name in self.fields}

    def is_blank(self) -> bool:
        """Whether nothing at all was typed."""
        return not any(self.cells().values())

    def tell(self, complaint: Complaint) -> bool:
        """Puts a complaint beside its field; whether this form has that field."""
        name = str(complaint.column)
        if name in self.fields and name not in self.errors:
            self.add_error(name, told(complaint))
        return name in self.fields


class BasisForm(Cells):
    """Where an act was read, and how sure that is."""

    source = _text(_("Where it was read"), help_text=_("A page, a gazette with its number, a document."))
    confidence = _choice(_("Confidence"), Confidence.choices)
    verified = _choice(_("Read in a source"), _SURE)


class ActForm(BasisForm):
    """A new act."""

    act = _text(
        _("Code of the act"),
        help_text=_("A short name for addresses: Latin letters, digits and hyphens, decree-900."),
    )
    kind = _choice(_("Kind"), ActKind.choices)
    number = _text(_("Number"), required=False)
    date = _text(_("Date"), help_text=_DATE)
    name_kk = _text(_("Title in Kazakh"))
    name_ru = _text(_("Title in Russian"), required=False)
    name_en = _text(_("Title in English"), required=False)
    field_order = ("act", "kind", "number", "date", *NAMES)


class EffectForm(Cells):
    """One effect of an act. What its verb does not use stays empty."""

    about = _choice(_("What it is about"), _ABOUT)
    subject = _text(_("Code of the body, power, act or territory"), codes="subjects")
    verb = _choice(pgettext_lazy("effect", "What is done"), Verb.choices)
    date = _text(_("From which day"), help_text=_DATE)
    clause = _text(_("Article"), required=False, help_text=_("For example 9(4)(1)."))
    holder = _text(
        _("Holder of the power"), codes="bodies", required=False,
        help_text=_("For granting, revoking and transferring."),
    )  # fmt: skip
    other = _text(
        _("The other body"), codes="bodies", required=False,
        help_text=_("Where it is placed, what it comes from or goes into, who is the head, who receives."),
    )  # fmt: skip
    tie = _choice(_("How it hangs on the other body"), _TIES, required=False)
    rule = _choice(_("How the head is found"), _RULES, required=False)
    name_kk = _text(_("Name in Kazakh"), required=False, help_text=_("For creating and renaming."))
    name_ru = _text(_("Name in Russian"), required=False)
    name_en = _text(_("Name in English"), required=False)
    parameters = _text(_("Parameters"), required=False, help_text=_("For example seats=5; of=10."))


class VoidForm(forms.Form):
    """Why a row is voided, and whether another one stands in its place."""

    reason = forms.CharField(
        label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who asks what was known earlier reads it."),
    )  # fmt: skip
    instead = forms.BooleanField(label=_("Record the right row below in its place"), required=False)


def cells_of(effect: Effect) -> dict[str, str]:
    """A row of the ledger as the form shows it."""
    value: Mapping[str, object] = effect.value
    names = value if effect.verb == Verb.RENAME else value.get("name")
    known = dict(names) if isinstance(names, Mapping) else {}
    subject = next(getattr(effect, name) for name in SUBJECTS if getattr(effect, f"{name}_id"))
    about = next(name for name in SUBJECTS if getattr(effect, f"{name}_id"))
    other = OTHER.get(effect.verb, "")
    told = {"as", "rule", "name", "recalled", "kk", "ru", "en", other}
    rest = {name: text for name, text in value.items() if name not in told}
    return {
        "about": "act" if about == "about_act" else about,
        "subject": subject.code,
        "verb": effect.verb,
        "date": days_of(effect),
        "clause": effect.clause,
        "holder": effect.key,
        "other": str(value.get(other) or ""),
        "tie": str(value.get("as") or ""),
        "rule": str(value.get("rule") or ""),
        **{f"name_{lang}": str(known.get(lang) or "") for lang in ("kk", "ru", "en")},
        "parameters": "; ".join(f"{name}={_said(text)}" for name, text in rest.items()),
        "source": effect.source,
        "confidence": effect.confidence,
        "verified": "yes" if effect.verified else "no",
    }


def _said(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
