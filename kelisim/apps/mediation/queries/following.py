"""Rounds of follow-up: when the next one is due, whom to ask, how a settlement turned out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case, FollowUp, Obligation, Party
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import Closing
from kelisim.kernel.seal import service


@dataclass(frozen=True, kw_only=True)
class Round:
    """One moment at which the sides are asked."""

    code: str
    on: date


def rounds(case: Case) -> list[Round]:
    """Every round of a settled case, earliest first: 30, 90, 365 days after signing, 3 after each due day."""
    if case.settled_on is None:
        return []
    signed = case.settled_on
    after_due = law.number("follow_due_days", signed)
    found = [
        Round(code=str(days), on=signed + timedelta(days=days))
        for days in law.numbers("follow_rounds_days", signed)
    ]
    found += [
        Round(code=f"due-{one.number}", on=one.due_on + timedelta(days=after_due))
        for one in case.obligations.all()
        if one.due_on is not None
    ]
    return sorted(found, key=lambda one: (one.on, one.code))


def last_day_on(case: Case) -> date:
    """The day after which performance counts as unknown."""
    signed = case.settled_on or timezone.localdate()
    return signed + timedelta(days=law.number("follow_unknown_days", signed))


def next_round_on(case: Case, after: date | None = None) -> date:
    """The next day something is to be asked; the last day when nobody agreed to be asked."""
    asked = case.parties.filter(follow_up=True).exists()
    day = after or case.settled_on or timezone.localdate()
    coming = [one.on for one in rounds(case) if one.on > day] if asked else []
    # The clock fires once its day is over, so a round's own day is the day before.
    return min([*(on - timedelta(days=1) for on in coming), last_day_on(case)])


def due_rounds(case: Case, today: date) -> list[Round]:
    """Rounds whose day has come and that were not asked yet."""
    asked = set(case.follow_ups.values_list("round", flat=True))
    return [one for one in rounds(case) if one.on <= today and one.code not in asked]


def token(question: FollowUp) -> str:
    """The link's token, made again from the row, so that nothing is stored; it opens no content."""
    return service.keyed_hash("follow", str(question.uid))[:32]


def question(token_typed: str) -> FollowUp | None:
    """The question behind a link, if it is still open."""
    digest = service.keyed_hash("follow-link", token_typed.strip().lower())
    return (
        FollowUp.objects.filter(token_hash=digest, closes_at__gt=timezone.now())
        .select_related("case", "party")
        .first()
    )


def outcome(obligations: list[Obligation]) -> Closing:
    """How the settlement turned out as a whole."""
    said = [one.status for one in obligations]
    if all(one == Answer.PERFORMED for one in said):
        return Closing.PERFORMED
    if all(one in {"", Answer.NOT_DUE} for one in said):
        return Closing.UNKNOWN
    if any(one in {Answer.PERFORMED, Answer.PARTLY} for one in said):
        return Closing.PARTLY
    return Closing.NOT


def creditor_counts(obligation: Obligation, party: Party) -> bool:
    """Whether this side is the one the obligation is owed to: her answer weighs more than the debtor's."""
    return obligation.debtor_id != party.pk
