"""All that other rooms may ask: totals of published results; never a vote, a person or a hidden number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from kelisim.apps.dialogue.models import Conversation, Result, Statement
from kelisim.apps.dialogue.queries.published import publication_of
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import prefix

__all__ = ["Division", "Interest", "Uniting", "common_ground", "division", "interest_map"]


@dataclass(frozen=True, kw_only=True)
class Uniting:
    """A statement that unites as published; `methods` 1 or 2; `score` None where a small group hides it."""

    statement: int
    texts: dict[str, str]
    score: float | None
    methods: int
    agree: dict[str, int | str | None]  # whole per cents by group, coded at the ends


@dataclass(frozen=True, kw_only=True)
class Division:
    """Contested statements of all with enough answers, and the day that was published."""

    contested: int
    of: int
    published_on: date

    @property
    def share(self) -> float | None:
        """Of nothing there is no share."""
        return self.contested / self.of if self.of else None


@dataclass(frozen=True, kw_only=True)
class Interest:
    """What an interest's statements found: `support` the least and most agreement of a group (per cent)."""

    interest: str
    conversations: int
    statements: int
    uniting: int
    contested: int
    support: tuple[int, int] | None
    first: date
    last: date


def common_ground(conversation: Conversation) -> list[Uniting]:
    """What unites by the latest publication, the first first; empty while nothing is published."""
    one = publication_of(conversation)
    if one is None:
        return []
    return [
        Uniting(
            statement=int(entry["statement"]),
            texts=one.texts.get(entry["statement"], {}),
            score=entry["score"],
            methods=2 if entry["uniting"] == "yes" else 1,
            agree={group: cell["agree"] for group, cell in entry["per_group"].items()},
        )
        for entry in one.told["common_ground"]
        if entry["uniting"] != "no"
    ]


def division(conversation: Conversation) -> Division | None:
    """How far the conversation is divided; None while nothing is published or no groups are described."""
    result = Result.objects.filter(conversation=conversation).first()
    if result is None or not result.public["groups"]:
        return None
    return Division(**result.public["division"], published_on=timezone.localdate(result.published_at))


def interest_map(territory: Territory | None, *, since: date, until: date) -> list[Interest]:
    """What became of each named interest in conversations of a place last published in the period."""
    found: dict[str, list[tuple[Result, dict[str, Any]]]] = {}
    for result, named in _published(territory, since, until):
        for entry in result.public["common_ground"]:
            if entry["statement"] in named:
                found.setdefault(named[entry["statement"]], []).append((result, entry))
    return [_interest(name, rows) for name, rows in sorted(found.items())]


def _published(
    territory: Territory | None, since: date, until: date
) -> Iterator[tuple[Result, dict[str, str]]]:
    """The latest publication of each conversation, with the interests of its statements by number."""
    rows = Conversation.objects.filter(results__isnull=False).distinct()
    if territory is not None:
        rows = rows.filter(territory__code__startswith=prefix(territory))
    named: dict[int, dict[str, str]] = {}
    for one in Statement.objects.filter(conversation__in=rows).exclude(interest=""):
        named.setdefault(one.conversation_id, {})[str(one.number)] = one.interest
    for conversation in rows:
        result = Result.objects.filter(conversation=conversation).first()
        if result is not None and since <= timezone.localdate(result.published_at) < until:
            yield result, named.get(conversation.pk, {})


def _interest(name: str, rows: list[tuple[Result, dict[str, Any]]]) -> Interest:
    days = sorted(timezone.localdate(result.published_at) for result, _entry in rows)
    shares = [
        share
        for _result, entry in rows
        for cell in entry["per_group"].values()
        if (share := _whole(cell["agree"])) is not None
    ]
    return Interest(
        interest=name,
        conversations=len({result.conversation_id for result, _entry in rows}),
        statements=len(rows),
        uniting=sum(entry["uniting"] == "yes" for _result, entry in rows),
        contested=sum(entry["contested"] for _result, entry in rows),
        support=(min(shares), max(shares)) if shares else None,
        first=days[0],
        last=days[-1],
    )


def _whole(share: int | str | None) -> int | None:
    """A coded end counts as its edge."""
    if share is None or isinstance(share, int):
        return share
    return 95 if share.startswith("95") else 5
