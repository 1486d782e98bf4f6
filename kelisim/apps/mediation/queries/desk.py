"""Lists of cases for a desk: what waits, the next clock first; found by number or by a name's keyed hash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, NameHash, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.number import read_number
from kelisim.apps.mediation.queries import people
from kelisim.apps.mediation.queries.missed import DUTIES
from kelisim.apps.mediation.states import State
from kelisim.kernel.seal import service
from kelisim.kernel.texts.of import LANGUAGES

_SHOWN = (
    *("number", "state", "closing", "topic", "language", "careful", "clock", "clock_at", "due_on"),
    *("received_at", "repeat_hash", "region", "mediator", "office", "territory"),
    *(f"{place}__name_{language}" for place in ("office", "territory") for language in LANGUAGES),
)
_OFFICE_ACTS = (State.RECEIVED, State.TRIAGED)
_MEDIATOR_ACTS = (State.ACCEPTED, State.AGREED, State.RUNNING)


@dataclass(frozen=True, kw_only=True)
class DeskRow:
    """One case of a list; the names of its sides only where the reader may see them."""

    case: Case
    names: tuple[str, ...] = field(default=(), repr=False)
    last_day: date | None
    late: bool


@dataclass(frozen=True, kw_only=True)
class DeskCounts:
    """How many cases a desk holds, how many wait for it, how many are late."""

    open: int
    waiting: int
    late: int


def listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with no more than a line of a list shows: a case has eight tables, a line three."""
    return rows.select_related(None).select_related("office", "territory").only(*_SHOWN)


def with_names(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with what the names of their sides are read from; for those who may read them."""
    sides = Party.objects.only("case", "side", "uid", "identity")
    return rows.prefetch_related(Prefetch("parties", sides))


def open_cases(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Everything that is not closed, the next clock first, then the oldest."""
    ordered = (F("clock_at").asc(nulls_last=True), "received_at", "pk")
    return rows.exclude(state=State.CLOSED).order_by(*ordered)


def late_now() -> Q:
    """A duty whose last day is over."""
    return Q(clock__in=DUTIES, clock_at__lte=timezone.now())


def waits_for_office() -> Q:
    """The office acts next: a route, an answer, an invitation, a mediator to ask."""
    return Q(state__in=_OFFICE_ACTS) | Q(state=State.PROPOSING, clock="")


def waits_for_mediator() -> Q:
    """The mediator acts next: an offer to answer, an agreement, talks."""
    return Q(state__in=_MEDIATOR_ACTS) | Q(state=State.PROPOSING, clock=Clock.OFFER)


def counts(rows: QuerySet[Case], waiting: Q) -> DeskCounts:
    """The three sums of a desk in one query."""
    found = (
        open_cases(rows)
        .order_by()
        .aggregate(
            open=Count("pk"),
            waiting=Count("pk", filter=waiting),
            late=Count("pk", filter=late_now()),
        )
    )
    return DeskCounts(**found)


def by_state(rows: QuerySet[Case]) -> dict[str, int]:
    """Open cases by state, in the order of the table of states."""
    found = open_cases(rows).order_by().values("state").annotate(cases=Count("pk"))
    told = {line["state"]: line["cases"] for line in found}
    return {one.value: told[one] for one in State if one in told}


def by_number_or_name(rows: QuerySet[Case], typed: str) -> QuerySet[Case]:
    """Cases of this number, or with a side whose name holds every word typed, in any of three scripts."""
    number = read_number(typed)
    if number:
        return rows.filter(number=number)
    digests = service.name_hashes(typed)
    if not digests:
        return rows.none()
    for digest in sorted(digests):
        rows = rows.filter(pk__in=NameHash.objects.filter(digest=digest).values("party__case"))
    return rows


def desk_rows(cases: Iterable[Case], *, names: bool) -> list[DeskRow]:
    """The rows as shown. `names`: the parties were fetched too, and the reader may see who they are."""
    now = timezone.now()
    return [
        DeskRow(
            case=case,
            names=tuple(_name(people.identity(party).name) for party in case.parties.all()) if names else (),
            last_day=last_day(case),
            late=case.clock in DUTIES and case.clock_at is not None and case.clock_at <= now,
        )
        for case in cases
    ]


def last_day(case: Case) -> date | None:
    """The last day of the running clock: a term is over at the midnight after it."""
    if case.clock_at is None:
        return None
    return timezone.localdate(case.clock_at - timedelta(microseconds=1))


def _name(name: str) -> str:
    return name or "—"
