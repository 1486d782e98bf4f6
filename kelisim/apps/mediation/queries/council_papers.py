"""How the paper of a council stands on a day."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet

from kelisim.apps.mediation.models import CouncilPaper


class Standing(StrEnum):
    """What a paper waits for."""

    LATE = "late"
    LOOK_BACK = "look_back"
    DUE = "due"
    DONE = "done"
    CLOSED = "closed"


def standing(paper: CouncilPaper, day: date) -> Standing:
    """The look-back comes before what is late: once it is over, nothing is waited for."""
    if paper.looked_back_on is not None:
        return Standing.CLOSED
    if paper.look_back_on <= day:
        return Standing.LOOK_BACK
    if paper.done_on is not None:
        return Standing.DONE
    return Standing.LATE if paper.due_on < day else Standing.DUE


def waiting(rows: QuerySet[CouncilPaper], day: date) -> dict[Standing, int]:
    """How many of them are late, are to be looked back on, are due; one query."""
    found = Counter(standing(one, day) for one in rows.filter(looked_back_on=None))
    return {key: found[key] for key in (Standing.LATE, Standing.LOOK_BACK, Standing.DUE)}
