"""A reader hands in evidence, and sees behind her own address what became of it."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.statistics.actions.hand_in import closed, hand_in
from kelisim.apps.statistics.actions.withdraw_evidence import withdraw_evidence
from kelisim.apps.statistics.errors.evidence import EvidenceRefused
from kelisim.apps.statistics.queries.claims import Statement, statements
from kelisim.apps.statistics.queries.evidence import SHORTEST_ONCE, behind, key_of
from kelisim.apps.statistics.states.evidence import EvidenceState, Side
from kelisim.kernel.accounts.models import User
from kelisim.web.site import pace
from kelisim.web.site.claim import found
from kelisim.web.site.evidence_forms import EvidenceForm

SWITCH, FORM = "switch", "evidence"  # the language buttons of the header, and the form they belong to
TOO_MANY = 429
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@READ_OR_SEND
def evidence_add(request: HttpRequest, code: str) -> HttpResponse:
    """The form. What is wrong stands beside its field, and everything typed stays."""
    statement = found(code)
    if request.method != "POST":
        asked = request.GET.get("side", "")
        initial = {"side": asked if asked in Side.values else "", "language": get_language()}
        return _form(request, statement, EvidenceForm(initial=initial), once=_once(""))
    once = request.POST.get("once", "")
    if (lang := request.POST.get(SWITCH, "")) in dict(settings.LANGUAGES):
        return _in_language(request, statement, lang)
    form = EvidenceForm(request.POST)
    known = behind(key_of(once)) is not None
    if not known and pace.is_full(request):
        form.is_valid()
        text = _("%(most)s pieces came from your network address within an hour, and more are not taken in. "
                 "Send it again in an hour; what you wrote is kept here.")  # fmt: skip
        form.add_error(None, text % {"most": pace.MOST})
        return _form(request, statement, form, once=once, status=TOO_MANY)
    form.is_valid()
    try:
        receipt = hand_in(statement, offer=form.offer(), once=once, by=_writer(request))
    except EvidenceRefused as refused:
        form.tell(refused)
        return _form(request, statement, form, once=_once(once))
    if not known:
        pace.count(request)
    return HttpResponseRedirect(reverse("evidence-receipt", args=[receipt.key]))


@never_cache
@READ_OR_SEND
def evidence_receipt(request: HttpRequest, key: str) -> HttpResponse:
    """What became of it; whoever has this address may withdraw it."""
    evidence = behind(key)
    if evidence is None:
        raise Http404
    if request.method == "POST":
        evidence = withdraw_evidence(key)
        messages.success(request, _("%(reference)s is withdrawn.") % {"reference": evidence.reference})
        return HttpResponseRedirect(request.path)
    context = {
        "evidence": evidence,
        "statement": statements().get(evidence.claim),
        "state": EvidenceState(evidence.state).label,
        "side": Side(evidence.side).label,
        "withdrawn": evidence.state == EvidenceState.WITHDRAWN,
        "returned": evidence.state == EvidenceState.RETURNED,
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "site/evidence_receipt.html", context)


def _once(sent: str) -> str:
    """The form's own key: the one it was sent with, or a new one where that is none."""
    return sent if len(sent) >= SHORTEST_ONCE else secrets.token_urlsafe(24)


def _writer(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _in_language(request: HttpRequest, statement: Statement, lang: str) -> HttpResponse:
    """The same page in another language with what was typed; nothing is judged yet."""
    if lang != get_language():
        path = "/".join(["", lang, *request.path.split("/")[2:]])
        return HttpResponseRedirect(path, preserve_request=True)
    form = EvidenceForm(initial={name: request.POST.get(name, "") for name in EvidenceForm.base_fields})
    return _form(request, statement, form, once=request.POST.get("once", ""))


def _form(
    request: HttpRequest, statement: Statement, form: EvidenceForm, *, once: str, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "statement": statement,
        "form": form,
        "once": once,
        "closed": closed(statement, timezone.localdate()),
        "tongue_form": FORM,
        "known_writer": _writer(request),
    }
    return render(request, "site/evidence_add.html", context, status=status)
