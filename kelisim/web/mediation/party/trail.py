"""Who did what to her case: deed, day and role; no name of the staff, no reason, no word of content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.models import Case, Move, Party
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import party_of
from kelisim.kernel.texts import say
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation import cookies
from kelisim.web.mediation.staff.words import MOVES, named

# What protects a child or a person in danger, and what concerns another case, is told to nobody here.
_UNTOLD = {"save_draft", "child_risk", "forward_danger", "link_repeat", "dismiss_repeat"}
_BY_VERB: dict[str, tuple[str, Promise]] = {
    "transfer": ("coordinator", _("the coordinator of the region")),
    "open_escrow": ("officer", _("an officer of the council")),
    "return_key": ("officer", _("an officer of the council")),
}
_WHO: dict[str, Promise] = {
    "A": _("the applicant"),
    "B": _("the other side"),
    "mediator": _("the mediator"),
    "clerk": _("a clerk of the office"),
    "unable": _("the coordinator or the council"),
    "called": _("by itself, by the clock"),
}


@dataclass(frozen=True, kw_only=True)
class TrailLine:
    """One deed."""

    at: datetime
    verb: str
    what: str
    role: str
    who: str


@never_cache
@require_safe
def my_case_trail(request: HttpRequest) -> HttpResponse:
    """For the side whose key is open; for everybody else there is no such page."""
    party = party_of(keyring(cookies.value(request, cookies.KEYS)))
    if party is None or not access.may(party, "read", Thing.AUDIT, party.case):
        raise Http404
    lines = trail(party)
    rows = [(say.moment(one.at), one.verb, one.role) for one in lines]
    file = list_file(request, Listing(name="record", columns=("at", "deed", "role"), rows=rows))
    return file or render(request, "mediation/party/trail.html", {"case": party.case, "lines": lines})


def trail(party: Party) -> list[TrailLine]:
    """The newest first; the other side reads from its invitation on."""
    moves = list(party.case.moves.select_related("party").exclude(verb__in=_UNTOLD))
    if party.side == Party.Side.RESPONDENT:
        moves = moves[_first(moves) :]
    mediators = _mediators(party.case)
    return [_line(one, mediators) for one in reversed(moves)]


def _first(moves: Iterable[Move]) -> int:
    return next((at for at, one in enumerate(moves) if one.verb in {"invite", "join"}), 0)


def _mediators(case: Case) -> set[int]:
    return {pk for pk in case.offers.values_list("mediator__user", flat=True) if pk is not None}


def _line(move: Move, mediators: set[int]) -> TrailLine:
    role, who = _by(move, mediators)
    return TrailLine(at=move.at, verb=move.verb, what=named(MOVES, move.verb), role=role, who=str(who))


def _by(move: Move, mediators: set[int]) -> tuple[str, Promise]:
    """In which role somebody acted; of the staff never who."""
    if move.party is not None:
        return move.party.side, _WHO[move.party.side]
    if move.user_id is None:
        return ("clock", _WHO["called"]) if move.actor == Move.Actor.CLOCK else ("A", _WHO["A"])
    if move.verb in _BY_VERB:
        return _BY_VERB[move.verb]
    if move.user_id in mediators:
        return "mediator", _WHO["mediator"]
    if move.verb in {"replace", "pass_offer"}:
        return "coordinator", _WHO["unable"]
    return "clerk", _WHO["clerk"]
