"""How the rules and states of a conversation are said to whoever takes part."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Moderation, Tier

TIERS: dict[str, Promise] = {
    Tier.OPEN: _("Everybody may vote, without an account."),
    Tier.CODE: _("Whoever was given a code may vote; each code can be used once."),
    Tier.ACCOUNT: _("Whoever has an account that an association has verified may vote."),
}
MODES: dict[str, Promise] = {
    Moderation.STRICT: _(
        "A person reads every statement before it is shown, and gives a reason if it is not."
    ),
    Moderation.OPEN: _("Statements are shown at once; a person reads them afterwards."),
}
STATES: dict[str, Promise] = {
    states.Conversation.DRAFT: _("being prepared"),
    states.Conversation.OPEN: _("open: you can vote"),
    states.Conversation.PAUSED: _("paused"),
    states.Conversation.CLOSED: _("closed"),
    states.Conversation.ARCHIVED: _("closed, kept to be read"),
}
OF_STATEMENT: dict[str, Promise] = {
    states.Statement.WAITING: _("waits for a person to read it"),
    states.Statement.LIVE: _("accepted: people vote on it"),
    states.Statement.REJECTED: _("not shown"),
    states.Statement.MERGED: _("joined with a statement that says the same; its votes count there"),
    states.Statement.WITHDRAWN: _("you took it back"),
}


def tier_said(tier: str) -> str:
    """Who may vote."""
    return str(TIERS[tier])


def moderation_said(mode: str) -> str:
    """Whether statements wait for a person."""
    return str(MODES[mode])


def state_said(state: str) -> str:
    """Where the conversation stands."""
    return str(STATES[state])


def statement_said(state: str) -> str:
    """What became of a statement."""
    return str(OF_STATEMENT[state])


def reason_said(reason: str) -> str:
    """Why it is not shown; empty for none."""
    return str(states.REASONS[reason]) if reason in states.REASONS else ""
