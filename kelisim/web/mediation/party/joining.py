"""The invitation: who asks, about what, that it is voluntary; to agree or to refuse."""

from __future__ import annotations

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.mediation.actions.decline import decline
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.errors import MediationError, NoSuchInvitation
from kelisim.apps.mediation.queries import invitations
from kelisim.apps.mediation.queries.invitations import Invited
from kelisim.apps.mediation.queries.people import Identity, identity
from kelisim.kernel.packs.codes import code_name
from kelisim.web.mediation import tongue
from kelisim.web.mediation.party.forms import JoinForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Consent makes her own secret, shown once."""
    try:
        found = invitations.invitation(token)
    except NoSuchInvitation as error:
        return render(request, "mediation/party/no_invitation.html", {"problem": str(error)}, status=404)
    if request.method == "POST":
        return _join(request, token, found)
    who = identity(found.party)
    begun = {"name": who.name, "phone": who.phone, "email": who.email, "language": found.party.language}
    form = JoinForm(initial={**begun, "once": secrets.token_urlsafe(24)})
    return _page(request, token, found, form)


def _page(request: HttpRequest, token: str, found: Invited, form: forms.Form) -> HttpResponse:
    context = {
        "invited": found,
        "topic": code_name("topics", found.case.topic).of(),
        "form": form,
        "token": token,
        "tongue_form": tongue.FORM if found.open and not found.answered else "",
    }
    return render(request, "mediation/party/invitation.html", context)


def _join(request: HttpRequest, token: str, found: Invited) -> HttpResponse:
    if (elsewhere := tongue.onward(request)) is not None:
        return elsewhere
    if tongue.asked(request) and not found.answered:
        return _page(request, token, found, tongue.untouched(JoinForm, request))
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _page(request, token, found, form)
    typed = form.cleaned_data
    joining = Joining(
        who=Identity(name=typed["name"], phone=typed["phone"], email=typed["email"]),
        language=typed["language"],
        notice=typed["notice"],
        follow_up=typed["follow_up"],
    )
    try:
        receipt = join(token, joining=joining, once=typed["once"])
    except MediationError as error:
        form.add_error(None, str(error))
        return _page(request, token, found, form)
    context = {"receipt": receipt, "form": form, "token": token, "tongue_form": tongue.FORM}
    return render(request, "mediation/party/joined.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_decline(request: HttpRequest, token: str) -> HttpResponse:
    """She does not want to; that is all, and it is said so. Only read, it is the invitation."""
    if request.method != "POST":
        return redirect("invitation", token=token)
    try:
        decline(token)
    except NoSuchInvitation:
        return redirect("invitation", token=token)
    return render(request, "mediation/party/declined.html")
