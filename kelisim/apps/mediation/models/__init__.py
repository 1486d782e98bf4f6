"""The tables of the room: a case and its parts, sealed and clear."""

from kelisim.apps.mediation.models.case import Case, Move
from kelisim.apps.mediation.models.council_paper import CouncilPaper
from kelisim.apps.mediation.models.diary import Busy, Feed
from kelisim.apps.mediation.models.learning import Learning
from kelisim.apps.mediation.models.memorandum import Memorandum, PlanItem, PlanReply
from kelisim.apps.mediation.models.office_move import OfficeMove
from kelisim.apps.mediation.models.offline import Device, Package, SealedForm
from kelisim.apps.mediation.models.outcome import FollowUp, Obligation
from kelisim.apps.mediation.models.participant import Participant
from kelisim.apps.mediation.models.people import Mediator, NameHash, Party
from kelisim.apps.mediation.models.reconciliation import Reconciliation
from kelisim.apps.mediation.models.referral import Referral, ReferrerPass
from kelisim.apps.mediation.models.register import Election, Inclusion
from kelisim.apps.mediation.models.released import ReleasedTable
from kelisim.apps.mediation.models.sealed import Item, Wrap
from kelisim.apps.mediation.models.talks import Offer, Session
from kelisim.apps.mediation.models.warned import WarnedWeek

__all__ = [
    "Busy",
    "Case",
    "CouncilPaper",
    "Device",
    "Election",
    "Feed",
    "FollowUp",
    "Inclusion",
    "Item",
    "Learning",
    "Mediator",
    "Memorandum",
    "Move",
    "NameHash",
    "Obligation",
    "Offer",
    "OfficeMove",
    "Package",
    "Participant",
    "Party",
    "PlanItem",
    "PlanReply",
    "Reconciliation",
    "Referral",
    "ReferrerPass",
    "ReleasedTable",
    "SealedForm",
    "Session",
    "WarnedWeek",
    "Wrap",
]
