"""Bodies and powers over their whole life: names, parents, heads, who held what when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.institution.models import Power
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import names_borne
from kelisim.apps.registry.public import Organisation, organisations_by_code
from kelisim.engines.timeline.fold import order
from kelisim.engines.timeline.types import BIRTH, END, Effect, Kind, Verb
from kelisim.kernel.texts.of import text_of
from kelisim.web.api.asked import Asked, Listed, no_such
from kelisim.web.api.pages import Page, items_page, rows_page
from kelisim.web.api.problems import bad_parameters
from kelisim.web.api.shapes import Dated, Shape, Words, dated, words, words_of
from kelisim.web.institution.axis import mentioned, touches
from kelisim.web.institution.lives import holdings

TAG = "institution"
router = Router()


class OrganRow(Shape):
    """A body the ledger speaks of. `external`: outside the institution, in being without an act of it."""

    code: str
    kind: str
    external: bool
    name: Words
    created: Dated | None
    ended: Dated | None


class Named(Shape):
    """A name and since when; null for the name it bore before any act."""

    name: Words
    since: Dated | None


class Placed(Shape):
    """Under which body it stood since when: as a part of it, or attached to it."""

    parent: str
    tie: str = Field(alias="as")
    since: Dated


class Headed(Shape):
    """By which rule its head was found since when."""

    rule: str
    of: str
    since: Dated


class Held(Shape):
    """A power in a body's hands. `lapsed`: it ended with the body."""

    power: str
    holder: str
    value: dict[str, Any]
    since: Dated
    ended: Dated | None
    lapsed: bool
    verified: bool


class OrganWhole(OrganRow):
    """A body's whole life; `effects`: codes of the ledger's rows that speak of it."""

    names: list[Named]
    parents: list[Placed]
    heads: list[Headed]
    powers: list[Held]
    effects: list[str]


class PowerRow(Shape):
    """Something a body may do, or is."""

    code: str
    name: Words
    exclusive: bool


class PowerWhole(PowerRow):
    """A power with everybody who ever held it."""

    held: list[Held]


def _standing() -> list[Effect]:
    return sorted((row for row in ledger() if row.voided is None), key=order)


def _row(body: Organisation, life: list[Effect]) -> dict[str, Any]:
    births = [row for row in life if row.verb in BIRTH]
    ended = life[-1] if life and life[-1].verb in END else None
    return {
        "code": body.code,
        "kind": body.kind,
        "external": body.external,
        "name": words(names_borne(life, text_of(body, "name"))[-1][1]),
        "created": dated(births[-1]) if births else None,
        "ended": dated(ended) if ended else None,
    }


def _life(rows: Iterable[Effect], code: str) -> list[Effect]:
    return [row for row in rows if row.kind is Kind.ORGANISATION and row.subject == code]


@router.get("/organs", response=Page[OrganRow], summary=gettext_noop("Every body the ledger speaks of"))
def organs(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By code."""
    rows = _standing()
    bodies = organisations_by_code(mentioned(rows))
    found = [_row(bodies[code], _life(rows, code)) for code in sorted(bodies)]
    return items_page(request, asked, found, lambda one: str(one["code"]))


@router.get(
    "/organs/{slug:code}",
    response=OrganWhole,
    by_alias=True,
    summary=gettext_noop("One body: every name it bore, where it stood, who headed it, which powers it held"),
)
def organ(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """From the rows of the ledger that stand today."""
    rows = _standing()
    body = organisations_by_code({code}).get(code)
    own = [row for row in rows if touches(row, code)]
    if body is None or not own:
        raise bad_parameters([no_such("code", code)])
    life = _life(rows, code)
    return {
        **_row(body, life),
        "names": [
            {"name": words(text), "since": dated(row) if row else None}
            for row, text in names_borne(life, text_of(body, "name"))
        ],
        "parents": [
            {"parent": row.value["parent"], "as": row.value.get("as") or "attached", "since": dated(row)}
            for row in life
            if row.value.get("parent")
        ],
        "heads": [
            {"rule": row.value["rule"], "of": row.value["of"], "since": dated(row)}
            for row in life
            if row.verb is Verb.HEAD
        ],
        "powers": _held(rows, holder=code),
        "effects": [row.code for row in own],
    }


def _held(rows: list[Effect], *, power: str = "", holder: str = "") -> list[Held]:
    return [
        Held(
            power=one.given.subject,
            holder=one.holder,
            value=dict(one.given.value),
            since=dated(one.given),
            ended=dated(one.end) if one.end else None,
            lapsed=one.lapsed,
            verified=one.given.verified,
        )
        for one in holdings(rows)
        if one.given.subject == (power or one.given.subject) and one.holder == (holder or one.holder)
    ]


def _power(row: Power) -> dict[str, Any]:
    return {"code": row.code, "name": words_of(row, "name"), "exclusive": row.exclusive}


@router.get("/powers", response=Page[PowerRow], summary=gettext_noop("Every power the ledger speaks of"))
def powers(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By code."""
    return rows_page(request, asked, Power.objects.all(), ("code",), _power)


@router.get(
    "/powers/{slug:code}",
    response=PowerWhole,
    summary=gettext_noop("One power: who held it, when, under which act"),
)
def power(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """From the rows of the ledger that stand today."""
    found = Power.objects.filter(code=code).first()
    if found is None:
        raise bad_parameters([no_such("code", code)])
    return {**_power(found), "held": _held(_standing(), power=code)}
