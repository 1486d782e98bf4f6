"""The sides give the mediation up in writing: each signs with her own key; the second signature ends it."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.end_mediation import finish
from kelisim.apps.mediation.actions.sign_item import take_pen
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.access.door import require
from kelisim.kernel.seal import keys
from kelisim.kernel.texts.code import Code

VERB = "end_refused"


def end_refused(case: Case, *, secret: str, by: Party) -> Case:
    """Signs the refusal; with both signatures the mediation ends. Raises WrongPassphrase."""
    require(access.may_take_part(by, case))
    pen = take_pen(by, secret)
    with transaction.atomic():
        case = locked(case)
        if case.state == State.ENDED and case.closing == Closing.REFUSED:
            return case
        require_move(case, VERB)
        given = set(case.moves.filter(verb=VERB).values_list("party__side", flat=True))
        signature = keys.sign(pen.seed, f"kelisim|{case.number}|{VERB}|{case.agreed_on}".encode())
        facts: dict[str, Code] = {"signer": pen.signer, "signature": signature.hex()}
        sides = set(case.parties.values_list("side", flat=True))
        if sides <= given | {by.side}:
            finish(case, Step(verb=VERB, by=by, closing=Closing.REFUSED, facts=facts))
        elif by.side not in given:
            take_step(case, Step(verb=VERB, by=by, facts=facts))
    return case
