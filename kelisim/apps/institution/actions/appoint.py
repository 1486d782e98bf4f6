"""Gives a post to a person from a day on."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from kelisim.apps.institution import access
from kelisim.apps.institution.errors import AlreadyHolds, NoPost, NoProposingPower, NoSeatFree
from kelisim.apps.institution.models import Act, Post, Tenure
from kelisim.apps.institution.queries.ledger import given, ledger
from kelisim.apps.institution.queries.posts import tenures_on
from kelisim.apps.registry.public import OrganisationKind, Person
from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.structure import holdings, in_being
from kelisim.engines.timeline.types import Holding, State
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

_BY_LEDGER = frozenset({OrganisationKind.INSTITUTION, OrganisationKind.ORGAN, OrganisationKind.PARLIAMENT})


def appoint(post: Post, *, person: Person, since: date, by: User | None, act: Act | None = None) -> Tenure:
    """Begins a tenure.

    The one rule: on `since` the proposer must exist and hold the proposing power; the number of seats is
    the power's own on that day. Raises NoPost, NoProposingPower, NoSeatFree, AlreadyHolds.
    """
    require(access.may_appoint(by, post))
    with transaction.atomic():
        locked = Post.objects.select_for_update(of=("self",)).prefetch_related(
            "organisation", "proposer", "power"
        )
        post = locked.get(pk=post.pk)
        seats = _seats(post, since)
        live = tenures_on(since, post)
        if live.filter(person=person).exists():
            raise AlreadyHolds(on=since.isoformat())
        if seats is not None and live.count() >= seats:
            raise NoSeatFree(seats=seats, on=since.isoformat())
        tenure = Tenure.objects.create(
            post=post, person=person, since=since, on_behalf_of=post.proposer, act=act or post.act
        )
        record("institution.appointed", tenure, by=by, post=post.code)
    return tenure


def _seats(post: Post, since: date) -> int | None:
    """How many may sit on the day, after the ledger was asked whether anybody may."""
    if post.power is None and post.organisation.kind not in _BY_LEDGER:
        return post.seats
    rows = ledger()
    state = fold(rows, day=since, given=given(rows))
    if not in_being(state, post.organisation.code):
        raise NoPost(body=post.organisation.code, on=since.isoformat())
    if post.power is None:
        return post.seats
    held = _held(state, post)
    if held is None:
        proposer = post.proposer.code if post.proposer else ""
        raise NoProposingPower(proposer=proposer, power=post.power.code, on=since.isoformat())
    seats = held.granted.value.get("seats")
    return seats if isinstance(seats, int) else post.seats


def _held(state: State, post: Post) -> Holding | None:
    for row in holdings(state):
        if post.power and post.proposer and (row.power, row.holder) == (post.power.code, post.proposer.code):
            return None if row.lapsed else row
    return None
