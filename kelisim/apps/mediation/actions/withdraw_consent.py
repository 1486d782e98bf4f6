"""A side takes a consent back for the future: the shared copy goes, what was read before stays read."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Move, Party
from kelisim.apps.mediation.queries.consents import Kind
from kelisim.kernel.access.door import Refused, require
from kelisim.kernel.texts.code import Code


def withdraw_consent(case: Case, *, consent: str, by: Party) -> Case:
    """`consent`: the number of the move that recorded it, or "follow_up". Twice is once.

    Refused for a consent she never gave. The private original of a shared note stays with her.
    """
    require(access.may_take_part(by, case))
    with transaction.atomic():
        case = locked(case)
        require_move(case, "withdraw_consent")
        if consent == Kind.FOLLOW_UP:
            return _end_questions(case, by)
        move = case.moves.filter(verb="share_note", party=by, pk=int(consent) if consent.isdigit() else 0)
        return _end_sharing(case, move.first(), by)


def _end_questions(case: Case, by: Party) -> Case:
    party = case.parties.select_for_update().get(pk=by.pk)
    if not party.follow_up:
        return case
    party.follow_up = False
    party.save(update_fields=["follow_up"])
    take_step(case, Step(verb="withdraw_consent", by=party, facts={"consent": Kind.FOLLOW_UP.value}))
    return case


def _end_sharing(case: Case, move: Move | None, by: Party) -> Case:
    if move is None:
        raise Refused
    told = {"consent": str(move.pk)}
    if case.moves.filter(verb="withdraw_consent", party=by, facts__consent=told["consent"]).exists():
        return case
    case.items.filter(uid=str(move.facts["to"]), compartment="joint").delete()
    facts: dict[str, Code] = {**told, "item": str(move.facts["item"]), "version": int(move.facts["version"])}
    take_step(case, Step(verb="withdraw_consent", by=by, facts=facts))
    return case
