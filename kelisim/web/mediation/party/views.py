"""My case: coming in with number and secret, reading, and every deed a side may do."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.end_left import end_left
from kelisim.apps.mediation.actions.end_refused import end_refused
from kelisim.apps.mediation.actions.object_to import object_to
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.unlock import lock
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import MediationError, NoSuchCase
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries.documents import signed_sheet
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.queries.people import Identity, identity, party_of
from kelisim.web.mediation import cookies, tongue
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.party.forms import ContactForm, EnterForm, NoteForm, RefuseForm, SignForm
from kelisim.web.mediation.party.sight import sight

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

FORMS: dict[str, type[forms.Form]] = {
    "sign-agreement": SignForm,
    "settle": SignForm,
    "note": NoteForm,
    "refuse": RefuseForm,
    "contact": ContactForm,
}


def ring_of(request: HttpRequest) -> Keyring:
    """The keys this browser has open."""
    return keyring(cookies.value(request, cookies.KEYS))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_case(request: HttpRequest) -> HttpResponse:
    """The case of whoever has it open; otherwise number and secret are asked."""
    if request.method == "POST":
        return _enter(request)
    party = party_of(ring_of(request))
    if party is None:
        return render(request, "mediation/party/enter.html", {"form": EnterForm()})
    return _page(request, party)


def _enter(request: HttpRequest) -> HttpResponse:
    form = EnterForm(request.POST)
    if form.is_valid():
        try:
            entered = open_case(form.cleaned_data["number"], form.cleaned_data["secret"])
        except MediationError as error:
            form.add_error(None if not isinstance(error, NoSuchCase) else "secret", str(error))
        else:
            response = redirect("my-case")
            cookies.keep(response, cookies.KEYS, entered.cookie)
            return response
    return render(request, "mediation/party/enter.html", {"form": form})


def _page(request: HttpRequest, party: Party, wrong: Mapping[str, forms.Form] | None = None) -> HttpResponse:
    seen = sight(party, ring_of(request))
    who = identity(party)
    bound = {
        "note": NoteForm(initial={"once": secrets.token_urlsafe(24)}),
        "refuse": RefuseForm(),
        "sign": SignForm(),
        "contact": ContactForm(initial={**vars(who), "follow_up": party.follow_up}),
        **(wrong or {}),
    }
    slot, failed = next(iter(wrong.items()), ("", None)) if wrong else ("", None)
    context = {
        "sight": seen,
        "forms": bound,
        "failed": failed,
        "tongue_form": f"deed_{slot}" if slot in bound else "",
    }
    return render(request, "mediation/party/my_case.html", context)


@never_cache
@require_POST
def my_case_leave(request: HttpRequest) -> HttpResponse:
    """Locks the case on this device."""
    lock(cookies.value(request, cookies.KEYS))
    response = redirect("my-case")
    cookies.drop(response, cookies.KEYS)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_case_deed(request: HttpRequest, deed: str) -> HttpResponse:
    """One deed of a side. What is wrong stands at its field, and what was typed stays in every language."""
    if deed not in DEEDS:
        raise Http404
    party = party_of(ring_of(request))
    if party is None or request.method != "POST":
        return redirect("my-case")
    if (elsewhere := tongue.onward(request)) is not None:
        return elsewhere
    kind = FORMS.get(deed, forms.Form)
    slot = "sign" if deed in {"sign-agreement", "settle"} else deed
    if tongue.asked(request):
        return _page(request, party, {slot: tongue.untouched(kind, request)})
    form = kind(request.POST)
    if form.is_valid():
        try:
            done = DEEDS[deed](request, party, form.cleaned_data)
        except MediationError as error:
            form.add_error("secret" if "secret" in form.fields else None, str(error))
        else:
            messages.success(request, done)
            return redirect("my-case")
    return _page(request, party, {slot: form})


Deed = Callable[[HttpRequest, Party, dict[str, Any]], str]


def _withdraw(_request: HttpRequest, party: Party, _typed: dict[str, Any]) -> str:
    withdraw(party.case, by=party)
    return _("Your application is withdrawn.")


def _confirm(_request: HttpRequest, party: Party, _typed: dict[str, Any]) -> str:
    offer = live_offer(party.case)
    if offer is not None:
        confirm(party.case, offer=offer, by=party)
    return _("You confirmed the mediator.")


def _object(_request: HttpRequest, party: Party, _typed: dict[str, Any]) -> str:
    offer = live_offer(party.case)
    if offer is not None:
        object_to(party.case, offer=offer, by=party)
    return _("You objected; the office proposes another mediator.")


def _sign_agreement(_request: HttpRequest, party: Party, typed: dict[str, Any]) -> str:
    sign_agreement(party.case, digest=typed["digest"], secret=typed["secret"], by=party)
    return _("You signed the agreement to mediate.")


def _settle(_request: HttpRequest, party: Party, typed: dict[str, Any]) -> str:
    settle(party.case, digest=typed["digest"], secret=typed["secret"], by=party)
    return _("You signed the settlement.")


def _note(request: HttpRequest, party: Party, typed: dict[str, Any]) -> str:
    note = Note(room=typed["room"], text=typed["text"])
    write_note(party.case, note=note, once=typed["once"], by=party, keys=ring_of(request))
    return _("Your message is in the case.")


def _refuse(_request: HttpRequest, party: Party, typed: dict[str, Any]) -> str:
    end_refused(party.case, secret=typed["secret"], by=party)
    return _("Your refusal is signed.")


def _leave(_request: HttpRequest, party: Party, _typed: dict[str, Any]) -> str:
    end_left(party.case, side=party.side, by=party)
    return _("You left the mediation; it has ended.")


def _contact(_request: HttpRequest, party: Party, typed: dict[str, Any]) -> str:
    follow_up = typed.pop("follow_up")
    before = identity(party)
    acts_as = before.acts_as if before.acts_as != "self" or not typed["representative"] else "attorney"
    who = Identity(**typed, iin=before.iin, acts_as=acts_as)
    change_contact(party, who=who, by=party, follow_up=follow_up)
    return _("Your contacts are saved.")


DEEDS: dict[str, Deed] = {
    "withdraw": _withdraw,
    "confirm": _confirm,
    "object": _object,
    "sign-agreement": _sign_agreement,
    "settle": _settle,
    "note": _note,
    "refuse": _refuse,
    "leave": _leave,
    "contact": _contact,
}


@never_cache
@require_safe
def my_case_paper(request: HttpRequest, kind: str) -> HttpResponse:
    """The agreement or the settlement as PDF, set for this reader and kept nowhere in clear."""
    ring = ring_of(request)
    party = party_of(ring)
    if party is None or kind not in {ItemKind.AGREEMENT, ItemKind.SETTLEMENT}:
        raise Http404
    return pdf(signed_sheet(party.case, ItemKind(kind), ring), kind)
