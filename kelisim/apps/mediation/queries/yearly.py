"""What is counted once a year beside applications and outcomes: each case once, with whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Move, Party
from kelisim.apps.mediation.models.case import Outcome
from kelisim.apps.mediation.states import Closing

SETTLED = (Outcome.FULL, Outcome.PARTLY)
PERFORMANCE = (Closing.PERFORMED, Closing.PARTLY, Closing.NOT, Closing.UNKNOWN)
# A case in its place: row, column, keyed mark of the applicant. "" where a case names none.
Placed = tuple[str, str, str]
ALL = "all"  # the only row or column of a list


def discrimination(since: date, until: date) -> Iterator[Placed]:
    """Appeals of which discrimination is claimed, by ground and area; the group is never asked, nor kept."""
    claimed = _by_applicant().exclude(claimed_ground="").filter(_within("received_at", since, until))
    yield from claimed.values_list("claimed_ground", "claimed_area", "parties__person_hash")


def performance(since: date, until: date) -> Iterator[Placed]:
    """Settlements whose follow-up ended, by what became of all their obligations together."""
    followed = _followed().filter(_within("closed_at", since, until))
    for closing, who in followed.values_list("closing", "parties__person_hash"):
        yield ALL, closing, who


def followed_on(day: date) -> int:
    """Settlements whose performance was still open when the day began."""
    settled = _by_applicant().filter(outcome__in=SETTLED, resolved_on__lt=day)
    return settled.count() - _followed().filter(closed_at__lt=_begins(day)).count()


def break_glass(since: date, until: date) -> Iterator[Placed]:
    """Cases whose escrow two officers opened, by the reason of the first opening in the span."""
    opened = Move.objects.filter(verb="open_escrow", on__gte=since, on__lt=until)
    first = opened.filter(case=OuterRef("pk")).order_by("pk").values("reason")[:1]
    cases = _by_applicant().filter(pk__in=opened.values("case")).annotate(reason=Subquery(first))
    for reason, who in cases.values_list("reason", "parties__person_hash"):
        yield ALL, reason, who


COUNTED = {"discrimination": discrimination, "performance": performance, "break_glass": break_glass}


def _by_applicant() -> QuerySet[Case]:
    return Case.objects.filter(parties__side=Party.Side.APPLICANT)


def _followed() -> QuerySet[Case]:
    return _by_applicant().filter(outcome__in=SETTLED, closing__in=PERFORMANCE, closed_at__isnull=False)


def _within(field: str, since: date, until: date) -> Q:
    return Q(**{f"{field}__gte": _begins(since), f"{field}__lt": _begins(until)})


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
