"""What tells in one question that statements, figures or results of a conversation have changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from kelisim.apps.dialogue.models import Conversation, Latest, Result, Statement, Variant

Stamp = tuple[int | datetime | None, ...]
HERE = OuterRef("pk")


def stamp_of(conversation: int) -> Stamp:
    """Another one when a statement is added, decided on or translated, when figures or a result are new."""
    statements = Statement.objects.filter(conversation=HERE)
    wordings = Variant.objects.filter(statement__conversation=HERE)
    asked = (
        _one(statements, "conversation", Count("pk")),
        _one(statements, "conversation", Max("decided_at")),
        _one(wordings, "statement__conversation", Max("pk")),
        _one(Latest.objects.filter(conversation=HERE), "conversation", Max("computed_at")),
        _one(Result.objects.filter(conversation=HERE), "conversation", Max("pk")),
    )
    found: Stamp = Conversation.objects.values_list(*asked).get(pk=conversation)
    return found


def _one(rows: QuerySet[Any], by: str, asked: Count | Max) -> Subquery:
    return Subquery(rows.order_by().values(by).annotate(stamp=asked).values("stamp"))
