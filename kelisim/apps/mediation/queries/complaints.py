"""Complaints against a refusal: until when one may be made, which wait for the council."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.states import Closing, State

COMPLAIN, HEAR = "complain", "hear_complaint"


def complain_by(case: Case) -> date | None:
    """The last day to complain; None where nothing was refused. One query for a refused case."""
    if case.state != State.CLOSED or case.closing != Closing.INADMISSIBLE:
        return None
    move = case.moves.filter(verb="refuse").last()
    return law.last_day("complaint_days", move.on) if move else None


def may_still_complain(case: Case) -> bool:
    """Whether the days are not over and nobody complained of this refusal."""
    last = complain_by(case)
    return last is not None and timezone.localdate() <= last and not complained(case)


def complained(case: Case) -> bool:
    """Whether the last refusal was complained of, heard or not."""
    refused = case.moves.filter(verb="refuse").last()
    return refused is not None and case.moves.filter(verb=COMPLAIN, pk__gt=refused.pk).exists()


def stands(case: Case) -> bool:
    """Whether a complaint waits for the council."""
    if case.state != State.CLOSED or case.closing != Closing.INADMISSIBLE:
        return False
    last = case.moves.filter(verb__in=(COMPLAIN, HEAR)).last()
    return last is not None and last.verb == COMPLAIN


def waiting(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases of these whose complaint nobody has heard, the oldest refusal first."""
    heard = Move.objects.filter(case=OuterRef("case"), verb=HEAR, pk__gt=OuterRef("pk"))
    said = Move.objects.filter(~Exists(heard), case=OuterRef("pk"), verb=COMPLAIN)
    rows = cases.filter(Exists(said), state=State.CLOSED, closing=Closing.INADMISSIBLE)
    return rows.order_by("closed_at", "pk")
