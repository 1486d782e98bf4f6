"""Random walks: whatever people try in whatever order, the case stays within its table and its balance."""

from __future__ import annotations

import json
from datetime import date, timedelta

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.queries.measures import counts
from kelisim.apps.mediation.states import State, may_move
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.audit.verify import verify
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import Story
from tests.days import START
from tests.mediation.walking import DEEDS, ROAD
from tests.mediation.walking_beside import BESIDE

# Where a walk begins, and how much of the road lies behind it.
BEGINNINGS = (
    (stories.received, 0),
    (stories.proposing, 3),
    (stories.accepted, 5),
    (stories.confirmed, 7),
    (stories.agreed, 11),
    (stories.running, 12),
    (stories.settled, 16),
)
NOT_REPEATABLE = {"draft_agreement", "draft_settlement", "renew_secret"}  # each new version is meant
ALL = DEEDS | BESIDE
steps = st.lists(
    st.one_of(st.sampled_from(sorted(ALL)), st.just("road"), st.just("road"), st.integers(1, 12)),
    min_size=5,
    max_size=40,
)


def attempt(story: Story, deed: str) -> None:
    try:
        with transaction.atomic():
            ALL[deed](story)
    except (MediationError, Refused):
        pass
    story.refreshed()


def snapshot(story: Story) -> tuple[object, ...]:
    case = story.refreshed()
    return (
        {name: getattr(case, name) for name in (one.attname for one in Case._meta.concrete_fields)},
        case.moves.count(),
        case.items.count(),
        case.wraps.count(),
        case.offers.count(),
        Entry.objects.count(),
    )


def holds(story: Story) -> None:
    case = story.case
    moves = list(case.moves.order_by("id"))
    before = None
    for move in moves:
        assert may_move(move.verb, State(move.before) if move.before else None, State(move.after)), move.verb
        assert (move.before or None) == before
        before = move.after
    assert before == case.state
    assert (case.state == State.CLOSED) == (case.closed_at is not None)
    assert case.offers.filter(status__in=["waiting", "accepted"]).count() <= 1
    if case.due_on is not None:
        assert case.due_on <= case.agreed_on + timedelta(days=60)
    if case.state in {State.CLOSED, State.ENDED}:
        assert not case.wraps.exclude(status="live").exists()
    last = timezone.localdate() + timedelta(days=1)
    for since, until in ((date(2026, 3, 1), last), (date(2026, 3, 10), date(2026, 4, 1))):
        assert counts(Case.objects.all(), since=since, until=until).balances


def nothing_is_lost(story: Story, kept: set[int]) -> set[int]:
    """Every item is there still, somebody holds the key of each; nothing is asked, missed or begun twice."""
    case = story.case
    items = dict(case.items.values_list("pk", "compartment"))
    assert kept <= set(items)
    held = set(case.wraps.values_list("compartment", flat=True))
    assert {one for one in items.values() if not one.startswith("private")} <= held
    asked = list(case.follow_ups.values_list("party", "round"))
    assert len(asked) == len(set(asked))
    missed = [json.dumps(one.facts, sort_keys=True) for one in case.moves.filter(verb="miss")]
    assert len(missed) == len(set(missed))
    assert verify().whole
    return set(items)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.sampled_from(BEGINNINGS), steps)
def test_a_random_walk_keeps_the_table_and_the_balance(cast, clock, beginning, path) -> None:
    begin, done = beginning
    with time_machine.travel(START, tick=False) as days, transaction.atomic():
        story = begin(cast)
        road, kept = iter(ROAD[done:]), set()
        for step in path:
            if isinstance(step, int):
                days.shift(timedelta(days=step))
                tasks.clocks()
                run_due()
                story.refreshed()
            else:
                deed = next(road, "follow") if step == "road" else step
                attempt(story, deed)
                if deed not in NOT_REPEATABLE:
                    first = snapshot(story)
                    attempt(story, deed)
                    assert snapshot(story) == first or deed == "follow", deed
            holds(story)
            kept = nothing_is_lost(story, kept)
        transaction.set_rollback(True)
