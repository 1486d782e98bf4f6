"""A clerk links a referral to the case it is about; from then on its statuses follow the case."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.take_step import locked
from kelisim.apps.mediation.errors.referrals import CaseHasReferral, ReferralTaken
from kelisim.apps.mediation.models import Case, Referral
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def link_referral(referral: Referral, *, case: Case, by: User) -> Referral:
    """Links; linking the same two again changes nothing. Raises Refused, ReferralTaken, CaseHasReferral."""
    require(access.may_receive(by, referral) and access.may_work(by, case))
    with transaction.atomic():
        return attach(referral, locked(case), by=by)


def link_by_number(case: Case, number: str, *, by: User | None) -> None:
    """Links the one waiting referral of the case's office that bears this number; call it inside a
    transaction. Two institutions may use one number: then a clerk decides."""
    waiting = list(Referral.objects.filter(office=case.office, ref=number, case=None)[:2]) if number else []
    if len(waiting) == 1:
        attach(waiting[0], case, by=by)


def attach(referral: Referral, case: Case, *, by: User | None) -> Referral:
    """Writes the link. Call it inside a transaction."""
    referral = Referral.objects.select_for_update(of=("self",)).get(pk=referral.pk)
    if referral.case_id == case.pk:
        return referral
    if referral.case_id is not None:
        raise ReferralTaken
    if Referral.objects.filter(case=case).exists():
        raise CaseHasReferral
    referral.case, referral.accepted_at = case, timezone.now()
    referral.save(update_fields=["case", "accepted_at"])
    record("mediation.referral_linked", case, by=by, referral=referral.pk)
    return referral
