"""Possible repeats: cases of one applicant against one other side about one topic, near in time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.mediation.states import State
from kelisim.engines.names.fold import fold
from kelisim.kernel.seal import service

LINK, DISMISS = "link_repeat", "dismiss_repeat"


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """Another case that may be the same matter, and what a clerk decided: link, dismiss or nothing yet."""

    case: Case
    decided: str


def repeat_hash(applicant: Identity, other: Identity, topic: str) -> str:
    """One hash for who, against whom, about what, however the names are spelled; empty without a name."""
    if not applicant.name:
        return ""
    who, whom = (" ".join(sorted(fold(one.name).split())) for one in (applicant, other))
    return service.keyed_hash("repeat", f"{who}|{whom}|{topic}")


def repeats_of(case: Case, seen: QuerySet[Case]) -> list[Repeat]:
    """The cases near this one that she sees too (`seen`), with what was decided of each pair. Two queries."""
    if not case.repeat_hash or case.received_at is None:
        return []
    near = timedelta(days=law.number("repeat_days"))
    others = (
        seen.filter(repeat_hash=case.repeat_hash)
        .filter(received_at__gte=case.received_at - near, received_at__lte=case.received_at + near)
        .exclude(pk=case.pk)
        .order_by("received_at", "pk")
    )
    listed = list(others)
    decided = decisions([case, *listed]) if listed else {}
    return [Repeat(case=one, decided=decided.get(pair(case.pk, one.pk), "")) for one in listed]


def undecided(cases: Iterable[Case], seen: QuerySet[Case]) -> set[int]:
    """Which of these cases have a repeat among those she sees on which nobody decided. Two queries."""
    listed = {one.pk: (one.repeat_hash, one.received_at) for one in cases if one.repeat_hash}
    if not listed:
        return set()
    near = timedelta(days=law.number("repeat_days"))
    hashes = {digest for digest, _at in listed.values()}
    twins = seen.exclude(state=State.DRAFT).filter(repeat_hash__in=hashes).order_by()
    found = list(twins.values_list("pk", "repeat_hash", "received_at"))
    pairs = {
        pair(mine, pk)
        for mine, (same, taken) in listed.items()
        for pk, digest, at in found
        if digest == same and pk != mine and taken and at and abs(at - taken) <= near
    }
    decided = decisions({*listed, *(pk for pk, _digest, _at in found)})
    return {pk for two in pairs if two not in decided for pk in two if pk in listed}


def pair(one: int, other: int) -> tuple[int, int]:
    """Two cases, the older first."""
    return min(one, other), max(one, other)


def decisions(cases: Iterable[Case | int]) -> dict[tuple[int, int], str]:
    """What was decided of pairs among these cases; the last word counts."""
    moves = Move.objects.filter(case__in=list(cases), verb__in=(LINK, DISMISS)).order_by("id")
    return {
        pair(case, int(facts["other"])): verb
        for case, verb, facts in moves.values_list("case_id", "verb", "facts")
    }
