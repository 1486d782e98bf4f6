"""A clerk opens the application from a referral. Nobody is bound by it: both sides are asked as always."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.link_referral import attach
from kelisim.apps.mediation.actions.submit import Receipt, receipt_of, submit
from kelisim.apps.mediation.errors.referrals import ReferralTaken
from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.referrals import contacts
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the applicant told the clerk when she was called; sealed like any application."""

    essence: str = field(repr=False)
    short_text: str = field(default="", repr=False)
    notice: bool = False


def open_from_referral(referral: Referral, told: Told, *, once: str, by: User) -> Receipt:
    """Submits it and links it in one step; the same form again gives the same receipt.

    Raises Refused, ReferralTaken and whatever `submit` raises.
    """
    require(access.may_receive(by, referral))
    with transaction.atomic():
        referral = (
            Referral.objects.select_for_update(of=("self",))
            .prefetch_related("office", "territory", "case")
            .get(pk=referral.pk)
        )
        if referral.case_id is not None:
            return _before(referral, once)
        receipt = submit(_application(referral, told), once=once, by=by)
        attach(referral, receipt.case, by=by)
    return receipt


def _before(referral: Referral, once: str) -> Receipt:
    sent = receipt_of(once)
    if sent is None or sent.case.pk != referral.case_id:
        raise ReferralTaken
    return sent


def _application(referral: Referral, told: Told) -> Application:
    applicant, other = contacts(referral)
    language, *more = referral.languages.split()
    return Application(
        office=referral.office,
        territory=referral.territory,
        applicant=Side(who=applicant, language=language),
        other=Side(who=other, kind="person" if other.name else "unknown", language=language),
        topic=referral.topic,
        essence=told.essence,
        short_text=told.short_text,
        stage=referral.stage,
        channel="referral",
        language=language,
        languages=tuple(more),
        notice=told.notice,
    )
