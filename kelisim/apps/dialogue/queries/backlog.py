"""How many statements stand where, and in which languages; statements are counted here, never people."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Code, Conversation, Statement


def with_counts(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Each with `live` and `waiting` statements, the newest first."""
    return rows.annotate(
        live=Count("statements", Q(statements__state=states.Statement.LIVE)),
        waiting=Count("statements", Q(statements__state=states.Statement.WAITING)),
    ).order_by("-created_at", "code")


def by_state(conversation: Conversation) -> dict[str, int]:
    """Statements by where they stand."""
    rows = Statement.objects.filter(conversation=conversation).order_by("state")
    return dict(rows.values_list("state").annotate(Count("pk")))


def codes(conversation: Conversation) -> dict[bool, int]:
    """Codes by whether they are used."""
    rows = Code.objects.filter(conversation=conversation).order_by("used")
    return dict(rows.values_list("used").annotate(Count("pk")))
