"""Which figures stand, or stood on an earlier day: the one way to them."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from kelisim.apps.institution.public import end_of
from kelisim.apps.statistics.models import Indicator, Observation, Source


def known(as_known: date | None = None) -> QuerySet[Observation]:
    """The figures that stand; with a day, those that stood at its end, whatever was learnt since."""
    if as_known is None:
        return Observation.objects.filter(replaced=None)
    moment = end_of(as_known)
    return Observation.objects.filter(Q(replaced=None) | Q(replaced__gt=moment), recorded__lte=moment)


def sources_of_figures() -> QuerySet[Source]:
    """Sources of which a figure stands; one that was only named is not shown to readers."""
    return Source.objects.filter(Exists(known().filter(source=OuterRef("pk"))))


def indicators_with_figures() -> QuerySet[Indicator]:
    """What is counted, where a figure of it stands."""
    return Indicator.objects.filter(Exists(known().filter(indicator=OuterRef("pk"))))
