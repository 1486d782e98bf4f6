"""The ledger itself: every row, voided ones too."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.models import Act, Effect, EffectQuerySet
from kelisim.apps.institution.queries.ledger import end_of, engine_row
from kelisim.apps.institution.states import Verb
from kelisim.apps.registry.models import Organisation
from kelisim.web.api.asked import Code, Day, Listed, Owner, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.shapes import Shape

TAG = "institution"
ORDER = ("on_last", "on", "code")
router = Router()


class EffectsAsked(Listed):
    """Rows of one act, of one subject, of one holder, of one verb, or as known on a day."""

    act: Code | None = Field(None, description=gettext_noop("Code of the act."))
    subject: Code | None = Field(
        None,
        description=gettext_noop("Code of what the effect is about: a body, a territory, a power or an act."),
    )
    holder: Code | None = Field(
        None, description=gettext_noop("Code of the body that holds or held the power.")
    )
    verb: Verb | None = Field(None, description=gettext_noop("What the act does."))
    as_known: Day | None = Field(
        None,
        description=gettext_noop(
            "Only rows that stood at the end of that day, YYYY-MM-DD. Default: every row."
        ),
    )


class EffectRow(Shape):
    """One row of the ledger: what an act does to what, from when. `voided` null: it stands."""

    code: str
    act: str
    clause: str | None
    kind: str
    subject: str
    verb: str
    key: str | None
    value: dict[str, Any]
    on: date
    on_last: date
    precision: str
    facts: list[str]
    source: str | None
    confidence: str
    verified: bool
    recorded: datetime
    voided: datetime | None
    reason: str | None


def effect_row(row: Effect) -> EffectRow:
    """A row with its subject named by kind and code."""
    told = engine_row(row)
    return EffectRow(
        code=row.code,
        act=told.act,
        clause=told.clause or None,
        kind=told.kind.value,
        subject=told.subject,
        verb=told.verb.value,
        key=told.key or None,
        value=dict(told.value),
        on=told.first,
        on_last=told.last,
        precision=told.precision,
        facts=list(told.facts),
        source=row.source or None,
        confidence=told.confidence,
        verified=told.verified,
        recorded=told.recorded,
        voided=told.voided,
        reason=row.reason or None,
    )


def rows() -> EffectQuerySet:
    """Rows with all they name, in one query."""
    return Effect.objects.select_related("act", "organisation", "power", "about_act")


@router.get(
    "/effects",
    response=Page[EffectRow],
    summary=gettext_noop(
        "The ledger: what each act did to what, from which day, with voided rows and their reasons"
    ),
)
def effects(request: HttpRequest, asked: Query[EffectsAsked]) -> Any:
    """In the order of the last possible day."""
    found = rows().filter(_wanted(asked))
    if asked.as_known:
        found = found.stood_at(end_of(asked.as_known))
    page = rows_page(request, asked, found, ORDER, effect_row)
    refuse_unknown(
        page,
        [
            Owner("act", asked.act, Act.objects.filter(code=asked.act or "")),
            Owner("subject", asked.subject, Effect.objects.filter(_about(asked.subject or ""))),
            Owner("holder", asked.holder, Organisation.objects.filter(code=asked.holder or "")),
        ],
    )
    return page


def _wanted(asked: EffectsAsked) -> Q:
    found = Q()
    if asked.act:
        found &= Q(act__code=asked.act)
    if asked.subject:
        found &= _about(asked.subject)
    if asked.holder:
        found &= Q(power__isnull=False, key=asked.holder)
    if asked.verb:
        found &= Q(verb=asked.verb)
    return found


def _about(code: str) -> Q:
    return Q(organisation__code=code) | Q(territory_id=code) | Q(power__code=code) | Q(about_act__code=code)
