"""The gate: when both sides and the mediator have signed one version, the mediation begins (day 0)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.sign_item import Pen, shown, sign_item, signer_of, take_pen
from kelisim.apps.mediation.actions.take_in import Hand
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, ConditionsMissing
from kelisim.apps.mediation.models import Case, Item, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law, people, sealed, signatures
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later


def sign_agreement(
    case: Case, *, digest: str, secret: str, by: Party | User, hand: Hand | None = None
) -> Case:
    """Signs the version the signer read (`digest`); the last signature opens the gate.

    `hand`: a signature given otherwise, looked at by actions/take_in.py; `secret` is then of who hands it in.
    Raises ConditionsMissing, DocumentChanged, NothingToSign, WrongPassphrase.
    """
    require(access.may_sign(by, case))
    pen = take_pen(by, secret)
    with transaction.atomic():
        case = locked(case)
        item = shown(case, ItemKind.AGREEMENT, digest)
        given = signatures.signatures(case, item)
        signer = signer_of(case, pen, hand)
        if signer in given:
            return case
        require_move(case, "sign_agreement")
        due_on = _checked(case, pen)
        _give_application(case, pen)
        last = set(signatures.signers(case, item)) <= {*given, signer}
        if last:
            _open_gate(case, due_on)
        take_step(
            case,
            Step(
                verb="sign_agreement",
                by=by,
                after=State.AGREED if last else None,
                clock=(Clock.TERM, law.over_at(case.due_on)) if last and case.due_on else None,
                edition=law.edition(timezone.localdate()),
                facts=sign_item(case, item, pen, hand),
            ),
        )
        if last:
            _tell(case, item)
    return case


def _tell(case: Case, item: Item) -> None:
    for party in case.parties.all():
        later("mediation.mail", party.pk, "agreed", once=f"mail-agreed:{item.digest[:16]}:{party.side}")
    if case.mediator is not None:
        later("mediation.tell_mediator", case.pk, 0, "agreed", once=f"agreed:{item.digest[:16]}")


def _checked(case: Case, pen: Pen) -> date | None:
    """The typed last day, if the law has no term of its own. Raises ConditionsMissing while one is empty."""
    opened = sealed.latest(case, pen.ring(), ItemKind.AGREEMENT)
    words = opened.words if opened else {}
    terms = words.get("terms")
    empty = [code for code, text in terms.items() if not text] if isinstance(terms, dict) else ["terms"]
    if empty:
        raise ConditionsMissing(fields=empty)
    typed = str(words.get("due_on", ""))
    if law.term_is_typed(case) and not typed:
        raise AnswersMissing(fields=["due_on"])
    return date.fromisoformat(typed) if typed else None


def _give_application(case: Case, pen: Pen) -> None:
    """The applicant's signature gives her mediator the application, where no office was left to do it."""
    own = people.staff_holder(case.mediator.user_id or 0) if case.mediator else None
    if own is None or not sealed.can_open(case, sealed.INTAKE, pen.ring()):
        return
    if not case.wraps.filter(compartment=sealed.INTAKE, holder=own).exists():
        key = sealed.compartment_key(case, sealed.INTAKE, pen.ring())
        add_wrap(case, sealed.INTAKE, key, holder=own)


def _open_gate(case: Case, typed: date | None) -> None:
    today = timezone.localdate()
    first = case.agreed_on or today  # a replaced mediator keeps the first day 0
    case.agreed_on = first
    case.due_on = max(typed or law.due_on(case, first), today)
    office = people.office_holder(case.office.code) if case.office else None
    if office is not None:
        case.wraps.filter(holder=office).delete()
