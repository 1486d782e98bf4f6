"""How many statements stand where, and in which languages; statements are counted here, never people."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import FORMS, Code, Conversation, Statement, Variant
from kelisim.engines.names.fold import fold

APPEALED = "appealed"


def with_counts(rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
    """Each with `live` and `waiting` statements, the newest first."""
    return rows.annotate(
        live=Count("statements", Q(statements__state=states.Statement.LIVE)),
        waiting=Count("statements", Q(statements__state=states.Statement.WAITING)),
    ).order_by("-created_at", "code")


def by_state(conversation: Conversation) -> dict[str, int]:
    """Statements by where they stand."""
    rows = Statement.objects.filter(conversation=conversation).order_by("state")
    return dict(rows.values_list("state").annotate(Count("pk")))


def codes(conversation: Conversation) -> dict[bool, int]:
    """Codes by whether they are used."""
    rows = Code.objects.filter(conversation=conversation).order_by("used")
    return dict(rows.values_list("used").annotate(Count("pk")))


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What is looked for: a state (or an open appeal), a language, a missing form, words or a number."""

    state: str = ""
    tongue: str = ""
    missing: str = ""
    words: str = ""


def find(conversation: Conversation, sought: Sought) -> QuerySet[Statement]:
    """Statements in the order they came."""
    rows = Statement.objects.filter(conversation=conversation).select_related("merged_into")
    if sought.state == APPEALED:
        rows = rows.filter(state=states.Statement.REJECTED, appealed_at__gte=F("decided_at"))
    elif sought.state:
        rows = rows.filter(state=sought.state)
    worded = Variant.objects.filter(statement=OuterRef("pk"))
    if sought.tongue:
        rows = rows.filter(Exists(worded.filter(form__startswith=sought.tongue)))
    if sought.missing:
        rows = rows.exclude(Exists(worded.filter(form=sought.missing)))
    if sought.words.strip().isdecimal():
        rows = rows.filter(number=int(sought.words.strip()[:9]))
    elif sought.words.strip():
        rows = rows.filter(Exists(worded.filter(key__contains=fold(sought.words))))
    return rows.order_by("number")


def lacking(conversation: Conversation) -> dict[str, int]:
    """For each language and script, how many statements that are voted on or wait have no wording in it."""
    told = Statement.objects.filter(
        conversation=conversation, state__in=(states.Statement.LIVE, states.Statement.WAITING)
    )
    worded = told.values("pk").annotate(
        **{form.name: Count("variants", Q(variants__form=form.value)) for form in FORMS}
    )
    found = worded.aggregate(**{f"no_{form.name}": Count("pk", Q(**{form.name: 0})) for form in FORMS})
    return {form.value: found[f"no_{form.name}"] for form in FORMS}
