"""Every deed a side may do in her case: its form, what it does, what is said when it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.apps.mediation.actions.answer_call import answer_call
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.complain import complain
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.end_left import end_left
from kelisim.apps.mediation.actions.end_refused import end_refused
from kelisim.apps.mediation.actions.extend import extend
from kelisim.apps.mediation.actions.give_notes import give_notes
from kelisim.apps.mediation.actions.object_to import object_to
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.set_follow_up import set_follow_up
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.sign_document import SIGNED_BY
from kelisim.apps.mediation.actions.take_in import OWN_KEY, Hand, signed_file
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.withdraw_consent import withdraw_consent
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Offer, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries.people import Identity, identity
from kelisim.kernel.access.door import Refused
from kelisim.web.mediation.party.forms import (
    CallForm,
    ComplainForm,
    ConsentForm,
    ContactForm,
    ExtendForm,
    NoteForm,
    OfferForm,
    RefuseForm,
    ReplaceForm,
    ShareForm,
    SignForm,
    UploadForm,
)

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

FORMS: dict[str, type[forms.Form]] = {
    "confirm": OfferForm,
    "object": OfferForm,
    "sign-agreement": SignForm,
    "settle": SignForm,
    "upload-agreement": UploadForm,
    "upload-settlement": UploadForm,
    "note": NoteForm,
    "share": ShareForm,
    "take-back": ConsentForm,
    "extend": ExtendForm,
    "replace": ReplaceForm,
    "refuse": RefuseForm,
    "contact": ContactForm,
    "agree-call": CallForm,
    "refuse-call": CallForm,
    "complain": ComplainForm,
}
# Both documents are signed in a form of the same name on the page.
SLOTS = {
    "sign-agreement": "sign",
    "settle": "sign",
    "upload-agreement": "upload",
    "upload-settlement": "upload",
}

Typed = dict[str, Any]
Deed = Callable[[Party, Typed, "Keyring"], str]
SIGNED = {
    ItemKind.AGREEMENT: gettext_lazy("You signed the agreement to mediate."),
    ItemKind.SETTLEMENT: gettext_lazy("You signed the settlement."),
}


def _withdraw(party: Party, _typed: Typed, _keys: Keyring) -> str:
    withdraw(party.case, by=party)
    return _("Your application is withdrawn.")


def _offer(party: Party, typed: Typed) -> Offer:
    """The mediator she saw on the page, who may have been replaced meanwhile."""
    found = party.case.offers.filter(pk=typed["offer"]).first()
    if found is None:
        raise Refused
    return found


def _confirm(party: Party, typed: Typed, _keys: Keyring) -> str:
    confirm(party.case, offer=_offer(party, typed), by=party)
    return _("You confirmed the mediator.")


def _object(party: Party, typed: Typed, _keys: Keyring) -> str:
    object_to(party.case, offer=_offer(party, typed), by=party)
    return _("You objected; the office proposes another mediator.")


def _sign(kind: ItemKind, typed: Typed, party: Party, hand: Hand | None) -> None:
    act = SIGNED_BY[kind]
    act(party.case, digest=typed["digest"], secret=typed["secret"], by=party, hand=hand)


def _own_key(kind: ItemKind) -> Deed:
    def deed(party: Party, typed: Typed, _keys: Keyring) -> str:
        _sign(kind, typed, party, OWN_KEY if typed["into_pdf"] else None)
        return str(SIGNED[kind])

    return deed


def _upload(kind: ItemKind) -> Deed:
    def deed(party: Party, typed: Typed, keys: Keyring) -> str:
        _sign(kind, typed, party, signed_file(party, kind, typed["file"].read(), keys=keys))
        return _("Your signed file was checked and accepted: your signature counts.")

    return deed


def _note(party: Party, typed: Typed, keys: Keyring) -> str:
    note = Note(room=typed["room"], text=typed["text"])
    write_note(party.case, note=note, once=typed["once"], by=party, keys=keys)
    return _("Your message is in the case.")


def _share(party: Party, typed: Typed, keys: Keyring) -> str:
    item = party.case.items.filter(uid=typed["item"]).first()
    if item is None:
        raise Refused
    share_note(item, by=party, keys=keys)
    return _("Everybody in the case can read this message now.")


def _give_notes(party: Party, _typed: Typed, keys: Keyring) -> str:
    give_notes(party.case, by=party, keys=keys)
    return _("The mediator of today can read your earlier private messages now.")


def _take_back(party: Party, typed: Typed, _keys: Keyring) -> str:
    withdraw_consent(party.case, consent=typed["consent"], by=party)
    return _("The consent is taken back. It holds no longer from now on.")


def _extend(party: Party, typed: Typed, _keys: Keyring) -> str:
    extend(party.case, until=typed["until"], by=party)
    return _("Your word is recorded. The longer term holds once all three have named the same day.")


def _replace(party: Party, typed: Typed, keys: Keyring) -> str:
    replace_mediator(party.case, reason=typed["reason"], by=party, keys=keys)
    return _("The office looks for another mediator.")


def _refuse(party: Party, typed: Typed, _keys: Keyring) -> str:
    end_refused(party.case, secret=typed["secret"], by=party)
    return _("Your refusal is signed.")


def _leave(party: Party, _typed: Typed, _keys: Keyring) -> str:
    end_left(party.case, side=party.side, by=party)
    return _("You left the mediation; it has ended.")


def _contact(party: Party, typed: Typed, _keys: Keyring) -> str:
    follow_up = typed.pop("follow_up")
    before = identity(party)
    acts_as = before.acts_as if before.acts_as != "self" or not typed["representative"] else "attorney"
    who = Identity(**typed, iin=before.iin, acts_as=acts_as)
    change_contact(party, who=who, by=party, follow_up=follow_up)
    return _("Your contacts are saved.")


def _answer_call(party: Party, typed: Typed, *, agrees: bool) -> None:
    found = party.case.participants.filter(uid=typed["call"]).first()
    if found is None:
        raise Refused
    answer_call(found, agrees=agrees, by=party)


def _agree_call(party: Party, typed: Typed, _keys: Keyring) -> str:
    _answer_call(party, typed, agrees=True)
    return _("Your consent is recorded.")


def _refuse_call(party: Party, typed: Typed, _keys: Keyring) -> str:
    _answer_call(party, typed, agrees=False)
    return _("This person is not called, or takes part no more.")


def _complain(party: Party, typed: Typed, _keys: Keyring) -> str:
    complain(party.case, ground=typed["ground"], by=party)
    return _("Your complaint went to the mediation council; its answer stands here.")


def _ask_me(party: Party, _typed: Typed, _keys: Keyring) -> str:
    set_follow_up(party, agrees=True, by=party)
    return _("You are asked from now on.")


def _ask_no_more(party: Party, _typed: Typed, _keys: Keyring) -> str:
    set_follow_up(party, agrees=False, by=party)
    return _("You are not asked any more.")


DEEDS: dict[str, Deed] = {
    "withdraw": _withdraw,
    "confirm": _confirm,
    "object": _object,
    "sign-agreement": _own_key(ItemKind.AGREEMENT),
    "settle": _own_key(ItemKind.SETTLEMENT),
    "upload-agreement": _upload(ItemKind.AGREEMENT),
    "upload-settlement": _upload(ItemKind.SETTLEMENT),
    "note": _note,
    "share": _share,
    "give-notes": _give_notes,
    "take-back": _take_back,
    "extend": _extend,
    "replace": _replace,
    "refuse": _refuse,
    "leave": _leave,
    "contact": _contact,
    "agree-call": _agree_call,
    "refuse-call": _refuse_call,
    "complain": _complain,
    "ask-me": _ask_me,
    "ask-no-more": _ask_no_more,
}
