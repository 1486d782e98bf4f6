"""Who may do what in a conversation, and which conversations are seen."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation
from kelisim.kernel.access import door
from kelisim.kernel.access.roles import PERMISSIONS, Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.queries import prefix

Somebody = User | AnonymousUser
DESK = ("dialogue.lead", "dialogue.moderate", "dialogue.enter_paper")


def visible_conversations(user: Somebody) -> QuerySet[Conversation]:
    """Everybody sees what was opened; a draft only those who may lead it."""
    opened = ~Q(state=states.Conversation.DRAFT)
    return Conversation.objects.filter(opened | _reached(user, "dialogue.lead"))


def led_conversations(user: Somebody) -> QuerySet[Conversation]:
    """Those she may lead."""
    return Conversation.objects.filter(_reached(user, "dialogue.lead"))


def moderated_conversations(user: Somebody) -> QuerySet[Conversation]:
    """Those whose statements she may decide on."""
    return Conversation.objects.filter(_reached(user, "dialogue.moderate"))


def paper_conversations(user: Somebody) -> QuerySet[Conversation]:
    """Those whose sheets of paper she may enter."""
    return Conversation.objects.filter(_reached(user, "dialogue.enter_paper"))


def worked_conversations(user: Somebody) -> QuerySet[Conversation]:
    """Those on her desk: she leads them, decides on their statements or enters their paper."""
    reach = Q(pk__in=[])
    for permission in DESK:
        reach |= _reached(user, permission)
    return Conversation.objects.filter(reach)


def has_a_desk(user: User) -> bool:
    """Whether she does anything of this in some place."""
    return any(door.may(user, permission) for permission in DESK)


def may_create(user: User) -> bool:
    """Whoever leads conversations somewhere."""
    return door.may(user, "dialogue.lead")


def may_lead(user: User, conversation: Conversation) -> bool:
    """Opens, closes, adds statements, publishes."""
    return _may(user, "dialogue.lead", conversation)


def may_moderate(user: User, conversation: Conversation) -> bool:
    """Accepts, rejects, merges."""
    return _may(user, "dialogue.moderate", conversation)


def may_enter_paper(user: User, conversation: Conversation) -> bool:
    """Enters sheets of a paper session."""
    return _may(user, "dialogue.enter_paper", conversation)


def _may(user: User, permission: str, conversation: Conversation) -> bool:
    if conversation.territory is None:
        return any(
            holding.territory is None and permission in PERMISSIONS[Role(holding.role)]
            for holding in door.held(user)
        )
    return door.may(user, permission, territory=conversation.territory)


def _reached(user: Somebody, permission: str) -> Q:
    """Conversations in the places her roles with this permission reach; all of them without a place."""
    reach = Q(pk__in=[])
    for holding in door.held(user):
        if permission not in PERMISSIONS[Role(holding.role)]:
            continue
        if holding.territory is None:
            return Q(pk__isnull=False)
        reach |= Q(territory__code__startswith=prefix(holding.territory))
    return reach
