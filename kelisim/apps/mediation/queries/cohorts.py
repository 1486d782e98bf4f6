"""Which cases are counted for a share of a period, and which of them are its part (docs/method/measures.md).

Cohorts: whatever became of them since.
"""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.models.case import Outcome

UPTAKE = "uptake"
_ASSISTED = ("office", "telephone", "paper")
_UNHELD = (Outcome.DECLINED, Outcome.NO_RESPONSE)


def unresolved_before(cases: QuerySet[Case], since: date) -> QuerySet[Case]:
    """All that a period beginning on the day can count: a case is received, invited, agreed to and settled
    no later than it is resolved. Found by an index; a quarter among a million cases is one in ten."""
    return cases.filter(Q(resolved_on__isnull=True) | Q(resolved_on__gte=since))


def between(field: str, since: date, until: date) -> Q:
    """From the first day to the one before `until`."""
    return Q(**{f"{field}__gte": since, f"{field}__lt": until})


def moments(field: str, since: date, until: date) -> Q:
    """The same of a moment, by the clock of the house; without turning each into a day, so by an index."""
    begins, ends = (timezone.make_aware(datetime.combine(day, time.min)) for day in (since, until))
    return Q(**{f"{field}__gte": begins, f"{field}__lt": ends})


def whole_and_part(since: date, until: date) -> dict[str, tuple[Q, Q]]:
    """By the code of the share; the part is of the whole."""
    invited = Move.objects.filter(between("on", since, until), verb="invite").values("case")
    answered = Q(agreed_on__isnull=False) | Q(outcome__in=_UNHELD)
    applied = between("entered_on", since, until)
    ended = between("resolved_on", since, until) & Q(agreed_on__isnull=False, extended=False)
    return {
        UPTAKE: (Q(pk__in=invited) & answered, Q(agreed_on__isnull=False)),
        "settled_of_applications": (applied, Q(outcome__in=[Outcome.FULL, Outcome.PARTLY])),
        "consulted_of_applications": (applied, Q(outcome=Outcome.CONSULTED)),
        "assisted": (applied, Q(channel__in=_ASSISTED)),
        "past_term": (ended, Q(resolved_on__gt=F("due_on"))),
    }
