"""Who is asking: the conversation and her participation in one question, with the state of its statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, OuterRef, Subquery
from django.db.models.expressions import Expression

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Latest, Participation, Result, Statement, Variant

Stamp = tuple[int | datetime | None, ...]


@dataclass(frozen=True, kw_only=True)
class Taking:
    """The conversation, her participation (None before her first vote), and what tells that the statements
    or the figures have changed."""

    conversation: Conversation
    participation: Participation | None
    stamp: Stamp


def taking_part(code: str, *, token_hash: str = "", recovery_hash: str = "") -> Taking | None:
    """None for a draft and for what does not exist. One question where she is known, two where she is not."""
    known = {"token_hash": token_hash} if token_hash else {"recovery_hash": recovery_hash}
    if token_hash or recovery_hash:
        rows = Participation.objects.filter(conversation__code=code, **known)
        row = rows.select_related("conversation").annotate(**_stamps("conversation_id")).first()
        if row is not None:
            return Taking(conversation=row.conversation, participation=row, stamp=_stamp(row))
    found = Conversation.objects.exclude(state=states.Conversation.DRAFT).filter(code=code)
    one = found.annotate(**_stamps("pk")).first()
    return None if one is None else Taking(conversation=one, participation=None, stamp=_stamp(one))


def _stamps(conversation: str) -> dict[str, Expression | F | Subquery]:
    """Whatever changes when a statement is added, decided on or translated, figures or results are new."""
    here = OuterRef(conversation)

    def one(rows: object, **asked: Max | Count) -> Subquery:
        (name,) = asked
        grouped = rows.order_by().values(group).annotate(**asked)  # type: ignore[attr-defined]
        return Subquery(grouped.values(name)[:1])

    group = "conversation"
    statements = Statement.objects.filter(conversation=here)
    found = {
        "stamp_statements": one(statements, n=Count("pk")),
        "stamp_decided": one(statements, n=Max("decided_at")),
        "stamp_computed": one(Latest.objects.filter(conversation=here), n=Max("computed_at")),
        "stamp_result": one(Result.objects.filter(conversation=here), n=Max("pk")),
    }
    group = "statement__conversation"
    wordings = Variant.objects.filter(statement__conversation=here)
    return {**found, "stamp_wordings": one(wordings, n=Max("pk"))}


def _stamp(row: Conversation | Participation) -> Stamp:
    names = ("statements", "decided", "computed", "result", "wordings")
    return tuple(getattr(row, f"stamp_{name}") for name in names)
