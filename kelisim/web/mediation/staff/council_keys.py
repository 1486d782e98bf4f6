"""The council's officers: who the three are, their change, what waits for my turn. No content stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.carry_on import carry_on
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.renew_officers import renew_officers
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import break_glass, officers, people
from kelisim.apps.mediation.queries.break_glass import Opening
from kelisim.apps.mediation.queries.officers import Board
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import list_file, listing
from kelisim.web.mediation.staff.door import address, keys_of, require_desk, show, to_unlock
from kelisim.web.mediation.staff.forms.escrow import HEIRS, ComesForm, FindForm, ThreeForm
from kelisim.web.mediation.staff.words import said

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User

COLUMNS = ("number", "reason", "receiver", "opened_on", "last_day")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One opening that waits for the reader's turn."""

    number: str
    href: str
    reason: str
    to: str
    by: str
    opening: Opening


@staff_page
def council_keys(request: HttpRequest) -> HttpResponse:
    """One council's officers as its member sees them; a member of several chooses one."""
    require_desk(request, Role.COUNCIL)
    user = person(request.user)
    own = officers.own_councils(user)
    asked = request.GET.get("council", "")
    body = next((one for one in own if asked in {"", one.code}), None)
    if body is None and asked:
        raise Http404
    if request.method == "POST":
        return _do(request, body, own)
    waiting = _waiting(user)
    file = list_file(request, listing("openings", map(_plain, waiting), COLUMNS))
    return file or _page(request, body, own, waiting=waiting)


def _do(request: HttpRequest, body: Organisation | None, own: list[Organisation]) -> HttpResponse:
    go = request.POST.get("go", "")
    if go == "find":
        return _find(request, body, own)
    if body is None or go not in _DEEDS:
        raise Http404
    return _DEEDS[go](request, body, own)


def _find(request: HttpRequest, body: Organisation | None, own: list[Organisation]) -> HttpResponse:
    form = FindForm(request.POST)
    if form.is_valid():
        cases = access.visible_cases(person(request.user), by=Role.COUNCIL)
        case = cases.filter(number=form.cleaned_data["number"]).first()
        if case is not None:
            return HttpResponseRedirect(address("case-deed", case, deed="open-escrow"))
        form.add_error("number", _("No case within your reach has this number. Check it and type it again."))
    return _page(request, body, own, find=form)


def _enrol(request: HttpRequest, body: Organisation, own: list[Organisation]) -> HttpResponse:
    members = list(officers.board(body, None).candidates)
    form = ThreeForm(request.POST, members=members)
    if form.is_valid():
        chosen = form.cleaned_data["officers"]
        try:
            enrol_officers(body, officers=chosen, by=person(request.user))
        except MediationError as error:
            form.add_error("officers", said(error))
        else:
            messages.success(request, _("The three officers hold the keys of new cases from now on."))
            return _back(body)
    return _page(request, body, own, three=form)


def _renew(request: HttpRequest, body: Organisation, own: list[Organisation]) -> HttpResponse:
    board, user = officers.board(body, None), person(request.user)
    form = ComesForm(request.POST, members=list(board.candidates))
    gone = [one.user for one in board.seats if not one.stands]
    if len(gone) != 1:
        return _back(body)
    if form.is_valid():
        try:
            renew_officers(body, leaves=gone[0], comes=form.cleaned_data["comes"], by=user)
        except MediationError as error:
            form.add_error("comes", said(error))
        else:
            messages.success(request, _("The seat is taken. New cases are sealed to the three of today."))
            return _back(body)
    return _page(request, body, own, comes=form)


def _carry(request: HttpRequest, body: Organisation, _own: list[Organisation]) -> HttpResponse:
    keys = keys_of(request)
    if not keys:
        return to_unlock(request)
    done = carry_on(body, by=person(request.user), keys=keys)
    told = ngettext("%(number)s case is carried on.", "%(number)s cases are carried on.", done)
    messages.success(request, told % {"number": done})
    return _back(body)


_DEEDS = {"enrol": _enrol, "renew": _renew, "carry": _carry}


def _back(body: Organisation) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('council-keys')}?{urlencode({'council': body.code})}")


def _page(
    request: HttpRequest, body: Organisation | None, own: list[Organisation], **bound: Any
) -> HttpResponse:
    user = person(request.user)
    holder = people.staff_holder(user.pk)
    board = officers.board(body, holder) if body else None
    failed = next((one for one in bound.values() if isinstance(one, forms.Form)), None)
    context = {
        "board": board,
        "own": [{"code": one.code, "name": of(one, "name")} for one in own] if len(own) > 1 else [],
        "find": FindForm(),
        "seats": _seats(board) if board else [],
        "progress": _progress(board) if board else None,
        "keyless": holder is None,
        "locked": not keys_of(request),
        "waiting": bound.get("waiting") or _waiting(user),
        "failed": failed,
        **_forms(board, user),
        **{name: one for name, one in bound.items() if isinstance(one, forms.Form)},
    }
    return show(request, "council_keys", context)


def _forms(board: Board | None, user: User) -> dict[str, forms.Form]:
    """The form of a change that is possible now, and by her."""
    if board is None:
        return {}
    members, standing = list(board.candidates), [one.user for one in board.seats if one.stands]
    if len(standing) < 2 and len(members) + len(standing) >= 3:
        return {"three": ThreeForm(members=[*members, *standing])}
    if board.renewable and user in standing and members and not board.carrying.old:
        return {"comes": ComesForm(members=members)}
    return {}


def _seats(board: Board) -> list[dict[str, str]]:
    return [
        {
            "name": str(one.user.name),
            "state": "good" if one.stands else "late",
            "label": _("holds a key") if one.stands else _("has left") if one.keyed else _("lost her key"),
        }
        for one in board.seats
    ]


def _progress(board: Board) -> dict[str, int] | None:
    told = board.carrying
    if not told.old:
        return None
    return {"done": told.fresh, "all": told.fresh + told.old}


def _waiting(user: User) -> list[Line]:
    holder = people.staff_holder(user.pk)
    cases = access.visible_cases(user, by=Role.COUNCIL)
    return [
        Line(
            number=shown_number(one.case.number),
            href=address("case-deed", one.case, deed="return-key"),
            reason=code_name("break_glass", one.move.reason).of(),
            to=str(HEIRS.get(one.to, "")),
            by=str(one.move.user.name) if one.move.user else "",
            opening=one,
        )
        for one in break_glass.waiting_for(holder, cases)
    ]


def _plain(line: Line) -> dict[str, object]:
    opening = line.opening
    return {
        "number": line.number,
        "reason": opening.move.reason,
        "receiver": opening.to,
        "opened_on": opening.move.on,
        "last_day": opening.last_day,
    }
