"""The desk of the register: what waits by its last day, whose term ends, and one request with its deeds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.mediation.access import register as access
from kelisim.apps.mediation.access.offices import may_relieve
from kelisim.apps.mediation.actions.ask_inclusion import ask_inclusion
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Inclusion, Mediator
from kelisim.apps.mediation.queries import inclusions, register
from kelisim.kernel.access.door import person
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import of
from kelisim.web.desks import page_for
from kelisim.web.files import Cell, Listing, Stranger, list_file
from kelisim.web.mediation.register.forms_entering import AskForm
from kelisim.web.mediation.staff.words import said as in_words

ON_A_PAGE = 25
TONES = {Inclusion.Status.INCLUDED: "good", Inclusion.Status.REFUSED: "care"}
COLUMNS = (
    "request",
    "office",
    "kind",
    "name",
    "status",
    "asked_on",
    "last_day",
    "late",
    "decided_on",
    "rule",
)
UNJOINED = ("register_no", "name", "office", "entered_on")
keepers_page = page_for(access.keeps_register)


@keepers_page
def register_desk(request: HttpRequest) -> HttpResponse:
    """Waiting requests first, then terms that end and cases left behind, then what was decided."""
    user, day = person(request.user), timezone.localdate()
    rows = access.kept_inclusions(user)
    kept = access.kept_mediators(user)
    alone = [_unjoined(one) for one in register.without_account(kept, day)]
    lists = (
        Listing(name="requests", columns=COLUMNS, rows=_cells(rows)),
        Listing(name="without-account", columns=UNJOINED, rows=(one["cells"] for one in alone)),
    )
    file = list_file(request, *lists)
    if file is not None:
        return file
    decided = rows.exclude(status=Inclusion.Status.WAITING).order_by("-decided_on", "-pk")
    page = Paginator(decided, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "alone": alone,
        "waiting": [line_of(one) for one in inclusions.waiting(rows)],
        "page": page,
        "decided": [line_of(one) for one in page],
        "ending": [_term(one, user) for one in inclusions.terms_ending(kept, day)],
        "left": [_term(one, user) for one in inclusions.left_with_cases(kept, day)],
    }
    return render(request, "mediation/register/register_desk.html", context)


@keepers_page
def inclusion_ask(request: HttpRequest) -> HttpResponse:
    """Who comes without an election; the days begin with today."""
    user = person(request.user)
    offices = {one.code: one for one in access.kept_offices(user).select_related("territory")}
    form = AskForm(request.POST if request.method == "POST" else None, offices=offices)
    if request.method == "POST" and form.is_valid():
        once = form.cleaned_data["once"]
        try:
            row = ask_inclusion(form.asked(), office=form.chosen(), once=once, by=user)
        except MediationError as error:
            form.add_error(None, in_words(error))
        else:
            messages.success(request, _("The request is taken; its days begin today."))
            return HttpResponseRedirect(reverse("inclusion-detail", args=[row.pk]))
    return render(request, "mediation/register/inclusion_ask.html", {"form": form})


def line_of(one: Inclusion) -> dict[str, Any]:
    """One request in the reader's words."""
    return {
        "request": one,
        "href": reverse("inclusion-detail", args=[one.pk]),
        "name": inclusions.applicant(one).name,
        "kind": code_name("mediator_kinds", one.kind).of(),
        "office": of(one.office, "name"),
        "last_day": inclusions.last_day(one),
        "late": inclusions.is_late(one, timezone.localdate()),
        "state": one.get_status_display(),
        "tone": TONES.get(Inclusion.Status(one.status), ""),
    }


def the_request(request: HttpRequest, pk: int) -> Inclusion:
    """The request if she keeps its register; otherwise there is no such page."""
    user = person(request.user)
    if not access.keeps_register(user):
        raise Http404
    return get_object_or_404(access.kept_inclusions(user), pk=pk)


def _term(one: Mediator, user: User) -> dict[str, Any]:
    href = reverse("mediator-relieve", args=[one.pk]) if may_relieve(user, one) else ""
    return {
        "name": one.tenure.person.name,
        "office": of(one.office, "name"),
        "until": one.tenure.until,
        "href": href,
    }


def _unjoined(one: Mediator) -> dict[str, Any]:
    """An entry that waits for its account."""
    name, office = one.tenure.person.name, of(one.office, "name")
    return {
        "name": name,
        "office": office,
        "until": one.entered_on or one.tenure.since,
        "href": reverse("mediator-account", args=[one.pk]),
        "cells": (Stranger(one.register_no), Stranger(name), one.office.code, one.entered_on),
    }


def _cells(rows: Any) -> Iterator[list[object]]:
    for one in rows:
        told = line_of(one)
        yield [
            *(one.pk, one.office.code, one.kind, Stranger(told["name"]), Cell(told["state"], one.status)),
            *(one.asked_on, told["last_day"], told["late"], one.decided_on, one.rule),
        ]
