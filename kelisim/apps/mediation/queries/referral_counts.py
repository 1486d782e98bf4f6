"""Referrals of a period by the stage the matter was at: true counts, which leave the room only protected."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time

from django.utils import timezone

from kelisim.apps.mediation.models import Party, Referral
from kelisim.apps.mediation.queries.tables import Tally
from kelisim.kernel.packs.codes import codes


def referrals_by_stage(*, since: date, until: date) -> dict[str, Tally]:
    """Cases that came of referrals received from `since` to the day before `until`, and their applicants.

    Every stage of the pack is named, also with nothing: an absent one would tell of a zero. A referral no
    case came of is not counted. Not for pages: a release suppresses and rounds it first
    (docs/method/disclosure.md). Two queries.
    """
    begins, ends = (timezone.make_aware(datetime.combine(day, time.min)) for day in (since, until))
    rows = Referral.objects.filter(received_at__gte=begins, received_at__lt=ends, case__isnull=False)
    stages = dict(rows.values_list("case", "stage"))
    sides = Party.objects.filter(case__in=stages, side=Party.Side.APPLICANT)
    people: dict[str, set[str]] = defaultdict(set)
    for case, name in sides.values_list("case", "person_hash"):
        people[stages[case]].add(name)
    cases = list(stages.values())
    return {
        code.code: Tally(cases=cases.count(code.code), applicants=len(people[code.code]))
        for code in codes("stages")
    }
