"""Many cases of one mediator, as her desk holds them: copies of a case that went the whole way."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from kelisim.apps.mediation.models import Case, Party, Session
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.number import new_number
from kelisim.apps.mediation.queries import law, people
from kelisim.apps.mediation.queries.people import Identity
from tests.cast import Story


def crowd(story: Story, number: int) -> list[Case]:
    """So many more open cases: talks agreed, planned, to be recorded, ending one after another."""
    first, now = story.refreshed(), timezone.now()
    made = []
    for at in range(number):
        due = timezone.localdate() + timedelta(days=2 + at)
        case = Case.objects.get(pk=first.pk)
        case.pk, case.number, case.once_hash = None, new_number(), None
        case.topic = ("neighbours", "labour", "family", "housing", "debt")[at % 5]
        case.due_on, case.clock, case.clock_at = due, Clock.TERM, law.over_at(due)
        case.save(force_insert=True)
        for side in ("A", "B"):
            party = Party(case=case, side=side, joined_at=now)
            party.identity = people.concealed(party, Identity(name=f"Тарап{side} Сыналғанұлы {at}"))
            party.save()
        if at % 3:
            starts = now + timedelta(hours=(at - 8) * 3)
            Session.objects.create(case=case, number=1, mode="meeting", starts_at=starts)
        made.append(case)
    return made
