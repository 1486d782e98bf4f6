"""Rounds of follow-up: when the next one is due, whom to ask, how a settlement turned out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, FollowUp, Obligation, Party
from kelisim.apps.mediation.models.outcome import Answer
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import FOLLOWED, Closing, State
from kelisim.kernel.seal import service

TROUBLE = frozenset({Answer.NOT, Answer.PARTLY})


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
    """The next day a side is to be asked; the last day when nobody agreed to be asked."""
    day = after or case.settled_on or timezone.localdate()
    found = rounds(case)
    coming = [
        one.on
        for party in case.parties.filter(follow_up=True)
        for one in found
        if one.on > day and _is_hers(one, party)
    ]
    # The clock fires once its day is over, so a round's own day is the day before.
    return min([*(on - timedelta(days=1) for on in coming), last_day_on(case)])


def due_rounds(case: Case, party: Party, today: date) -> list[Round]:
    """Rounds whose day has come and in which this side was not asked yet; none before she agreed."""
    if not party.follow_up:
        return []
    asked = set(case.follow_ups.filter(party=party).values_list("round", flat=True))
    return [one for one in rounds(case) if one.on <= today and one.code not in asked and _is_hers(one, party)]


def clock_on(case: Case, today: date) -> date:
    """The clock's last day: yesterday where a side has still to be asked, else that before the next round."""
    late = any(due_rounds(case, party, today) for party in case.parties.all())
    return today - timedelta(days=1) if late else next_round_on(case, today)


def by_mail(party: Party, case: Case) -> bool:
    """Whether a link may go to her by itself; otherwise the office calls or hands the sheet over."""
    return party.has_email and not case.careful


def calls(cases: QuerySet[Case]) -> QuerySet[FollowUp]:
    """The calls the office of these cases still owes, the oldest first."""
    standing = cases.filter(state__in=FOLLOWED)
    rows = FollowUp.objects.filter(case__in=standing, call_since__isnull=False, called_at__isnull=True)
    return rows.select_related("case", "party").order_by("call_since", "pk")


def open_question(case: Case, side: str) -> FollowUp | None:
    """The newest question this side may still answer."""
    rows = case.follow_ups.filter(party__side=side, answered_at__isnull=True, closes_at__gt=timezone.now())
    return rows.select_related("case", "party").last()


def calls_owed(cases: QuerySet[Case]) -> int:
    """How many calls these are; for the desk of the office that owes them."""
    return calls(cases).order_by().count()


def has_trouble(case: Case) -> bool:
    """Whether an obligation was last said to be done in part or not at all."""
    return case.obligations.filter(status__in=TROUBLE).exists()


def says_trouble(answers: Mapping[str, str]) -> bool:
    """Whether a side says that something was done in part or not at all."""
    return not TROUBLE.isdisjoint(answers.values())


def _is_hers(one: Round, party: Party) -> bool:
    return party.follow_up_on is None or one.on >= party.follow_up_on


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


def answered_without(asked: FollowUp) -> bool:
    """Whether the case was closed before this side said anything: nothing she says would change it."""
    return asked.case.state == State.CLOSED and not asked.answers


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
