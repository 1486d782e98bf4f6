"""The API itself. To hang on a subject: a file in `resources/` with a `router`, and its name in RESOURCES."""

from __future__ import annotations

import json
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.renderers import JSONRenderer

from kelisim.kernel.logs.lines import error_place
from kelisim.web.api.problems import Refused, problem
from kelisim.web.api.resources import (
    acts,
    bodies,
    changes,
    dialogue,
    diversity,
    effects,
    events,
    evidence,
    figures,
    institution,
    mediation,
    methods,
    posts,
    releases,
    results,
    story,
    tasks,
    territories,
)

RESOURCES = (
    institution,
    acts,
    effects,
    bodies,
    posts,
    events,
    tasks,
    figures,
    territories,
    diversity,
    changes,
    methods,
    mediation,
    dialogue,
    releases,
    results,
    evidence,
    story,
)

log = structlog.get_logger("kelisim.web")


class ReadApi(NinjaAPI):
    """Operations are called as their functions, whose names no two share."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """For programs drawn from the document."""
        return operation.view_func.__name__


class Renderer(JSONRenderer):
    """Cyrillic as it is written."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """Text in UTF-8."""
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False)


api = ReadApi(
    title="Kelisim",
    version="1",
    description=(
        "Read API of Kelisim: published figures, the institution on any day, and by which act. "
        "Descriptions are in English; the page /api/ tells them in Kazakh, Russian and English."
    ),
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    renderer=Renderer(),
)


@api.exception_handler(Refused)
def refused(_request: HttpRequest, error: Refused) -> HttpResponse:
    """The question cannot be answered."""
    return problem(error.kind, error.bad)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Our fault: logged like any page that fails, by class and line only."""
    match = request.resolver_match
    log.error("exception", page=match.view_name if match else "", **error_place(error))
    return problem("our_fault")


for resource in RESOURCES:
    api.add_router("", resource.router, tags=[resource.TAG])
