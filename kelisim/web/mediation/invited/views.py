"""The call behind the link, and the page of a part: sign first, then read what is shown by name."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.mediation.actions.end_part import end_part
from kelisim.apps.mediation.actions.enter_call import decline_call, enter_call
from kelisim.apps.mediation.actions.sign_secrecy import sign_secrecy
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.participants import NoSuchCall
from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.queries import participants
from kelisim.web.mediation import tongue
from kelisim.web.mediation.invited.forms import EnterForm, SecrecyForm
from kelisim.web.mediation.invited.sight import part
from kelisim.web.mediation.party.views import ring_of


def _language() -> str:
    return (get_language() or "kk")[:2]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, token: str) -> HttpResponse:
    """Who calls and as what; coming in makes her own secret, shown once."""
    found = participants.called_by(token)
    if found is None:
        return _closed(request, NoSuchCall())
    if request.method == "POST":
        return _enter(request, token, found)
    return _call(request, token, found, EnterForm(initial={"once": secrets.token_urlsafe(24)}))


def _call(request: HttpRequest, token: str, found: Participant, form: forms.Form) -> HttpResponse:
    open_now = found.status == Participant.Status.CALLED
    context = {"part": part(found), "form": form, "token": token, "open": open_now}
    context["tongue_form"] = tongue.FORM if open_now else ""
    return render(request, "mediation/invited/call.html", context)


def _closed(request: HttpRequest, error: MediationError) -> HttpResponse:
    return render(request, "mediation/invited/no_call.html", {"problem": str(error)}, status=404)


def _enter(request: HttpRequest, token: str, found: Participant) -> HttpResponse:
    if (elsewhere := tongue.onward(request)) is not None:
        return elsewhere
    if tongue.asked(request) and found.status == Participant.Status.CALLED:
        return _call(request, token, found, tongue.untouched(EnterForm, request))
    form = EnterForm(request.POST)
    if not form.is_valid():
        return _call(request, token, found, form)
    typed = form.cleaned_data
    try:
        entry = enter_call(token, notice=typed["notice"], language=_language(), once=typed["once"])
    except MediationError as error:
        form.add_error(None, str(error))
        return _call(request, token, found, form)
    context = {"entry": entry, "form": form, "token": token, "tongue_form": tongue.FORM}
    return render(request, "mediation/invited/entered.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_decline(request: HttpRequest, token: str) -> HttpResponse:
    """She does not want to; that is all. Only read, it is the call."""
    if request.method != "POST":
        return redirect("call", token=token)
    try:
        decline_call(token)
    except NoSuchCall as error:
        return _closed(request, error)
    return render(request, "mediation/invited/declined.html")


@never_cache
@require_http_methods(["GET", "HEAD"])
def my_part(request: HttpRequest) -> HttpResponse:
    """Her part, if she has her key open; otherwise number and secret are asked where the sides come in."""
    found = participants.participant_of(ring_of(request))
    return redirect("my-case") if found is None else _page(request, found)


def _page(request: HttpRequest, found: Participant, wrong: forms.Form | None = None) -> HttpResponse:
    words = participants.secrecy(_language(), timezone.localdate())
    blank = SecrecyForm(initial={"digest": participants.secrecy_digest(words)})
    context: dict[str, Any] = {
        "part": part(found, ring_of(request)),
        "words": words,
        "form": wrong or blank,
        "failed": wrong,
    }
    return render(request, "mediation/invited/my_part.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_part_deed(request: HttpRequest, deed: str) -> HttpResponse:
    """Signing, or leaving."""
    if deed not in {"sign", "leave"}:
        raise Http404
    found = participants.participant_of(ring_of(request))
    if found is None or request.method != "POST":
        return redirect("my-part")
    return _sign(request, found) if deed == "sign" else _leave(request, found)


def _sign(request: HttpRequest, found: Participant) -> HttpResponse:
    form = SecrecyForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            sign_secrecy(found, digest=typed["digest"], language=_language(), secret=typed["secret"])
        except MediationError as error:
            form.add_error("secret", str(error))
        else:
            messages.success(request, _("You signed confidentiality."))
            return redirect("my-part")
    return _page(request, found, form)


def _leave(request: HttpRequest, found: Participant) -> HttpResponse:
    try:
        end_part(found, by=found)
    except MediationError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Your part has ended."))
    return redirect("my-part")
