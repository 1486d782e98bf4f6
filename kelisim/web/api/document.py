"""The OpenAPI document: what the library draws from the code, with the answers every address may give."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from kelisim.web.api.problems import KINDS, MEDIA
from kelisim.web.api.root import api

PREFIX = "/api/v1/"
_TEXT: dict[str, Any] = {"type": "string"}
_PROBLEM = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457), in the language asked for.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "errors"],
    "properties": {
        "type": {**_TEXT, "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "code": {**_TEXT, "enum": list(KINDS)},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/BadParameter"}},
    },
}
_BAD = {
    "title": "BadParameter",
    "type": "object",
    "required": ["parameter", "code", "value", "detail"],
    "properties": {"parameter": _TEXT, "code": _TEXT, "value": {"type": ["string", "null"]}, "detail": _TEXT},
}
_HEADERS = {name: {"schema": _TEXT} for name in ("ETag", "Cache-Control")}
_KEPT = {"description": "What the reader has is still so (If-None-Match)", "headers": _HEADERS}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The whole of it. Every address may also answer 304 and, as problems, 400, 404, 405, 422, 500."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix=PREFIX)))
    found["info"]["license"] = {"name": "Apache License 2.0", "identifier": "Apache-2.0"}
    found["servers"] = [{"url": "/"}]
    found["components"]["schemas"] |= {"Problem": _PROBLEM, "BadParameter": _BAD}
    for path in found["paths"].values():
        for operation in path.values():
            operation["responses"]["200"]["headers"] = _HEADERS
            operation["responses"] |= {"304": _KEPT, **_problems()}
    return found


def _problems() -> dict[str, Any]:
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    codes: dict[int, list[str]] = {}
    for kind, (status, _title, _detail) in KINDS.items():
        codes.setdefault(status, []).append(kind)
    return {
        str(status): {"description": "Problem: " + ", ".join(kinds), "content": content}
        for status, kinds in sorted(codes.items())
    }


def openapi(request: HttpRequest) -> HttpResponse:
    """As a file of our own."""
    return HttpResponse(
        json.dumps(document(), ensure_ascii=False), content_type="application/json; charset=utf-8"
    )
