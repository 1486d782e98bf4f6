"""Acts, and what each did and suffered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.states import ActKind
from kelisim.web.api.asked import Asked, Listed, no_such
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.problems import bad_parameters
from kelisim.web.api.resources.effects import ORDER, EffectRow, effect_row, rows
from kelisim.web.api.shapes import Shape, Words, words_of

TAG = "institution"
router = Router()


class ActsAsked(Listed):
    """Acts of one kind, or all."""

    kind: ActKind | None = Field(None, description=gettext_noop("Kind of act."))


class ActRow(Shape):
    """A legal act. `recalled`: languages in which the title was not read, only remembered."""

    code: str
    number: str | None
    kind: str
    date: str
    on: dt.date
    on_last: dt.date
    precision: str
    title: Words | None
    recalled: list[str]
    identified: bool
    principal: bool
    source: str | None
    confidence: str
    verified: bool
    facts: list[str]


class ActWhole(ActRow):
    """An act with the rows of the ledger it made, and those that other acts made about it."""

    effects: list[EffectRow]
    suffered: list[EffectRow]


def _told(row: Act) -> dict[str, Any]:
    title = words_of(row, "title")
    return {
        "code": row.code,
        "number": row.number or None,
        "kind": row.kind,
        "date": days_of(row),
        "on": row.date,
        "on_last": row.date_last,
        "precision": row.precision,
        "title": title if any(title.model_dump().values()) else None,
        "recalled": row.recalled,
        "identified": row.identified,
        "principal": row.principal,
        "source": row.source or None,
        "confidence": row.confidence,
        "verified": row.verified,
        "facts": row.facts,
    }


@router.get("/acts", response=Page[ActRow], summary=gettext_noop("Legal acts, by date"))
def acts(request: HttpRequest, asked: Query[ActsAsked]) -> Any:
    """Acts nobody has identified yet are rows too: `identified` is false."""
    found = Act.objects.all()
    if asked.kind:
        found = found.filter(kind=asked.kind)
    return rows_page(request, asked, found, ("date_last", "date", "code"), _told)


@router.get(
    "/acts/{slug:code}",
    response=ActWhole,
    summary=gettext_noop("One act: what it did, and what other acts did to it"),
)
def act(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """With rows of the ledger, voided ones too."""
    row = Act.objects.filter(code=code).first()
    if row is None:
        raise bad_parameters([no_such("code", code)])
    return {
        **_told(row),
        "effects": [effect_row(one) for one in rows().filter(act=row).order_by(*ORDER)],
        "suffered": [
            effect_row(one) for one in rows().filter(about_act=row).exclude(act=row).order_by(*ORDER)
        ],
    }
