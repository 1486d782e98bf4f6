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
from kelisim.apps.mediation.models.case import Outcome, Route
from kelisim.apps.mediation.queries.people import concealed, person_hash
from kelisim.apps.mediation.states import Closing, State
from kelisim.cli.sample import invented
from kelisim.kernel.packs.codes import codes

BATCH = 2000
_LATEST = 300  # of the year's days on which an application still ends within the year
_PATH = (
    ("invite", "triaged", "inviting", 2), ("join", "inviting", "proposing", 6),
    ("accept_offer", "proposing", "accepted", 9), ("sign_agreement", "accepted", "agreed", 14),
    ("open_session", "agreed", "running", 20), ("settle", "running", "settled", 32),
)  # fmt: skip


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
    """One invented case before it is saved."""

    number: int
    settled: bool
    advised: bool
    mediator: Mediator
    entered: date


def write(year: int, totals: Totals, mediators: list[Mediator], dice: random.Random) -> Iterator[int]:
    """Saves the year in batches; yields how many cases are saved so far. Call it inside one transaction."""
    topics = [one.code for one in codes("topics")]
    plans = _plans(year, totals, mediators, dice)
    for begin in range(0, len(plans), BATCH):
        batch = plans[begin : begin + BATCH]
        cases = Case.objects.bulk_create([_case(plan, dice.choice(topics), dice) for plan in batch])
        pairs = list(zip(batch, cases, strict=True))
        parties = Party.objects.bulk_create(
            [side for plan, case in pairs for side in _sides(plan, case, dice)]
        )
        Move.objects.bulk_create([move for plan, case in pairs for move in _moves(plan, case)])
        others = {party.case_id: party for party in parties if party.side == Party.Side.RESPONDENT}
        Obligation.objects.bulk_create(
            [_promise(case, others[case.pk]) for plan, case in pairs if plan.settled]
        )
        yield begin + len(batch)


def _plans(year: int, totals: Totals, mediators: list[Mediator], dice: random.Random) -> list[Plan]:
    first = date(year, 1, 3)
    endings = [True] * totals.settled + [False] * totals.consulted
    dice.shuffle(endings)
    advised = totals.advised_first
    plans = []
    for number, settled in enumerate(endings):
        early = settled and advised > 0
        advised -= early
        plans.append(
            Plan(
                number=number,
                settled=settled,
                advised=early or not settled,
                mediator=mediators[number % len(mediators)],
                entered=first + timedelta(days=dice.randrange(_LATEST)),
            )
        )
    return plans


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(10)))


def _ends(plan: Plan) -> date:
    return plan.entered + timedelta(days=_PATH[-1][3] if plan.settled else 3)


def _case(plan: Plan, topic: str, dice: random.Random) -> Case:
    mediator, ends = plan.mediator, _ends(plan)
    agreed = plan.entered + timedelta(days=14) if plan.settled else None
    language = dice.choice(("kk", "kk", "ru"))
    return Case(
        state=State.CLOSED,
        closing=Closing.PERFORMED if plan.settled else Closing.CONSULTED,
        track="civil",
        channel="office",
        office=mediator.office,
        territory=mediator.territory,
        region=mediator.region,
        topic=topic,
        language=language,
        languages=language,
        route=Route.MEDIATION if plan.settled else Route.CONSULTATION,
        rule="scope_civil",
        mediator=mediator if plan.settled else None,
        created_at=_at(plan.entered),
        received_at=_at(plan.entered),
        entered_on=plan.entered,
        agreed_on=agreed,
        due_on=agreed + timedelta(days=60) if agreed else None,
        settled_on=ends if plan.settled else None,
        full=True if plan.settled else None,
        closed_at=_at(ends),
        resolved_on=ends,
        outcome=Outcome.FULL if plan.settled else Outcome.CONSULTED,
        sample=True,
    )


def _sides(plan: Plan, case: Case, dice: random.Random) -> list[Party]:
    sides = []
    for at, letter in enumerate((Party.Side.APPLICANT, Party.Side.RESPONDENT)):
        who = invented.person(dice, 1_000_000 + plan.number * 2 + at)
        party = Party(case=case, side=letter, language=case.language, joined_at=case.received_at)
        party.identity = concealed(party, who)
        party.person_hash = person_hash(who)
        sides.append(party)
    return sides


def _moves(plan: Plan, case: Case) -> list[Move]:
    moves = [
        _move(case, "save_draft", ("", State.DRAFT), plan.entered),
        _move(case, "submit", (State.DRAFT, State.RECEIVED), plan.entered),
    ]
    if plan.advised and not plan.settled:
        return [
            *moves,
            _move(case, "consult", (State.RECEIVED, State.CLOSED), _ends(plan), Closing.CONSULTED),
        ]
    if plan.advised:
        moves.append(_move(case, "consult", (State.RECEIVED, State.RECEIVED), plan.entered))
    moves.append(_move(case, "route", (State.RECEIVED, State.TRIAGED), plan.entered))
    for verb, before, after, days in _PATH:
        moves.append(_move(case, verb, (before, after), plan.entered + timedelta(days=days)))
    return [*moves, _move(case, "follow", (State.SETTLED, State.CLOSED), _ends(plan), Closing.PERFORMED)]


def _move(case: Case, verb: str, states: tuple[str, str], on: date, closing: str = "") -> Move:
    return Move(
        case=case, verb=verb, before=states[0], after=states[1], closing=closing, at=_at(on), on=on,
        actor=Move.Actor.STAFF,
    )  # fmt: skip


def _promise(case: Case, debtor: Party) -> Obligation:
    return Obligation(
        case=case, number=1, debtor=debtor, kind="do", due_on=case.settled_on, status="performed",
        status_on=case.settled_on,
    )  # fmt: skip
