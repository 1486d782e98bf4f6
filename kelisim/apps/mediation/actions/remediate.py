"""Not performed, and a side wants to talk again: a new case that follows the old one, with nothing copied."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.submit import Receipt, receipt_of, submit
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, OfficeCannotReceive
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.queries import people
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Anew:
    """Which side wants it, and what she told the clerk now; sealed like any application."""

    side: str
    essence: str = field(repr=False)
    short_text: str = field(default="", repr=False)
    notice: bool = False


def remediate(case: Case, told: Anew, *, once: str, by: User) -> Receipt:
    """Opens the new case: she applies anew, the other side is only invited. The same form is one case.

    Raises AnswersMissing, AnswerWrong, NotInThisState and whatever `submit` raises.
    """
    require(access.may_follow_up(by, case))
    if told.side not in Party.Side:
        raise AnswersMissing(fields=["side"])
    with transaction.atomic():
        case = locked(case)
        sent = receipt_of(once)
        if sent is not None:
            if sent.case.follows_id != case.pk:
                raise AnswerWrong(field="once", value=once[:40])
            return sent
        require_move(case, "remediate")
        receipt = submit(_application(case, told), once=once, by=by)
        receipt.case.follows = case
        receipt.case.save(update_fields=["follows"])
        facts = {"to": receipt.case.number, "side": told.side}
        take_step(case, Step(verb="remediate", by=by, facts=facts))
    return receipt


def _application(case: Case, told: Anew) -> Application:
    if case.office is None or case.territory is None:
        raise OfficeCannotReceive(office="")
    sides = {one.side: one for one in case.parties.all()}
    first = sides.pop(told.side)
    other = next(iter(sides.values()))
    return Application(
        office=case.office,
        territory=case.territory,
        applicant=_side(first),
        other=_side(other),
        topic=case.topic,
        essence=told.essence,
        short_text=told.short_text,
        track=case.track,
        stage=case.stage,
        channel="telephone",
        language=first.language,
        languages=tuple(case.languages.split()),
        interpreter=case.interpreter,
        careful=case.careful,
        notice=told.notice,
    )


def _side(party: Party) -> Side:
    """Who she is and how she is reached; no word of what was said."""
    who = replace(people.identity(party), token="")
    return Side(who=who, kind=party.kind, language=party.language)
