"""A whole year of closed cases, invented, whose totals are those that were published for 2019.

The published parts add to more than the published whole. One assumption fits all printed numbers: some
applicants were advised first and settled later, so they are counted twice. The page says so.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case, Mediator, Move, Obligation, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.queries.people import concealed, person_hash
from kelisim.apps.mediation.states import State
from kelisim.cli.sample import invented
from kelisim.cli.sample.endings import (
    ADVISED,
    CONSULTED,
    OTHERS,
    PERFORMED,
    RECEIVED,
    SETTLED,
    Ending,
    Traits,
    lifelike,
    plain,
)
from kelisim.kernel.packs.codes import codes

BATCH = 2000
_LATEST = 300  # of the year's days on which an application still ends within the year
_LAST = 360  # of those on which any other comes


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What the year must come to. `advised_first` of the settled ones were consulted as well."""

    applications: int
    settled: int
    consultations: int

    @property
    def consulted(self) -> int:
        """Applications closed by advice: what the settled ones leave."""
        return self.applications - self.settled

    @property
    def advised_first(self) -> int:
        """Consultations that came before a settlement: the excess of the parts over the whole."""
        return self.consultations - self.consulted

    def scaled(self, cases: int) -> Totals:
        """The same proportions for fewer cases."""
        share = cases / self.applications
        settled = round(self.settled * share)
        advised = round(self.advised_first * share)
        return Totals(applications=cases, settled=settled, consultations=cases - settled + advised)


# As printed for 2019: facts F190, F191, F192.
PUBLISHED = Totals(applications=31_000, settled=19_053, consultations=12_375)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One invented case before it is saved. `advised`: first, and settled later."""

    number: int
    ending: Ending
    advised: bool
    mediator: Mediator
    entered: date
    topic: str
    traits: Traits

    def on(self, day: int | None) -> date | None:
        """A day of the ending on the calendar; terms of the law run at one pace for all."""
        if day is None:
            return None
        return self.entered + timedelta(days=day if self.ending.by_law else round(day * self.traits.pace))

    def at(self, day: int | None) -> datetime | None:
        """The same as a moment."""
        on = self.on(day)
        return _at(on) if on else None


def write(
    year: int, totals: Totals, mediators: list[Mediator], dice: random.Random, *, realistic: bool = False
) -> Iterator[int]:
    """Saves the year in batches; yields how many cases are saved so far. Call it inside one transaction.

    `realistic`: uneven as in life, and beside the published numbers every ending they leave no room for.
    """
    plans = list(_plans(year, _endings(totals, dice, realistic=realistic), mediators, dice))
    for begin in range(0, len(plans), BATCH):
        batch = plans[begin : begin + BATCH]
        cases = Case.objects.bulk_create([_case(plan) for plan in batch])
        pairs = list(zip(batch, cases, strict=True))
        parties = Party.objects.bulk_create(
            [side for plan, case in pairs for side in _sides(plan, case, dice)]
        )
        Move.objects.bulk_create([move for plan, case in pairs for move in _moves(plan, case)])
        others = {party.case_id: party for party in parties if party.side == Party.Side.RESPONDENT}
        Obligation.objects.bulk_create(
            [_promise(plan, case, others[case.pk]) for plan, case in pairs if plan.ending.settled]
        )
        yield begin + len(batch)


def others(totals: Totals) -> dict[Ending, int]:
    """How many of each ending beside the published ones; of each at least one."""
    return {one: max(1, round(totals.applications * one.often / 1000)) for one in OTHERS}


@dataclass(frozen=True, kw_only=True)
class _Told:
    """An ending that a case is to have, and how."""

    ending: Ending
    advised: bool
    traits: Traits
    latest: int


def _endings(totals: Totals, dice: random.Random, *, realistic: bool) -> list[_Told]:
    """The published ones, and with `realistic` the others, in the order in which they will come."""
    drawn = lifelike if realistic else plain
    ways = dice.choices(list(PERFORMED), list(PERFORMED.values()), k=totals.settled) if realistic else []
    settled = ways or [SETTLED] * totals.settled
    found = [
        _Told(
            ending=one,
            advised=number < totals.advised_first or one is CONSULTED,
            traits=drawn(dice),
            latest=_LATEST,
        )
        for number, one in enumerate([*settled, *[CONSULTED] * totals.consulted])
    ]
    if realistic:
        found += [
            _Told(ending=one, advised=False, traits=drawn(dice), latest=_LAST)
            for one, number in others(totals).items()
            for _each in range(number)
        ]
    dice.shuffle(found)
    return found


def _plans(year: int, endings: list[_Told], mediators: list[Mediator], dice: random.Random) -> Iterator[Plan]:
    topics = [one.code for one in codes("topics")]
    first = date(year, 1, 3)
    for number, told in enumerate(endings):
        yield Plan(
            number=number,
            ending=told.ending,
            advised=told.advised,
            mediator=mediators[number % len(mediators)],
            entered=first + timedelta(days=dice.randrange(told.latest)),
            topic=dice.choice(topics),
            traits=told.traits,
        )


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _case(plan: Plan) -> Case:
    mediator, ending, traits = plan.mediator, plan.ending, plan.traits
    agreed, ended = plan.on(ending.day("sign_agreement")), ending.day("file")
    return Case(
        state=State.CLOSED,
        closing=ending.closing,
        track="civil",
        stage=traits.stage,
        channel=traits.channel,
        office=mediator.office,
        territory=mediator.territory,
        region=mediator.region,
        topic=plan.topic,
        language=traits.language,
        languages=traits.language,
        route=ending.route,
        rule="scope_civil",
        claimed_ground=traits.claimed[0],
        claimed_area=traits.claimed[1],
        mediator=mediator if agreed else None,
        created_at=_at(plan.entered),
        received_at=_at(plan.entered),
        entered_on=None if ending.outcome == Outcome.APPEAL else plan.entered,
        agreed_on=agreed,
        due_on=agreed + timedelta(days=60) if agreed else None,
        settled_on=plan.on(ending.day("settle")),
        full=ending.outcome == Outcome.FULL if ending.settled else None,
        ended_at=None if ended is None else plan.at(ending.resolved),
        closed_at=plan.at(ending.steps[-1].day),
        resolved_on=plan.on(ending.resolved),
        outcome=ending.outcome,
        sample=True,
    )


def _sides(plan: Plan, case: Case, dice: random.Random) -> list[Party]:
    sides = []
    joined = {Party.Side.APPLICANT: case.received_at, Party.Side.RESPONDENT: plan.at(plan.ending.day("join"))}
    for at, (letter, moment) in enumerate(joined.items()):
        who = invented.person(dice, 1_000_000 + plan.number * 2 + at)
        party = Party(case=case, side=letter, language=case.language, joined_at=moment)
        party.identity = concealed(party, who)
        party.person_hash = person_hash(who)
        sides.append(party)
    return sides


def _moves(plan: Plan, case: Case) -> Iterator[Move]:
    steps = list(plan.ending.steps)
    if plan.advised and plan.ending is not CONSULTED:
        steps.insert(len(RECEIVED), ADVISED)
    for step in steps:
        on = plan.on(step.day) or plan.entered
        yield Move(
            case=case,
            verb=step.verb,
            before=step.before,
            after=step.after,
            closing=plan.ending.closing if step.after in {State.ENDED, State.CLOSED} else "",
            at=_at(on),
            on=on,
            actor=Move.Actor.STAFF,
        )


def _promise(plan: Plan, case: Case, debtor: Party) -> Obligation:
    status = plan.ending.status
    return Obligation(
        case=case,
        number=1,
        debtor=debtor,
        kind="do",
        due_on=case.settled_on,
        status=status,
        status_on=plan.on(plan.ending.steps[-1].day) if status else None,
    )
