"""Whom the engine proposes for a case and why: what the clerk sees before she sends one name."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Learning, Mediator, Offer
from kelisim.apps.mediation.queries import demand, law, register
from kelisim.apps.mediation.queries.diary import absent_now
from kelisim.apps.mediation.states import State
from kelisim.engines.allotment import online
from kelisim.engines.allotment.types import COST_VERSION, CaseNeeds, MediatorOffer, Ranked, Situation
from kelisim.kernel.packs.calendar import working_days_between
from kelisim.kernel.seal.models import Holder

# Said on the page beside the list: quality never enters, least of all how often somebody settles.
NOT_USED = ("results", "ratings", "speed", "age", "sex", "origin")
_BUSY = (State.ACCEPTED, State.AGREED, State.RUNNING)


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One mediator with her place in the order and every term of her score (metres)."""

    mediator: Mediator
    name: str
    rank: int
    ranked: Ranked

    @property
    def km(self) -> float:
        """The way, in kilometres."""
        return round(self.ranked.metres / 1000, 1)

    @property
    def knows_topic(self) -> bool:
        """Whether the topic is among hers."""
        return all(reason.code != "topic_mismatch" for reason in self.ranked.reasons)


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The whole list, what went in, and who was left out why (codes)."""

    proposals: tuple[Proposal, ...]
    left_out: dict[int, str]
    input_sha256: str
    prices_of: str = ""  # the month that taught the prices; empty before the first
    not_used: tuple[str, ...] = NOT_USED

    def explanation(self, chosen: Mediator) -> dict[str, object]:
        """What the offer keeps: the eligible set, every term, rank and version; numbers and codes only."""
        return {
            "cost_version": COST_VERSION,
            "prices_of": self.prices_of,
            "eligible": [one.mediator.pk for one in self.proposals],
            "left_out": {str(pk): why for pk, why in self.left_out.items()},
            "not_used": list(self.not_used),
            "chosen": next((_terms(one) for one in self.proposals if one.mediator.pk == chosen.pk), {}),
        }


def ranking(case: Case, *, languages: tuple[str, ...] = ()) -> Ranking:
    """The mediators who fit, best first; `languages` widens the case's own on the clerk's decision."""
    today = timezone.localdate()
    rows = list(
        Mediator.objects.filter(region=case.region).select_related(
            "tenure__person", "office", "territory", "user"
        )
    )
    left_out = barred(case, rows, today)
    fit = [row for row in rows if row.pk not in left_out]
    needs = demand.needs(case, today)
    offers = [demand.offer(row) for row in fit]
    learned = Learning.objects.last()
    prices = learned.prices if learned else {}
    situation = Situation(loads=_loads(fit, today), share_of_period=_share(today), prices=prices)
    found: dict[int, Ranked] = {}
    for language in languages or (case.language,):
        asked = CaseNeeds(**{**vars(needs), "language": language})
        for ranked in online.rank(asked, offers, now=situation):
            best = found.get(int(ranked.mediator))
            if best is None or ranked.score < best.score:
                found[int(ranked.mediator)] = ranked
    by_pk = {row.pk: row for row in fit}
    order = sorted(found.values(), key=lambda one: one.score)
    return Ranking(
        proposals=tuple(
            Proposal(
                mediator=by_pk[int(one.mediator)],
                name=by_pk[int(one.mediator)].tenure.person.name,
                rank=place,
                ranked=one,
            )
            for place, one in enumerate(order, start=1)
        ),
        left_out=left_out,
        input_sha256=_digest(needs, offers, situation),
        prices_of=str(learned or ""),
    )


def barred(case: Case, mediators: list[Mediator], today: date) -> dict[int, str]:
    """Who cannot take this case, each with the first reason as a code."""
    offers = case.offers.exclude(status=Offer.Status.LAPSED)
    asked = dict(offers.values_list("mediator", "status"))
    advised = set(case.advisers.values_list("pk", flat=True))
    keyed = set(
        Holder.objects.filter(
            kind=Holder.Kind.STAFF, retired_at__isnull=True, user__in=[one.user_id for one in mediators]
        ).values_list("user", flat=True)
    )
    busy = Counter(
        Case.objects.filter(mediator__in=mediators, state__in=_BUSY).values_list("mediator", flat=True)
    )
    limit = law.number("open_cases_limit", today)
    away = absent_now(mediators, timezone.now())
    found = {}
    for one in mediators:
        checks = (
            (standing_bar(one, today), bool(standing_bar(one, today))),
            ("not_confirmed", register.is_silent(one, today)),
            ("away", one.pk in away),
            ("no_key", one.user_id not in keyed),
            ("advised_here", one.user_id in advised),
            (f"asked_before_{asked.get(one.pk, '')}", one.pk in asked),
            ("too_many_open_cases", busy[one.pk] >= limit),
        )
        why = next((code for code, true in checks if true), "")
        if why:
            found[one.pk] = why
    return found


def standing_bar(mediator: Mediator, today: date) -> str:
    """Why she cannot take any case today, as a code; empty if she can."""
    if not _on_register(mediator, today):
        return "not_on_register"
    return "suspended" if register.is_suspended(mediator, today) else ""


def _on_register(mediator: Mediator, today: date) -> bool:
    tenure = mediator.tenure
    if mediator.entered_on is not None and today < mediator.entered_on:
        return False
    return (tenure.since is None or tenure.since <= today) and (tenure.until is None or today < tenure.until)


def _loads(mediators: list[Mediator], today: date) -> dict[str, int]:
    """Cases each took since the first of January."""
    taken = Q(offers__status__in=["accepted", "closed"], offers__answered_at__year=today.year)
    counted = Mediator.objects.filter(pk__in=[one.pk for one in mediators]).annotate(
        taken=Count("offers", filter=taken)
    )
    return {str(row.pk): row.taken for row in counted}


def _share(today: date) -> float:
    first, last = date(today.year, 1, 1), date(today.year, 12, 31)
    return working_days_between(first, today) / max(working_days_between(first, last), 1)


def _digest(needs: CaseNeeds, offers: list[MediatorOffer], now: Situation) -> str:
    told = {
        "case": {**vars(needs), "day": needs.day.isoformat(), "excluded": sorted(needs.excluded)},
        "mediators": [
            {**vars(one), "languages": sorted(one.languages), "topics": sorted(one.topics)} for one in offers
        ],
        "loads": dict(sorted(now.loads.items())),
        "prices": {one.id: now.prices.get(one.id, 0) for one in offers},
        "share": round(now.share_of_period, 6),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _terms(one: Proposal) -> dict[str, object]:
    reasons = [
        {name: value for name, value in vars(reason).items() if value is not None}
        for reason in one.ranked.reasons
    ]
    return {
        "mediator": one.mediator.pk,
        "rank": one.rank,
        "score": one.ranked.score,
        "cost": one.ranked.cost,
        "metres": one.ranked.metres,
        "price": one.ranked.price,
        "load_penalty": one.ranked.load_penalty,
        "load": one.ranked.load,
        "capacity": one.ranked.capacity,
        "reasons": reasons,
    }
