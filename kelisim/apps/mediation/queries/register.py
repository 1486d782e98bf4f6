"""The public register of mediators: who stands on it on a day, and who is silent or suspended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Substr
from django.utils import timezone

from kelisim.apps.institution.public import Tenure
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.registry.public import Organisation, OrganisationKind, Person
from kelisim.kernel.packs.dated import NoValue, value_on
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import within_of
from kelisim.kernel.texts.keys import KeyedQuerySet


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a reader looks for; an empty field asks for nothing."""

    place: Territory | None = None
    language: str = ""
    topic: str = ""
    kind: str = ""
    name: str = ""


def on_register(day: date) -> QuerySet[Mediator]:
    """Everybody whose tenure runs on the day; a suspended or silent one too, for the register says so."""
    entered = Q(entered_on__isnull=True) | Q(entered_on__lte=day)
    if day >= timezone.localdate():
        begun = Q(tenure__since__isnull=True) | Q(tenure__since__lte=day)
        not_over = Q(tenure__until__isnull=True) | Q(tenure__until__gt=day)
        return Mediator.objects.filter(entered, begun, not_over)
    # Her office moved or she was elected again: an earlier tenure of the same person held her on the day.
    held = Tenure.objects.on(day).filter(
        person=OuterRef("tenure__person"), post__organisation__kind=OrganisationKind.MEDIATION_OFFICE
    )
    return Mediator.objects.filter(entered, Exists(held))


def found(wanted: Wanted, day: date) -> QuerySet[Mediator]:
    """Who fits, in Kazakh order; one query with all that a line shows."""
    rows = on_register(day).select_related(
        "tenure__person", "tenure__act", "office__territory", "territory", "region"
    )
    if wanted.place is not None:
        rows = rows.filter(within_of("territory", wanted.place))
    if wanted.language:
        rows = rows.filter(_word("languages", wanted.language))
    if wanted.topic:
        rows = rows.filter(_word("topics", wanted.topic))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.name:
        named = KeyedQuerySet(Person).matching(wanted.name).values("pk")
        offices = KeyedQuerySet(Organisation).matching(wanted.name).values("pk")
        rows = rows.filter(Q(tenure__person__in=named) | Q(office__in=offices))
    return rows.order_by("tenure__person__sort_key", "pk")


def counted_by_region(day: date) -> dict[str, int]:
    """How many stand on the register, by the first two digits of their region; one query."""
    rows = on_register(day).order_by().annotate(head=Substr("region__code", 1, 2)).values("head")
    return {line["head"]: line["mediators"] for line in rows.annotate(mediators=Count("pk"))}


def is_suspended(mediator: Mediator, day: date) -> bool:
    """Whether she may not mediate on the day."""
    since, until = mediator.suspended_since, mediator.suspended_until
    return since is not None and since <= day and (until is None or day < until)


def confirm_by(mediator: Mediator, day: date) -> date | None:
    """Until when she has to confirm her entry; None where the pack asks for no confirmation.

    Nobody is late before a whole period has passed since the rule began.
    """
    try:
        rule = value_on("register_confirmation_days", day)
    except NoValue:
        return None
    starts = [one for one in (rule.since, mediator.confirmed_on or mediator.tenure.since) if one is not None]
    return max(starts) + timedelta(days=int(str(rule.value))) if starts else None


def is_silent(mediator: Mediator, day: date) -> bool:
    """Whether she let the day pass: no new case is proposed to her, and she stays on the register."""
    last = confirm_by(mediator, day)
    return last is not None and last < day


def is_due(mediator: Mediator, day: date) -> bool:
    """Whether the days have begun in which she is asked to confirm."""
    last = confirm_by(mediator, day)
    return last is not None and last - timedelta(days=_reminder_days(day)) <= day


def to_remind(day: date) -> list[Mediator]:
    """Mediators with an account who are due; who confirmed long enough ago is not even read."""
    try:
        period = int(str(value_on("register_confirmation_days", day).value))
    except NoValue:
        return []
    recent = day - timedelta(days=period - _reminder_days(day))
    rows = on_register(day).filter(user__isnull=False).exclude(confirmed_on__gt=recent)
    return [one for one in rows.select_related("tenure") if is_due(one, day)]


def without_account(rows: QuerySet[Mediator], day: date) -> QuerySet[Mediator]:
    """Those of the rows who stand on the register and have no account yet, the oldest entry first."""
    return rows.filter(pk__in=on_register(day).values("pk"), user=None).order_by("entered_on", "pk")


def _reminder_days(day: date) -> int:
    return int(str(value_on("register_reminder_days", day).value))


def _word(column: str, word: str) -> Q:
    """The word among words with a space between; the same on both databases."""
    whole, first, last, inside = (
        {column: word},
        {f"{column}__startswith": f"{word} "},
        {f"{column}__endswith": f" {word}"},
        {f"{column}__contains": f" {word} "},
    )
    return Q(**whole) | Q(**first) | Q(**last) | Q(**inside)
