"""Applications by week, district and topic as one array."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Count

from kelisim.apps.mediation.queries.weekly import WEEK, applied, district_of
from kelisim.engines.surveillance.excess import Counts
from kelisim.kernel.packs.codes import codes


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Counts by week, district and topic; districts and topics in the order of the axes."""

    weeks: Counts
    districts: list[str]
    topics: list[str]


def panel(since: date, until: date) -> Panel:
    """Whole weeks from one Monday to another; applications that name no district are left out. One query."""
    counted = applied(since, until).values_list("territory", "topic", "entered_on").annotate(Count("pk"))
    found = [(district_of(place), topic, day, number) for place, topic, day, number in counted]
    topics = [code.code for code in codes("topics")]
    districts = sorted({row[0] for row in found})
    weeks = np.zeros(((until - since) // WEEK, len(districts), len(topics)), dtype=np.int64)
    at = {name: place for place, name in enumerate(districts)}
    of = {name: place for place, name in enumerate(topics)}
    for district, topic, day, number in found:
        if topic in of:
            weeks[(day - since) // WEEK, at[district], of[topic]] += number
    return Panel(weeks=weeks, districts=districts, topics=topics)
