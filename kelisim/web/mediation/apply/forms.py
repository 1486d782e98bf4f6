"""The screens of the application. Each form holds one screen; its field names are the draft's keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.apps.registry.public import Organisation, offices
from kelisim.kernel.packs.codes import Code, choices, codes, languages
from kelisim.kernel.places.models import Level, Territory
from kelisim.kernel.places.queries import units_on
from kelisim.kernel.texts.of import of, reader_language

ESSENCE_LETTERS = 4000
SHORT_LETTERS = 1000
IN_PERSON = 5  # offices named where none takes applications online
_OTHERS = 11


def area(rows: int, letters: int) -> forms.Textarea:
    """A box for running text."""
    return forms.Textarea(attrs={"rows": rows, "maxlength": letters})


class Screen(forms.Form):
    """One screen. `title` is its heading; `keys` are what it adds to the draft."""

    title: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        self.answers = answers
        super().__init__(data, initial=dict(answers))

    def typed(self) -> dict[str, str]:
        """What stands in the fields now, valid or not, so that nothing typed is lost."""
        out = {}
        for name, field in self.fields.items():
            sent = self.data.getlist(name) if isinstance(self.data, QueryDict) else []
            many = isinstance(field, forms.MultipleChoiceField)
            out[name] = " ".join(sent) if many else "".join(sent[-1:]).strip()
        return out


class ApplicantScreen(Screen):
    """Who applies."""

    title = _("About you")
    lead = _("Your name and contact are encrypted. They are seen by the office and later by the mediator.")

    acts_as = forms.ChoiceField(label=_("You apply"), widget=forms.RadioSelect)
    applicant_kind = forms.ChoiceField(label=_("You are"), widget=forms.RadioSelect)
    applicant_name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    represents = forms.CharField(
        label=_("Whom you represent"), max_length=200, required=False, help_text=_("Leave empty if yourself.")
    )
    applicant_phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("A telephone, an e-mail or an address: one of the three is enough."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    applicant_email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("Messages we send hold no word of your case."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    applicant_address = forms.CharField(
        label=_("Postal address"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        self.fields["acts_as"].choices = choices("representatives")  # type: ignore[attr-defined]
        self.fields["acts_as"].initial = "self"
        kinds = [one for one in choices("side_kinds") if one[0] != "unknown"]
        self.fields["applicant_kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["applicant_kind"].initial = "person"

    def clean(self) -> dict[str, Any]:
        """One way to reach her is needed; whoever represents says whom."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"applicant_{way}") for way in ("phone", "email", "address")):
            self.add_error(
                "applicant_phone", _("Give one way to reach you: a telephone, an e-mail or an address.")
            )
        if cleaned.get("acts_as") not in {"self", None} and not cleaned.get("represents"):
            self.add_error("represents", _("Write whom you represent."))
        return cleaned


class OtherScreen(Screen):
    """Who the dispute is with."""

    title = _("The other side")
    lead = _("We write to the other side only after a person at the office has read your application.")

    other_kind = forms.ChoiceField(label=_("The other side is"), widget=forms.RadioSelect)
    other_name = forms.CharField(
        label=_("Name"),
        max_length=200,
        error_messages={"required": _("Write the name, or choose “I do not know”.")},
    )
    other_phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        help_text=_("We invite the other side by one of these; write what you know."),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel"}),
    )
    other_email = forms.EmailField(label=_("E-mail"), required=False)
    other_address = forms.CharField(label=_("Postal address"), max_length=300, required=False)
    other_language = forms.ChoiceField(label=_("Language of the other side"), required=False)

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        self.fields["other_kind"].choices = choices("side_kinds")  # type: ignore[attr-defined]
        self.fields["other_kind"].initial = self.answers.get("triage_sides", "person")
        spoken = [(one.code, one.name.of()) for one in languages() if one.interface]
        self.fields["other_language"].choices = [("", _("I do not know")), *spoken]  # type: ignore[attr-defined]
        kind = data.get("other_kind") if data is not None else self.answers.get("other_kind")
        self.fields["other_name"].required = kind != "unknown"


class RegionScreen(Screen):
    """Where: first the region."""

    title = _("Where you live")
    lead = _("We look for an office and a mediator near you.")

    region = forms.ChoiceField(label=_("Region or city"))

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        units = [(unit.code, of(unit, "name")) for unit in units_on(timezone.localdate())]
        self.fields["region"].choices = [("", _("Choose")), *units]  # type: ignore[attr-defined]


class OfficeScreen(Screen):
    """Where: then the district and the office."""

    title = _("Your office")
    lead = _("Only the office you choose can read your application.")

    territory = forms.ChoiceField(label=_("District or city"))
    office = forms.ChoiceField(label=_("Office"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        region = Territory.objects.filter(code=self.answers.get("region", "")).first()
        below = region.children.filter(level=Level.DISTRICT, until=None) if region else []
        places = [(one.code, of(one, "name")) for one in below]
        if region is not None:
            places.insert(0, (region.code, of(region, "name")))
        self.fields["territory"].choices = places  # type: ignore[attr-defined]
        nearby = receiving_offices(region)
        self.offices = nearby or receiving_offices()
        self.elsewhere = bool(self.offices) and not nearby
        self.nobody = not self.offices
        self.in_person = list(offices(region))[:IN_PERSON] if self.nobody else []
        self.fields["office"].choices = [(one.code, _where(one)) for one in self.offices]  # type: ignore[attr-defined]
        if len(self.offices) == 1:
            self.fields["office"].initial = self.offices[0].code


def _where(office: Organisation) -> str:
    address = of(office, "address")
    return f"{of(office, 'name')}, {address}" if address else of(office, "name")


class MatterScreen(Screen):
    """What happened."""

    title = _("What happened")
    lead = _(
        "Write as you would tell it. What you write here is sealed: "
        "only your office and your mediator read it."
    )

    topic = forms.ChoiceField(label=_("What is it about?"), widget=forms.RadioSelect)
    essence = forms.CharField(
        label=_("What happened and what you want"),
        max_length=ESSENCE_LETTERS,
        help_text=_("Up to 4,000 characters. The other side does not see this."),
        widget=area(9, ESSENCE_LETTERS),
    )
    short_text = forms.CharField(
        label=_("A few words for the other side"),
        max_length=SHORT_LETTERS,
        required=False,
        help_text=_("The other side reads this in the invitation. Keep it friendly."),
        widget=area(4, SHORT_LETTERS),
    )

    claimed_ground = forms.ChoiceField(
        label=_("Were you treated worse because of something?"),
        required=False,
        help_text=_("Only if you say so yourself. Which group you belong to is not asked."),
    )
    claimed_area = forms.ChoiceField(label=_("Where that happened"), required=False)

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        self.fields["topic"].choices = [(one.code, _with_hint(one)) for one in codes("topics")]  # type: ignore[attr-defined]
        for name, group in (("ground", "discrimination_grounds"), ("area", "discrimination_areas")):
            self.fields[f"claimed_{name}"].choices = [("", _("No")), *choices(group)]  # type: ignore[attr-defined]


def _with_hint(one: Code) -> str:
    """What a topic is called, and beneath it what belongs there."""
    hint = one.hint.of()
    return (
        format_html('<span>{} <span class="help">{}</span></span>', one.name.of(), hint) if hint else str(one)
    )


class WishesScreen(Screen):
    """How she wants it."""

    title = _("Your wishes")
    lead = _("Nothing here is required.")

    mode = forms.ChoiceField(label=_("How you would like to meet"), required=False, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the case"), widget=forms.RadioSelect)
    languages = forms.MultipleChoiceField(
        label=_("Other languages you speak"), required=False, widget=forms.CheckboxSelectMultiple
    )
    interpreter = forms.BooleanField(label=_("An interpreter is needed"), required=False)
    access = forms.CharField(
        label=_("What would make taking part easier for you"),
        max_length=300,
        required=False,
        help_text=_("For example a room without steps, large print, a time of day."),
    )
    wanted = forms.CharField(label=_("A mediator you would like"), max_length=200, required=False)
    unwanted = forms.CharField(label=_("A mediator you do not want"), max_length=200, required=False)

    def __init__(self, data: QueryDict | None = None, *, answers: Mapping[str, str]) -> None:
        super().__init__(data, answers=answers)
        self.fields["mode"].choices = choices("modes")  # type: ignore[attr-defined]
        ours = [(one.code, one.name.of()) for one in languages() if one.interface]
        self.fields["language"].choices = ours  # type: ignore[attr-defined]
        self.fields["language"].initial = reader_language()
        spoken = [(one.code, one.name.of()) for one in languages()]
        self.fields["languages"].choices = spoken[:_OTHERS]  # type: ignore[attr-defined]
        self.initial["languages"] = self.answers.get("languages", "").split()
        self.initial["interpreter"] = self.answers.get("interpreter") == "on"


class CourtScreen(Screen):
    """Only when the matter is already somewhere."""

    title = _("Where the matter is now")
    lead = _("So that no time limit is missed.")

    court_name = forms.CharField(label=_("Name of the court or body"), max_length=200, required=False)
    court_number = forms.CharField(label=_("Case number there"), max_length=60, required=False)
    court_date = forms.DateField(
        label=_("The next important date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class CheckScreen(forms.Form):
    """The last screen: consent and sending."""

    notice = forms.BooleanField(
        label=_("I have read how my data are kept and who sees what."),
        error_messages={
            "required": _("Please read how your data are kept and tick the box; nothing you typed is lost.")
        },
    )
    follow_up = forms.BooleanField(
        label=_("After a settlement you may ask me whether it was performed."), required=False
    )
