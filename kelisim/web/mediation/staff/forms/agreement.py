"""The agreement to mediate, condition by condition, and signing a document one has read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.actions.take_in import OWN_KEY, Hand, by_mail, on_paper
from kelisim.apps.mediation.errors import DocumentChanged, MediationError, WrongPassphrase
from kelisim.apps.mediation.errors.signatures import FileTooLarge, NotAScan
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, law, sealed, signatures
from kelisim.kernel.packs.codes import text
from kelisim.web.mediation.signed import Form, forms_of
from kelisim.web.mediation.staff.deed import DeedForm, Work
from kelisim.web.mediation.staff.forms.keys import secret_field
from kelisim.web.mediation.staff.forms.triage import area
from kelisim.web.mediation.staff.told import SIDES
from kelisim.web.mediation.staff.words import said

CONDITION = "condition_"
NO_MESSAGE = _("Copy it as it stands in the e-mail, with its @ and without spaces.")
CONDITION_LETTERS = 4000
_LONG = 3


class AgreementForm(DeedForm):
    """One box a condition of the law on the day, filled with what is known; empty ones block signing."""

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        known = _written(work) or documents.proposed_terms(work.case)
        for number, one in enumerate(law.conditions("agreement", timezone.localdate()), start=1):
            code = one.key.partition(".")[2]
            self.fields[f"{CONDITION}{code}"] = forms.CharField(
                label=f"{number}. {text(one.text or {}).of()}",
                max_length=CONDITION_LETTERS,
                required=False,
                initial=known.get(code, ""),
                widget=area(_LONG, CONDITION_LETTERS),
            )
        if law.term_is_typed(work.case):
            self.fields["due_on"] = forms.DateField(
                label=_("Last day of the mediation"),
                required=False,
                help_text=_("As whoever referred the matter has set it."),
                widget=forms.DateInput(attrs={"type": "date"}),
            )

    def terms(self) -> dict[str, str]:
        """Code to text."""
        return {
            name.removeprefix(CONDITION): value
            for name, value in self.cleaned_data.items()
            if name.startswith(CONDITION)
        }


def _written(work: Work) -> dict[str, str]:
    """The conditions of the newest version, if there is one and she can open it."""
    found = sealed.latest(work.case, work.keys, ItemKind.AGREEMENT)
    terms = found.words.get("terms") if found else None
    return {str(code): str(words) for code, words in terms.items()} if isinstance(terms, dict) else {}


class ReadForm(DeedForm):
    """The digest of the version she reads, and her passphrase, asked at every signature."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    secret = secret_field(_("Your passphrase"), help_text=_("It is asked for every signature."))
    kind: ItemKind

    def __init__(self, data: Any = None, *, work: Work) -> None:
        item = signatures.draft(work.case, self.kind)
        super().__init__(data, work=work, initial={"digest": item.digest if item else ""})

    def refuse(self, error: MediationError) -> None:
        """When the document changed, the form goes on with the version shown now."""
        super().refuse(error)
        item = signatures.draft(self.work.case, self.kind)
        if isinstance(error, DocumentChanged) and item is not None:
            self.data = {**self.data, "digest": item.digest}

    def law(self) -> list[Form]:
        """What the law says today of the form of signing it."""
        return forms_of(self.kind)

    def sheet(self) -> Any:
        """The document as the reader's keys open it; nothing while they are locked."""
        if not self.work.keys:
            return None
        return documents.signed_sheet(self.work.case, self.kind, self.work.keys)


class SignForm(ReadForm):
    """Her own signature."""

    into_pdf = forms.BooleanField(
        label=_("Also put my signature into the PDF, so that it can be checked outside this house"),
        required=False,
        initial=True,
    )

    def hand(self) -> Hand | None:
        """Her own key, in the PDF too if she ticked it."""
        return OWN_KEY if self.cleaned_data["into_pdf"] else None


class SignAgreementForm(SignForm):
    """Under the agreement to mediate."""

    kind = ItemKind.AGREEMENT


class SignSettlementForm(SignForm):
    """Under the settlement."""

    kind = ItemKind.SETTLEMENT


class TakeInForm(ReadForm):
    """What a side signed by hand: on paper, or sent as a scan by e-mail."""

    side = forms.ChoiceField(label=_("Who signed"), widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("How it came"),
        choices=[("paper", _("on paper")), ("mail", _("by e-mail"))],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(label=_("The scan"), help_text=_("PDF, JPEG or PNG. It is sealed with the case."))
    received_on = forms.DateField(label=_("The day it came"), widget=forms.DateInput(attrs={"type": "date"}))
    message_id = forms.CharField(
        label=_("Identifier of the e-mail"),
        max_length=250,
        required=False,
        help_text=_("For e-mail: what stands in its header after “Message-ID”."),
        error_messages={"required": NO_MESSAGE},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    told = forms.BooleanField(
        label=_("For e-mail: the side was told that it is open to others on its way, and agreed first"),
        required=False,
    )
    field_order = ("side", "way", "file", "received_on", "message_id", "told", "secret")

    def __init__(self, data: Any = None, *, work: Work) -> None:
        super().__init__(data, work=work)
        item = signatures.draft(work.case, self.kind)
        given = set(signatures.signatures(work.case, item)) if item else set()
        sent = {data.get("side")} if data else set()  # sent twice, it was taken in the first time
        closed = {signatures.MEDIATOR, *(given - sent)}
        mailed = bool(data) and data.get("way") == "mail"
        self.fields["message_id"].required = mailed
        self.fields["message_id"].asked_if = _("for e-mail only")  # type: ignore[attr-defined]
        self.offer("side", [one for one in SIDES.items() if one[0] not in closed])

    def clean(self) -> dict[str, Any]:
        """By e-mail only with the side's word, given first."""
        told = super().clean() or {}
        if told.get("way") == "mail" and not told.get("told"):
            self.add_error("told", _("Tell the side first, and tick the box if she agreed."))
        return told

    def refuse(self, error: MediationError) -> None:
        """What concerns one field stands there, in words for that field."""
        if isinstance(error, FileTooLarge | NotAScan):
            self.add_error("file", said(error))
        elif isinstance(error, WrongPassphrase):
            self.add_error("secret", said(error))
        elif error.data.get("fields") == ["message_id"]:
            self.add_error("message_id", NO_MESSAGE)
        elif error.data.get("field") == "received_on":
            self.add_error("received_on", _("This day has not come yet."))
        else:
            super().refuse(error)

    def hand(self) -> Hand:
        """As it is taken in. Raises what looking at it raises."""
        told = self.cleaned_data
        file = told["file"].read()
        if told["way"] == "paper":
            return on_paper(told["side"], file, received_on=told["received_on"])
        return by_mail(told["side"], file, message_id=told["message_id"], received_on=told["received_on"])


class TakeInAgreementForm(TakeInForm):
    """Under the agreement to mediate."""

    kind = ItemKind.AGREEMENT


class TakeInSettlementForm(TakeInForm):
    """Under the settlement."""

    kind = ItemKind.SETTLEMENT
