"""What a side types on her own pages."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from kelisim.kernel.packs.codes import choices, languages

SECRET = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})


class EnterForm(forms.Form):
    """Number and secret, as they stand on the receipt."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    secret = forms.CharField(
        label=_("Your secret"),
        max_length=60,
        help_text=_("Both stand on your receipt. Hyphens and small letters do not matter."),
        widget=SECRET,
    )


class Slot(forms.Form):
    """A form that stands on a page with others: its fields' ids begin with its own name."""

    slot: ClassVar[str] = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"id_{self.slot}_%s", **kwargs})


class SignForm(Slot):
    """Signing asks for the secret each time: only her own key signs."""

    slot = "sign"
    digest = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(
        label=_("Your secret"),
        max_length=60,
        help_text=_("With your secret you sign exactly the version above."),
        widget=SECRET,
    )
    into_pdf = forms.BooleanField(
        label=_("Also put my signature into the PDF, so that it can be checked outside this house"),
        required=False,
    )


class UploadForm(Slot):
    """Her own electronic signature, in the PDF or beside it, handed in with her secret."""

    slot = "upload"
    digest = forms.CharField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("The signed file"))
    secret = forms.CharField(label=_("Your secret"), max_length=60, widget=SECRET)


class RefuseForm(Slot):
    """A refusal to go on is signed as well."""

    slot = "refuse"
    secret = forms.CharField(label=_("Your secret"), max_length=60, widget=SECRET)


class ConsentForm(forms.Form):
    """Which consent is taken back."""

    consent = forms.SlugField(max_length=20, widget=forms.HiddenInput)


class OfferForm(forms.Form):
    """Which proposed mediator she answers about."""

    offer = forms.IntegerField(widget=forms.HiddenInput)


class CallForm(forms.Form):
    """Which call she answers."""

    call = forms.UUIDField(widget=forms.HiddenInput)


class ShareForm(forms.Form):
    """Which private note becomes joint."""

    item = forms.UUIDField(widget=forms.HiddenInput)


class ExtendForm(Slot):
    """A longer term; it holds once all three have named the same day."""

    slot = "extend"
    until = forms.DateField(label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}))


class ReplaceForm(Slot):
    """Why another mediator is wanted: a code, no story."""

    slot = "replace"
    reason = forms.ChoiceField(label=_("Reason"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one for one in choices("replace_reasons") if one[0] != "mediator_asked"]
        self.fields["reason"].choices = known  # type: ignore[attr-defined]


class ComplainForm(Slot):
    """Why she finds the refusal wrong: a code, no story."""

    slot = "complain"
    ground = forms.ChoiceField(label=_("What is wrong with the refusal"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ground"].choices = choices("complaint_grounds")  # type: ignore[attr-defined]


class NoteForm(Slot):
    """A note to everybody in the case, or to the mediator alone."""

    slot = "note"
    room = forms.ChoiceField(
        label=_("Who reads it"),
        choices=[("joint", _("The mediator and the other side")), ("private", _("The mediator alone"))],
        widget=forms.RadioSelect,
        initial="joint",
    )
    text = forms.CharField(
        label=_("Your message"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5, "maxlength": 8000})
    )
    once = forms.CharField(widget=forms.HiddenInput)


class ContactForm(Slot):
    """Contacts, a representative, consent to be asked later."""

    slot = "contact"
    name = forms.CharField(label=_("Your name"), max_length=200)
    phone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Postal address"), max_length=300, required=False)
    representative = forms.CharField(label=_("Your representative"), max_length=200, required=False)
    power = forms.CharField(
        label=_("Number and day of the power of attorney"), max_length=100, required=False
    )
    follow_up = forms.BooleanField(
        label=_("After a settlement you may ask me whether it was performed."), required=False
    )


class JoinForm(forms.Form):
    """The other side agrees to try."""

    name = forms.CharField(label=_("Your name"), max_length=200)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    language = forms.ChoiceField(label=_("Your language"), widget=forms.RadioSelect)
    notice = forms.BooleanField(
        label=_("I have read how my data are kept and who sees what."),
        error_messages={
            "required": _("Please read how your data are kept and tick the box; nothing you typed is lost.")
        },
    )
    follow_up = forms.BooleanField(
        label=_("After a settlement you may ask me whether it was performed."), required=False
    )
    once = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        ours = [(one.code, one.name.of()) for one in languages() if one.interface]
        self.fields["language"].choices = ours  # type: ignore[attr-defined]
