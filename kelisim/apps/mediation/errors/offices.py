"""What can go wrong when an office moves or a mediator cannot go on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class RightNotNamed(MediationError):
    """An office moves under one act."""

    text = _("Choose the act under which the office moves, or write which one it is.")


class OfficeMovesAlready(MediationError):
    """One move an office."""

    text = _("This office is already being moved elsewhere. Call that move off first.")


class MovesInARound(MediationError):
    """The receiving office itself is leaving."""

    text = _("The receiving office is being moved itself. Choose an office that stays.")


class AcceptedAlready(MediationError):
    """What has begun is gone on with."""

    text = _(
        "The move is accepted and has begun; it cannot be called off. "
        "Single cases can still be moved one by one."
    )


class DayOutsideTenure(MediationError):
    """Her tenure had not begun then, or the day is still to come."""

    text = _("From %(day)s on is not possible: choose a day after her tenure began, today at the latest.")
