"""The desk of memoranda: enter one, plan with it, move the plan on, note replies."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.keep_memorandum import (
    Line,
    Told,
    add_memorandum,
    ask_side,
    move_plan,
    note_reply,
    plan_together,
)
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import PlanItem, PlanReply
from kelisim.apps.mediation.models.memorandum import PlanState
from kelisim.apps.mediation.queries.memoranda import Known, memoranda, memorandum
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.web.desks import page_for
from kelisim.web.mediation.memoranda.forms import AskForm, LineForm, MemorandumForm, MoveForm, ReplyForm
from kelisim.web.mediation.memoranda.views import lines_of

keepers_page = page_for(access.may_keep_memoranda)
Cleaned = dict[str, Any]


@keepers_page
def memorandum_add(request: HttpRequest) -> HttpResponse:
    """All of them with the way to their plans, and the form of a new one."""
    form = MemorandumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_memorandum(Told(**form.cleaned_data), by=person(request.user))
        except MediationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The memorandum stands in the register now."))
            return HttpResponseRedirect(reverse("memorandum-plan", args=[made.code]))
    context = {"form": form, "rows": memoranda()}
    return render(request, "mediation/memoranda/memorandum_add.html", context)


@keepers_page
def memorandum_plan(request: HttpRequest, code: str) -> HttpResponse:
    """The joint plan of one, with the four things that can be done to it."""
    known = memorandum(code)
    if known is None:
        raise Http404
    items = PlanItem.objects.filter(memorandum=known.code)
    forms_of = _forms(request, known)
    go = request.POST.get("go", "")
    if request.method == "POST" and go in forms_of and _done(request, known, go, forms_of[go]):
        messages.success(request, _("Noted. Everybody sees it in the register."))
        return HttpResponseRedirect(reverse("memorandum-plan", args=[code]))
    context = {"known": known, "lines": lines_of(items), "forms": forms_of, "wrong": forms_of.get(go)}
    return render(request, "mediation/memoranda/memorandum_plan.html", context)


def _forms(request: HttpRequest, known: Known) -> dict[str, forms.Form]:
    go = request.POST.get("go", "")
    items = PlanItem.objects.filter(memorandum=known.code)
    replies = PlanReply.objects.filter(item__memorandum=known.code, answered_on=None).select_related("item")

    def sent(name: str) -> Any:
        return request.POST if go == name else None

    return {
        "line": LineForm(sent("line")),
        "move": MoveForm(sent("move"), items=items),
        "ask": AskForm(sent("ask"), items=items),
        "reply": ReplyForm(sent("reply"), replies=replies),
    }


def _done(request: HttpRequest, known: Known, go: str, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        DEEDS[go](known, form.cleaned_data, person(request.user))
    except MediationError as error:
        form.add_error(None, str(error))
        return False
    return True


def _line(known: Known, cleaned: Cleaned, user: User) -> object:
    return plan_together(known, Line(**cleaned), by=user)


def _move(_known: Known, cleaned: Cleaned, user: User) -> object:
    return move_plan(cleaned["item"], to=PlanState(cleaned["to"]), on=cleaned["on"], by=user)


def _ask(_known: Known, cleaned: Cleaned, user: User) -> object:
    return ask_side(cleaned["item"], side=cleaned["side"], due_on=cleaned["due_on"], by=user)


def _reply(_known: Known, cleaned: Cleaned, user: User) -> object:
    return note_reply(cleaned["reply"], answer=cleaned["answer"], on=cleaned["on"], by=user)


DEEDS: dict[str, Callable[[Known, Cleaned, User], object]] = {
    "line": _line,
    "move": _move,
    "ask": _ask,
    "reply": _reply,
}
