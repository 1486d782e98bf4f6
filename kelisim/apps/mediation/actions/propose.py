"""Offers a mediator to the case: the engine ranks and explains, a person sends one name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.open_compartment import add_wrap
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import (
    MediatorNotEligible,
    NoMediatorFits,
    OfferOpen,
    OverrideReasonMissing,
)
from kelisim.apps.mediation.models import Case, Mediator, Offer
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.queries import law, people, sealed
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.queries.proposals import Ranking, barred, ranking
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whom the clerk sends: nobody named means the first of the list; another one needs a reason code."""

    mediator: Mediator | None = None
    override: str = ""
    named_by_sides: bool = False
    languages: tuple[str, ...] = ()


def propose(case: Case, *, by: User, keys: Keyring, choice: Choice | None = None) -> Offer:
    """Asks one mediator; she answers in the time of the pack.

    Raises NoMediatorFits, MediatorNotEligible, OverrideReasonMissing, OfferOpen.
    """
    choice = choice or Choice()
    require(access.may_work(by, case))
    with transaction.atomic():
        case = locked(case)
        require_move(case, "propose")
        open_offer = live_offer(case)
        if open_offer is not None:
            if choice.mediator is None or open_offer.mediator_id == choice.mediator.pk:
                return open_offer
            raise OfferOpen(day=open_offer.answer_by.date().isoformat())
        listed = ranking(case, languages=choice.languages)
        chosen = _chosen(case, choice, listed)
        offer = _offer(case, chosen, choice, listed)
        _wrap_pending(case, chosen, keys)
        take_step(
            case,
            Step(
                verb="propose",
                by=by,
                clock=(Clock.OFFER, offer.answer_by),
                reason=choice.override,
                facts={"offer": offer.pk, "mediator": chosen.pk, "by_sides": int(choice.named_by_sides)},
            ),
        )
        later("mediation.tell_mediator", case.pk, offer.pk, "offer", once=f"offer:{offer.pk}")
    return offer


def _chosen(case: Case, choice: Choice, listed: Ranking) -> Mediator:
    if choice.mediator is None:
        if not listed.proposals:
            raise NoMediatorFits(region=case.region_id or "", language=case.language)
        return listed.proposals[0].mediator
    why = barred(case, [choice.mediator], timezone.localdate()).get(choice.mediator.pk, "")
    if why:
        raise MediatorNotEligible(why=why)
    first = listed.proposals[0].mediator.pk if listed.proposals else None
    if choice.mediator.pk != first and not choice.named_by_sides:
        if not choice.override:
            raise OverrideReasonMissing
        require_code("override", choice.override, "override_reasons")
    return choice.mediator


def _offer(case: Case, mediator: Mediator, choice: Choice, listed: Ranking) -> Offer:
    return Offer.objects.create(
        case=case,
        mediator=mediator,
        offered_at=timezone.now(),
        answer_by=law.over_at(law.last_day("offer_answer_days", timezone.localdate())),
        named_by_sides=choice.named_by_sides,
        override=choice.override,
        explanation=listed.explanation(mediator),
        input_sha256=listed.input_sha256,
    )


def _wrap_pending(case: Case, mediator: Mediator, keys: Keyring) -> None:
    """The mediator's wrap of the application waits until the time to object is over."""
    holder = people.staff_holder(mediator.user_id or 0)
    if holder is not None and sealed.can_open(case, sealed.INTAKE, keys):
        key = sealed.compartment_key(case, sealed.INTAKE, keys)
        add_wrap(case, sealed.INTAKE, key, holder=holder, pending=True)
