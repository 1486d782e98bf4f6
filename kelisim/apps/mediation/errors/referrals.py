"""What can go wrong between an institution that refers and the office that receives."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class ReferralTaken(MediationError):
    """Another case came of it already."""

    text = _("This referral already belongs to another case. Open the list of referrals again.")


class CaseHasReferral(MediationError):
    """One referral a case."""

    text = _("This case already came from another referral. Choose the right case.")


class KeyUsedOtherwise(MediationError):
    """An idempotency key stands for one referral."""

    text = _("This idempotency key was sent with another referral. Give each referral a key of its own.")


class PassTooLong(MediationError):
    """A pass is renewed at least once a year."""

    text = _(
        "A pass ends by itself after %(days)s days at the latest. Choose a day from tomorrow until then."
    )
