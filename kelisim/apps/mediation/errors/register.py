"""What can go wrong in keeping the register of mediators."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class SuspensionTooLong(MediationError):
    """The last day is past or beyond what the law allows."""

    text = _("A suspension to %(until)s is not possible. Choose a day after today and not after %(latest)s.")


class ElectionPublished(MediationError):
    """The election stands as an act; what is told now differs from it."""

    text = _(
        "Protocol %(number)s of that day is published and cannot be changed. "
        "Correct the number or the day, or record another meeting."
    )


class ElectionAhead(MediationError):
    """The meeting is still to come."""

    text = _("The meeting of %(day)s is still to come. Record it once it was held.")


class TermWrong(MediationError):
    """The term begins before the meeting, or ends before it begins."""

    text = _("The term cannot begin before the meeting or end before it begins. Correct its days.")


class NobodyElected(MediationError):
    """No candidate is marked as elected."""

    text = _("Nobody is marked as elected, so there is nothing to publish. Mark who was elected.")


class NoSuchEntry(MediationError):
    """A candidate is said to stand on the register already, and does not at this office."""

    text = _("This office has no entry with the number “%(number)s”. Correct the number or leave it empty.")


class TenureRefused(MediationError):
    """The institution does not accept the tenure; its own words say why."""

    text = _("The tenure could not be published: %(why)s")


class DecidedAlready(MediationError):
    """The request was decided otherwise."""

    text = _("This request was already decided on %(day)s. Nothing was changed.")


class RequirementsUnseen(MediationError):
    """Something the law asks for was not looked at."""

    text = _("Not everything the law asks for was seen: %(rules)s Look at it, then enter her.")


class RequirementNotMet(MediationError):
    """A verified rule stands in the way."""

    text = _(
        "She cannot be entered, because this is not so: %(rules)s "
        "Refuse with this ground, or correct what you noted."
    )


class NoGround(MediationError):
    """A refusal rests on a verified rule that is noted as not met, and on nothing else."""

    text = _(
        "A refusal needs a verified rule that is noted as not met. "
        "A rule nobody has verified may warn, never refuse."
    )


class NumberTaken(MediationError):
    """Another entry of the office has the number."""

    text = _("Another entry of this office has the number “%(number)s”. Choose another number.")


class NoSuchAccount(MediationError):
    """No account of a mediator without an entry has this address."""

    text = _(
        "No account with the role of a mediator and without an entry has this address. "
        "Leave it empty and add it once the account is made."
    )


class AccountJoined(MediationError):
    """The entry has another account already."""

    text = _("This entry has another account already; nothing was changed.")


class NotRefused(MediationError):
    """A complaint is heard against a refusal."""

    text = _("This request was not refused, so there is no complaint to hear.")
