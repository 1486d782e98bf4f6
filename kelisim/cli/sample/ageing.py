"""Lets days pass between the steps of an invented case, so that a desk shows clocks as a real one would."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Model

from kelisim.apps.mediation.models import Case, FollowUp, Move, Offer, Party, Session

_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Case: (
        "created_at", "saved_at", "received_at", "entered_on", "agreed_on", "due_on", "settled_on",
        "resolved_on", "ended_at", "closed_at", "clock_at",
    ),
    Move: ("at", "on"),
    Offer: ("offered_at", "answer_by", "answered_at", "window_ends_on"),
    Session: ("starts_at",),
    Party: ("invited_at", "joined_at", "notice_at", "follow_up_on"),
    FollowUp: ("asked_at", "closes_at", "answered_at", "call_since", "called_at"),
}  # fmt: skip


def let_pass(case: Case, days: int) -> None:
    """Moves everything that happened in the case so many days into the past, its running clock too."""
    span = timedelta(days=days)
    for model, fields in _FIELDS.items():
        rows = list(model._default_manager.filter(**({"pk": case.pk} if model is Case else {"case": case})))
        for row in rows:
            for field in fields:
                moment = getattr(row, field)
                if moment is not None:
                    setattr(row, field, moment - span)
        model._default_manager.bulk_update(rows, fields)
