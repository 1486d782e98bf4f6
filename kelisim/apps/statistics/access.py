"""Who may see and load figures: published ones are everybody's."""

from __future__ import annotations

from django.db.models import QuerySet

from kelisim.apps.statistics.models import Observation


def visible_observations() -> QuerySet[Observation]:
    """All of them: this room holds published figures only, and a figure without a source cannot be stored."""
    return Observation.objects.all()
