"""Published figures and releases are everybody's; evidence on claims is read first by the editors alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from kelisim.apps.statistics.models import Evidence, FigureTable, Observation, Release
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.states.evidence import EvidenceState
from kelisim.kernel.access import door
from kelisim.kernel.accounts.models import User

if TYPE_CHECKING:
    from kelisim.kernel.access.door import Somebody


def visible_observations(as_known: date | None = None) -> QuerySet[Observation]:
    """All that stand, or stood at the end of a day: this room holds published figures only, and a figure
    without a source cannot be stored."""
    return known(as_known)


def may_load(user: User | None) -> bool:
    """Whoever keeps the figures; `None` is the house loading data."""
    return user is None or door.may(user, "statistics.load_figures")


def visible_tables(user: User) -> QuerySet[FigureTable]:
    """Tables handed in are seen by all who may load figures: one prepares, another looks and publishes."""
    return FigureTable.objects.all() if may_load(user) else FigureTable.objects.none()


def may_release(user: Somebody) -> bool:
    """Whoever drafts, signs and publishes releases: the secretariat."""
    return door.may(user, "statistics.release")


def visible_releases() -> QuerySet[Release]:
    """What everybody reads: the published release, and those it superseded."""
    return Release.objects.public()


def releases_at_the_desk(user: Somebody) -> QuerySet[Release]:
    """All of them, drafts too, for whoever may release; for others there are none."""
    return Release.objects.all() if may_release(user) else Release.objects.none()


def may_edit(user: User | None) -> bool:
    """The editors: the secretariat."""
    return user is not None and door.may(user, "statistics.decide_evidence")


def visible_evidence(user: User | None) -> QuerySet[Evidence]:
    """What she finds at her desk: everything handed in and not withdrawn for an editor, nothing for others.

    What is published everybody reads on the page of the claim, without asking here.
    """
    kept = Evidence.objects.exclude(state=EvidenceState.WITHDRAWN)
    return kept if may_edit(user) else kept.none()


def may_decide(user: User | None, evidence: Evidence) -> bool:
    """An editor, but never on what she handed in herself."""
    return user is not None and may_edit(user) and evidence.writer_id != user.pk
