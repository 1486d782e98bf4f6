"""A mediator's day: today's meetings; in each case what waits for whom by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Item, Mediator, Move, Offer, Session
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.signatures import MEDIATOR, VERBS, mediator_signs
from kelisim.apps.mediation.states import TALKS, State

YOU, SIDES, NOBODY = "you", "sides", ""


@dataclass(frozen=True, kw_only=True)
class Next:
    """What comes next in a case: a code, whose turn it is, the last day, the deed's name and its meeting."""

    what: str
    whose: str
    by: date | None = None
    deed: str = ""
    meeting: int = 0


def with_next(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with all that `next_of` looks at."""
    drafts = Item.objects.filter(kind__in=list(VERBS)).only("case", "kind", "digest").order_by("id")
    signed = Move.objects.filter(verb__in=list(VERBS.values()))
    return rows.prefetch_related(
        "sessions",
        Prefetch("offers", Offer.objects.filter(status=Offer.Status.ACCEPTED), to_attr="accepted"),
        Prefetch("items", drafts, to_attr="drafts"),
        Prefetch("moves", signed, to_attr="signings"),
    )


def meetings_of_the_day(mediator: Mediator) -> QuerySet[Session]:
    """Planned for today, and earlier ones whose outcome nobody recorded; the earliest first."""
    rows = Session.objects.filter(
        case__mediator=mediator,
        case__state__in=TALKS,
        status=Session.Status.PLANNED,
        starts_at__lt=law.over_at(timezone.localdate()),
    )
    return rows.select_related("case", "apart").order_by("starts_at")


def next_of(case: Case) -> Next:
    """What waits for whom; read from what `with_next` fetched."""
    if case.state == State.ACCEPTED:
        return _before_the_agreement(case)
    if case.state in TALKS:
        return _in_talks(case)
    if case.state in {State.SETTLED, State.FOLLOW_UP}:
        return Next(what="perform", whose=SIDES)
    return Next(what="wait", whose=NOBODY)


def _before_the_agreement(case: Case) -> Next:
    offer: Offer | None = next(iter(case.accepted), None)  # type: ignore[attr-defined]
    ends = offer.window_ends_on if offer else None
    draft = _draft(case, ItemKind.AGREEMENT)
    if draft is not None:
        return _signing(case, draft, "sign-agreement")
    if ends is not None and timezone.localdate() <= ends and case.clock:
        return Next(what="window", whose=SIDES, by=ends)
    return Next(what="agreement", whose=YOU, deed="agreement")


def _in_talks(case: Case) -> Next:
    planned = [one for one in case.sessions.all() if one.status == Session.Status.PLANNED]
    now = timezone.now()
    over = next((one for one in planned if one.starts_at <= now), None)
    if over is not None:
        day = timezone.localdate(over.starts_at)
        return Next(what="record", whose=YOU, by=day, deed="record", meeting=over.number)
    draft = _draft(case, ItemKind.SETTLEMENT)
    if draft is not None:
        return _signing(case, draft, "sign-settlement")
    if planned:
        first = min(planned, key=lambda one: one.starts_at)
        day = timezone.localdate(first.starts_at)
        return Next(what="meet", whose=NOBODY, by=day, deed="move", meeting=first.number)
    return Next(what="plan", whose=YOU, by=case.due_on, deed="meeting")


def _signing(case: Case, draft: Item, deed: str) -> Next:
    signers = {
        str(one.facts.get("signer")) for one in _signings(case) if one.facts.get("digest") == draft.digest
    }
    if MEDIATOR in signers or not mediator_signs(case, draft.kind):
        return Next(what="signatures", whose=SIDES, by=case.due_on)
    return Next(what="sign", whose=YOU, by=case.due_on, deed=deed)


def _draft(case: Case, kind: ItemKind) -> Item | None:
    drafts: Iterable[Item] = case.drafts  # type: ignore[attr-defined]
    return next((one for one in reversed(list(drafts)) if one.kind == kind), None)


def _signings(case: Case) -> list[Move]:
    found: list[Move] = case.signings  # type: ignore[attr-defined]
    return found
