"""What can go wrong with officers, escrow and the time of keeping."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from kelisim.apps.mediation.errors import MediationError


class EscrowRunning(MediationError):
    """Another officer has opened the outer seal."""

    text = _(
        "Another officer opened this case on %(day)s. Only the second turn is left: "
        "finish it, or wait until the opening lapses."
    )


class EscrowOver(MediationError):
    """The second turn did not come in time."""

    text = _("This opening lapsed on %(day)s. If the key is still needed, an officer opens the case again.")


class NobodyToReceive(MediationError):
    """The one to receive has no key."""

    text = _(
        "There is nobody yet to receive the key: this side, mediator or office has no key of its own. "
        "Let it be made first, then open the case."
    )


class NothingLost(MediationError):
    """The one to receive opens everything already."""

    text = _(
        "Nothing is lost here: whoever is to receive the key can open the texts already. "
        "If a side lost her secret, the office checks who she is and makes a new one first."
    )


class OfficersStand(MediationError):
    """Three officers hold the escrow."""

    text = _("Three officers hold the keys already. If one leaves, the other two name who comes instead.")


class OldSetLeft(MediationError):
    """Cases of the change before are not carried on yet."""

    text = _("%(cases)s cases are still on the set before. Carry them on first, then change another officer.")


class StillKept(MediationError):
    """The last day of keeping is not over."""

    text = _("This case is kept until %(day)s. Its keys can be destroyed from the next day on.")
