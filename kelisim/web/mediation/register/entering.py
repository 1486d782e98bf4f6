"""One request for the register: what was seen, the entry, the refusal with its letter, the complaint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.access.register import may_hear_complaint
from kelisim.apps.mediation.actions.include import include, note_seen
from kelisim.apps.mediation.actions.refuse_inclusion import hear_complaint, refuse_inclusion
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Inclusion
from kelisim.apps.mediation.queries import inclusions
from kelisim.apps.mediation.queries.papers.register import refusal
from kelisim.apps.mediation.queries.requirements import cited, findings, rule_of, said
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.web.desks import staff_page
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.register.desk import line_of, the_request
from kelisim.web.mediation.register.forms_entering import EntryForm, RefuseForm, SeenForm
from kelisim.web.mediation.staff.words import said as in_words

Forms = dict[str, Any]


@staff_page
def inclusion_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A decided request shows what was decided and by what rule; a waiting one asks what was seen."""
    one, user = the_request(request, pk), person(request.user)
    go = request.POST.get("go", "")
    forms_of = _forms(request, one, go)
    if request.method == "POST" and go in DEEDS and _done(request, one, go, forms_of):
        return HttpResponseRedirect(reverse("inclusion-detail", args=[pk]))
    found = findings(one.kind, one.seen, one.asked_on)
    rule = rule_of(one.rule, one.asked_on) if one.rule else None
    wrong = [form for form in forms_of.values() if form.is_bound and form.errors]
    context = {
        "line": line_of(one),
        "who": inclusions.applicant(one),
        "forms": forms_of,
        "wrong": wrong[0] if wrong else None,
        "blocking": [_told(finding.rule) for finding in found if finding.blocks],
        "warning": [_told(finding.rule) for finding in found if finding.warns],
        "missing": [_told(finding.rule) for finding in found if finding.missing],
        "ground": _told(rule) if rule else None,
        "may_hear": one.status == Inclusion.Status.REFUSED
        and _unheard(one)
        and may_hear_complaint(user, one),
    }
    return render(request, "mediation/register/inclusion_detail.html", context)


@staff_page
def inclusion_refusal(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to who was refused, in her language."""
    one = the_request(request, pk)
    if one.status != Inclusion.Status.REFUSED:
        raise Http404
    return pdf(refusal(one), "refusal")


def _forms(request: HttpRequest, one: Inclusion, go: str) -> Forms:
    """Only a waiting request has forms; the one that was sent is bound."""
    if one.status != Inclusion.Status.WAITING:
        return {}
    found = findings(one.kind, one.seen, one.asked_on)
    sent = request.POST if request.method == "POST" else None
    entry = EntryForm(sent if go == "include" else None, initial=_entry(one))
    return {
        "seen": SeenForm(sent if go == "keep" else None, found=found, on=one.asked_on),
        "entry": entry,
        "refuse": RefuseForm(sent if go == "refuse" else None, found=found),
    }


def _entry(one: Inclusion) -> dict[str, Any]:
    """What an earlier entry of the same person says."""
    standing = inclusions.earlier_entry(one)
    if standing is None:
        return {"languages": [one.language]}
    return {
        "languages": standing.languages.split(),
        "topics": standing.topics.split(),
        "register_no": standing.register_no,
        "certificate": standing.certificate,
        "capacity": standing.capacity,
    }


def _done(request: HttpRequest, one: Inclusion, go: str, forms_of: Forms) -> bool:
    name, deed, told = DEEDS[go]
    form: forms.Form | None = forms_of.get(name)
    if name and (form is None or not form.is_valid()):
        return False
    try:
        deed(one, form, person(request.user))
    except MediationError as error:
        if form is None:
            messages.error(request, in_words(error))
            return True
        form.add_error(None, in_words(error))
        return False
    messages.success(request, _(told))
    return True


def _unheard(one: Inclusion) -> bool:
    return one.heard_on is None or (one.decided_on is not None and one.heard_on < one.decided_on)


def _told(rule: Any) -> dict[str, str]:
    return {"text": said(rule).of(), "article": cited(rule)}


def _keep(one: Inclusion, form: Any, user: User) -> object:
    return note_seen(one, seen=form.seen(), by=user)


def _include(one: Inclusion, form: Any, user: User) -> object:
    return include(one, entry=form.entry(), seen={}, by=user)


def _refuse(one: Inclusion, form: Any, user: User) -> object:
    return refuse_inclusion(one, **form.cleaned_data, seen={}, by=user)


def _uphold(one: Inclusion, _form: Any, user: User) -> object:
    return hear_complaint(one, upheld=True, by=user)


def _dismiss(one: Inclusion, _form: Any, user: User) -> object:
    return hear_complaint(one, upheld=False, by=user)


Deed = Callable[[Inclusion, Any, User], object]
DEEDS: dict[str, tuple[str, Deed, str]] = {
    "keep": ("seen", _keep, gettext_noop("What was seen is noted.")),
    "include": ("entry", _include, gettext_noop("Entered. Everybody reads the entry in the register now.")),
    "refuse": ("refuse", _refuse, gettext_noop("Refused. Print the letter and hand it over or send it.")),
    "uphold": (
        "",
        _uphold,
        gettext_noop("The complaint is upheld: the request waits anew, its days begin today."),
    ),
    "dismiss": ("", _dismiss, gettext_noop("The complaint is dismissed; the refusal stands.")),
}
