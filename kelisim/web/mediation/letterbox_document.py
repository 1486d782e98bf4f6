"""The letterbox described for programs: a small OpenAPI document of its own, beside that of the read API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kelisim.apps.mediation.queries.reconciling import COMPARED, Kind
from kelisim.apps.mediation.queries.referral_file import COLUMNS, LENGTHS, NEEDED, PHONES
from kelisim.apps.mediation.queries.referrals import DAYS
from kelisim.web.mediation.letterbox import A_PAGE, KEY_LETTERS
from kelisim.web.mediation.passes import MEDIA, MOST, as_json

_DAY = {"type": ["string", "null"], "format": "date"}
_QUARTER = {
    "name": "quarter",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "example": "2026-Q3",
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": KEY_LETTERS.start, "maxLength": KEY_LETTERS.stop - 1},
}
_PAGE = {"name": "page", "in": "query", "schema": {"type": "integer", "minimum": 1}}


@require_safe
def letterbox_document(_request: HttpRequest) -> HttpResponse:
    """For everybody: without a pass it opens nothing."""
    return as_json(200, document())


def document() -> dict[str, Any]:
    """Made from the same lists the letterbox reads by, so that it cannot fall behind them."""
    paths = {
        "/api/v1/referrals": {
            "get": _deed(f"Statuses of the institution's referrals, {A_PAGE} a page", "Statuses", [_PAGE]),
            "post": _deed("Send one referral, once", "Status", [_KEY], sent="Referral", made=201),
        },
        "/api/v1/referrals/quarters/{quarter}": {
            "get": _deed("The comparison of a quarter", "Comparison", [_QUARTER]),
            "put": _deed("Send the list of a quarter that is over", "Comparison", [_QUARTER], sent="Ledger"),
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Letterbox of referring institutions",
            "version": "1",
            "description": f"With a pass an officer issues. At most {MOST} questions a minute and process.",
        },
        "paths": paths,
        "components": {
            "securitySchemes": {"pass": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(),
        },
        "security": [{"pass": []}],
    }


def _deed(
    summary: str, answer: str, parameters: list[dict[str, Any]], *, sent: str = "", made: int = 200
) -> dict[str, Any]:
    found: dict[str, Any] = {"summary": summary, "parameters": parameters}
    if sent:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": _named(sent)}}}
    wrong = {"content": {MEDIA: {"schema": _named("Problem")}}}
    codes = {"400": "No idempotency key", "409": "Used otherwise, not over or closed", "422": "Bad values"}
    codes = codes if sent else {"404": "Nothing kept"} if answer == "Comparison" else {}
    codes |= {"401": "No valid pass", "429": "Too many questions"}
    found["responses"] = {
        str(made): {
            "description": "Done",
            "content": {"application/json": {"schema": _named(answer)}},
        },
        **{code: {"description": words, **wrong} for code, words in sorted(codes.items())},
    }
    return found


def _named(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _text(most: int | None = None) -> dict[str, Any]:
    return {"type": "string"} | ({"maxLength": most} if most else {})


def _object(properties: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


def _schemas() -> dict[str, Any]:
    status = {"ref": _text(), "status": {"enum": ["received", "accepted", "started", "ended"]}}
    status |= {**dict.fromkeys(DAYS, _DAY), "ground": {"type": ["string", "null"]}}
    line = {"ref": _text(), "kind": {"enum": [kind.value for kind in Kind]}, "fields": {"type": "object"}}
    compared = {
        "quarter": _text(),
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "lines": {"type": "array", "items": _object(line, list(line))},
        "confirmed_by_institution": {"type": "boolean"},
        "confirmed_by_mediation": {"type": "boolean"},
    }
    lengths = LENGTHS | PHONES
    listed = {
        "items": {"type": "array", "items": _named("Status")},
        "next_page": {"type": ["integer", "null"]},
    }
    problem = {"type": _text(), "status": {"type": "integer"}, "detail": _text(), "errors": {"type": "array"}}
    row = _object({one: _text() for one in ("ref", *COMPARED)}, ["ref"])
    return {
        "Referral": _object({one: _text(lengths.get(one)) for one in COLUMNS}, list(NEEDED)),
        "Status": _object(status, list(status)),
        "Statuses": _object(listed, list(listed)),
        "Ledger": {"type": "array", "items": row},
        "Comparison": _object(compared, list(compared)),
        "Problem": _object(problem, list(problem)),
    }
