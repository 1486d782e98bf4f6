"""What can go wrong with an appeal at the front desk and with applications taken without a network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class AnswerTooFar(MediationError):
    """Longer than the law lets an answer wait."""

    text = _("The answer cannot wait beyond %(day)s. Choose an earlier day.")


class AnswerTooSoon(MediationError):
    """Not later than without an extension."""

    text = _("The answer is due on %(day)s anyway. Choose a later day, or answer in time.")


class GroundNotListed(MediationError):
    """Appeals go back on listed grounds only."""

    text = _(
        "On %(day)s the law listed no such ground for sending an appeal back. Choose one of those offered."
    )


class DangerIsForwarded(MediationError):
    """What tells of danger is forwarded, not sent back."""

    text = _(
        "This appeal is marked for special care: what tells of a crime or a danger is never sent back. "
        "Forward it to the body that can act."
    )


class PackageUnreadable(MediationError):
    """Not a package at all, or cut off."""

    text = _(
        "This file is no whole package of applications. "
        "Copy it again from the laptop; the laptop keeps every package it made."
    )


class PackageTampered(MediationError):
    """Digest, count, signature or a form does not fit."""

    text = _(
        "This package was changed on the way: its parts do not fit what the laptop signed. "
        "Nothing was entered. "
        "Copy it again from the laptop, and tell your coordinator if it happens twice."
    )


class PackageNumberUsed(MediationError):
    """Another package under a number that was imported."""

    text = _(
        "Another package with the number %(number)s of this laptop is here already. Nothing was entered. "
        "Was the laptop set up anew from a copy? Enrol it again."
    )


class DeviceUnknown(MediationError):
    """No office trusts this laptop."""

    text = _("No office has enrolled the laptop that made this package. Enrol it first, then import again.")


class DeviceRevoked(MediationError):
    """The trust in the laptop was ended."""

    text = _(
        "The laptop that made this package is not trusted since %(day)s. Nothing was entered. "
        "If the applications are real, enter them from the papers."
    )


class DeviceKeyWrong(MediationError):
    """What was typed is no public key of a laptop that may be enrolled here."""

    text = _(
        "This is not the key of a laptop that can be enrolled here: 64 letters and digits, "
        "shown by the laptop itself. "
        "A laptop whose trust was ended, or of another office, needs a new key."
    )


class EnrolmentWrong(MediationError):
    """The file is no enrolment of this laptop."""

    text = _("This file does not enrol this laptop. Ask the office for the file made for the key shown here.")


class NotEnrolled(MediationError):
    """No office trusts this laptop yet."""

    text = _(
        "No office has enrolled this laptop yet. "
        "Give its key to the office, then open the file it gives back."
    )
