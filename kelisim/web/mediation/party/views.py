"""My case: coming in with number and secret, reading, and every deed a side may do."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.unlock import lock
from kelisim.apps.mediation.errors import MediationError, NoSuchCase, WrongPassphrase
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.participants import participant_of
from kelisim.apps.mediation.queries.people import identity, party_of
from kelisim.apps.mediation.queries.sealed import opened
from kelisim.web.mediation import cookies, tongue
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.party import signing
from kelisim.web.mediation.party.deeds import DEEDS, FORMS, SLOTS
from kelisim.web.mediation.party.forms import (
    ComplainForm,
    ContactForm,
    EnterForm,
    ExtendForm,
    NoteForm,
    RefuseForm,
    ReplaceForm,
    SignForm,
    UploadForm,
)
from kelisim.web.mediation.party.sight import Sight, sight

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring


def ring_of(request: HttpRequest) -> Keyring:
    """The keys this browser has open."""
    return keyring(cookies.value(request, cookies.KEYS))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_case(request: HttpRequest) -> HttpResponse:
    """The case of whoever has it open; otherwise number and secret are asked."""
    if request.method == "POST":
        return _enter(request)
    ring = ring_of(request)
    party = party_of(ring)
    if party is not None:
        return _page(request, party)
    if participant_of(ring) is not None:
        return redirect("my-part")  # who is called in comes through the same door
    return render(request, "mediation/party/enter.html", {"form": EnterForm()})


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
        "replace": ReplaceForm(),
        "extend": ExtendForm(initial={"until": seen.latest}),
        "sign": SignForm(initial={"into_pdf": True}),
        "upload": UploadForm(),
        "complain": ComplainForm(),
        "contact": ContactForm(initial={**vars(who), "follow_up": party.follow_up}),
        **(wrong or {}),
    }
    slot, failed = next(iter(wrong.items()), ("", None)) if wrong else ("", None)
    context = {
        "sight": seen,
        "forms": bound,
        "failed": failed,
        "tongue_form": f"deed_{slot}" if slot in _forms_shown(seen) else "",
    }
    return render(request, "mediation/party/my_case.html", context)


def _forms_shown(seen: Sight) -> set[str]:
    """The forms that stand on the page now, which a change of language may send on."""
    shown = {"contact"}
    if seen.may_talk:
        shown |= {"note", "refuse", "replace"}
    if seen.latest:
        shown.add("extend")
    if seen.complain_by:
        shown.add("complain")
    if any(not paper.mine and not paper.finished for paper in seen.papers):
        shown |= {"sign", "upload"}
    return shown


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
    slot = SLOTS.get(deed, deed)
    if tongue.asked(request):
        return _page(request, party, {slot: tongue.untouched(kind, request)})
    form = kind(request.POST, request.FILES)
    if form.is_valid():
        try:
            done = DEEDS[deed](party, form.cleaned_data, ring_of(request))
        except MediationError as error:
            form.add_error(_field_of(form, error), str(error))
        else:
            messages.success(request, done)
            return redirect("my-case")
    return _page(request, party, {slot: form})


def _field_of(form: forms.Form, error: MediationError) -> str | None:
    """The field an error stands at."""
    if "file" in form.fields and not isinstance(error, WrongPassphrase):
        return "file"
    return "secret" if "secret" in form.fields else None


@never_cache
@require_safe
def my_case_paper(request: HttpRequest, kind: str) -> HttpResponse:
    """One of the documents of her case as PDF, set for this reader and kept nowhere in clear."""
    ring = ring_of(request)
    party = party_of(ring)
    if party is None:
        raise Http404
    by_kind = {one.item.kind: one for one in opened(party.case, ring)}
    if kind not in dict(signing.documents(party.case, by_kind)):
        raise Http404
    return pdf(signing.sheet(party.case, kind, ring), kind)
