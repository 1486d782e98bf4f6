"""Offices that move: the coordinator orders and watches, one clerk accepts, another hands the keys over."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.apps.mediation.access import offices as access
from kelisim.apps.mediation.actions.move_office import accept_move, call_off, move_office
from kelisim.apps.mediation.actions.transfer import hand_over_all
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import OfficeMove
from kelisim.apps.mediation.queries import desk, office_moves
from kelisim.apps.mediation.queries.office_moves import Progress
from kelisim.kernel.access.door import person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts.of import of
from kelisim.web.desks import staff_page
from kelisim.web.files import Listing, Stranger, list_file
from kelisim.web.mediation.staff.door import keys_of, require_desk, show, to_unlock
from kelisim.web.mediation.staff.forms.office_moves import MoveForm
from kelisim.web.mediation.staff.rows import rows_of
from kelisim.web.mediation.staff.words import said

ROWS_A_PAGE = 25
STAGES: dict[str, Promise] = {
    "asked": gettext_lazy("waits for the receiving office"),
    "under_way": gettext_lazy("under way"),
    "officers": gettext_lazy("two officers are needed"),
    "over": gettext_lazy("over"),
    "called_off": gettext_lazy("called off"),
}
TONES = {"over": "good", "officers": "care", "under_way": "now"}


@dataclass(frozen=True, kw_only=True)
class MoveLine:
    """One move in the reader's words."""

    move: OfficeMove
    progress: Progress
    office: str
    to: str
    act: str
    stage: str
    tone: str
    label: str


@staff_page
def moves(request: HttpRequest) -> HttpResponse:
    """All moves of her region's offices, and a form for another one."""
    require_desk(request, Role.COORDINATOR)
    user = person(request.user)
    form = MoveForm(request.POST if request.method == "POST" else None, by=user)
    if request.method == "POST" and form.is_valid():
        office, to = form.chosen()
        try:
            move = move_office(office, to=to, right=form.right(), by=user)
        except MediationError as error:
            form.add_error(None, said(error))
        else:
            messages.success(request, _("The receiving office is asked. Nothing moves before it accepts."))
            return HttpResponseRedirect(reverse("office-move", args=[move.pk]))
    lines = _lines(list(access.ordered_moves(user)))
    file = list_file(request, _listing(lines))
    return file or show(request, "moves", {"lines": lines, "form": form})


@staff_page
def move_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one move has come, and every case that is still there. No name stands here."""
    require_desk(request, Role.COORDINATOR)
    user = person(request.user)
    move = get_object_or_404(access.ordered_moves(user), pk=pk)
    if request.method == "POST":
        return _called_off(request, move, back=reverse("office-move", args=[pk]))
    line = _lines([move])[0]
    cases = office_moves.still_there(move).select_related("office", "territory", "moving_to")
    waits = [(str(one), one.state, "key" if one.moving_to_id else "turn") for one in cases]
    file = list_file(request, Listing(name="still-there", columns=("case", "state", "waits_for"), rows=waits))
    page = Paginator(cases, ROWS_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(desk.desk_rows(page, names=False), "case-detail")
    return file or show(request, "move_detail", {"line": line, "rows": rows, "page": page})


@staff_page
def office_side(request: HttpRequest) -> HttpResponse:
    """A clerk's side: moves her office is asked to receive, and cases whose keys she has to hand over."""
    require_desk(request, Role.CLERK)
    if request.method == "POST":
        return _answered(request)
    user = person(request.user)
    hers = {one.code: one for one in access.offices_of(user, Role.CLERK)}
    waiting = list(office_moves.waiting_for_key(list(hers)))
    codes = {one.office.code for one in waiting if one.office}
    leaving = [(hers[code], sum(one.office.code == code for one in waiting if one.office)) for code in codes]
    lines = _lines(list(access.coming_moves(user)))
    return show(request, "office_moves", {"lines": lines, "leaving": leaving, "locked": not keys_of(request)})


def _answered(request: HttpRequest) -> HttpResponse:
    user, back, go = person(request.user), reverse("office-moves"), request.POST.get("go", "")
    if go == "hand":
        office = get_object_or_404(access.offices_of(user, Role.CLERK), code=request.POST.get("office", ""))
        keys = keys_of(request)
        if not keys:
            return to_unlock(request)
        left = hand_over_all(office, by=user, keys=keys)
        told = _("Some cases still wait: your key does not open them. Ask a colleague who has the key.")
        messages.info(request, told) if left else messages.success(request, _("Everything is handed over."))
        return HttpResponseRedirect(back)
    move = get_object_or_404(access.coming_moves(user), pk=request.POST.get("move", "0"))
    if go == "decline":
        return _called_off(request, move, back=back)
    accept_move(move, by=user)
    messages.success(request, _("You accepted. The cases arrive as their keys are handed over."))
    return HttpResponseRedirect(back)


def _called_off(request: HttpRequest, move: OfficeMove, *, back: str) -> HttpResponse:
    try:
        call_off(move, by=person(request.user))
    except MediationError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("The move is called off. Nothing was moved."))
    return HttpResponseRedirect(back)


def _stage(one: Progress) -> str:
    if one.move.called_off_at is not None:
        return "called_off"
    if one.move.accepted_at is None:
        return "asked"
    if one.over:
        return "over"
    return "officers" if one.officers_needed else "under_way"


def _lines(listed: list[OfficeMove]) -> list[MoveLine]:
    return [_line(one) for one in office_moves.progress(listed)]


def _line(one: Progress) -> MoveLine:
    move, stage = one.move, _stage(one)
    return MoveLine(
        move=move,
        progress=one,
        office=of(move.office, "name"),
        to=of(move.to, "name"),
        act=" · ".join(filter(None, (move.act.number, of(move.act, "title")))) if move.act else move.named,
        stage=stage,
        tone=TONES.get(stage, ""),
        label=str(STAGES[stage]),
    )


def _listing(lines: list[MoveLine]) -> Listing:
    columns = ("office", "to", "act", "ordered_on", "stage", "gone", "waiting", "ahead", "mediators")
    return Listing(
        name="office-moves",
        columns=columns,
        rows=[
            (
                *(one.move.office.code, one.move.to.code),
                one.move.act.code if one.move.act else Stranger(one.move.named),
                *(timezone.localdate(one.move.ordered_at).isoformat(), one.stage, one.progress.gone),
                *(one.progress.waiting, one.progress.ahead, one.progress.mediators),
            )
            for one in lines
        ],
    )
