"""The page of the API for people: drawn from the OpenAPI document itself, with real answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kelisim.web.api.document import document
from kelisim.web.api.problems import KINDS

LINES = 80  # so much of an answer stands on the page
TAGS: dict[str, Promise] = {
    "institution": gettext_lazy("Institution"),
    "statistics": gettext_lazy("Figures"),
    "territories": gettext_lazy("Territories"),
    "mediation": gettext_lazy("Mediation"),
    "dialogue": gettext_lazy("Conversations"),
    "results": gettext_lazy("Results"),
    "story": gettext_lazy("Story"),
}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One parameter as the page tells it."""

    name: str
    form: str
    needed: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Resource:
    """One address with what it may be asked."""

    code: str
    address: str
    words: str
    tag: str
    parameters: tuple[Parameter, ...]
    described: Any


def resources() -> list[Resource]:
    """Every address of the document, in its order."""
    return [_resource(address, told["get"]) for address, told in document()["paths"].items()]


def _resource(address: str, told: Any) -> Resource:
    summary = told["summary"]
    return Resource(
        code=told["operationId"],
        address=address,
        words=_(summary),
        tag=told["tags"][0],
        parameters=tuple(_parameter(one) for one in told["parameters"]),
        described=told["parameters"],
    )


def _parameter(told: Any) -> Parameter:
    words = told.get("description", "")
    return Parameter(
        name=told["name"],
        form=_form(told["schema"]),
        needed=told["required"],
        words=_(words) if words else _("Code of one item, as its list gives it."),
    )


def _form(schema: Any) -> str:
    """How a value is written: a day, one of several words, a whole number, or text."""
    whole = document()["components"]["schemas"]
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    kind = {**whole.get(kinds[0].get("$ref", "").rpartition("/")[2], {}), **kinds[0]}
    if "enum" in kind:
        return " | ".join(kind["enum"])
    if kind.get("format") == "date":
        return "YYYY-MM-DD"
    if kind.get("type") == "integer":
        return f"{kind['minimum']}\u2013{kind['maximum']}"
    return _("text")


def api_page(request: HttpRequest) -> HttpResponse:
    """What the API is, its rules, every address, every problem."""
    groups = groupby(sorted(resources(), key=lambda one: list(TAGS).index(one.tag)), key=lambda one: one.tag)
    problems = [
        {"code": code, "status": status, "title": title, "detail": detail}
        for code, (status, title, detail) in KINDS.items()
    ]
    context = {"groups": [(TAGS[tag], list(found)) for tag, found in groups], "problems": problems}
    return render(request, "api/api_page.html", context)


def api_resource(request: HttpRequest, code: str) -> HttpResponse:
    """One address: its parameters, a question and the real answer to it."""
    found = next((one for one in resources() if one.code == code), None)
    if found is None:
        raise Http404
    question = example(found)
    lines = json.dumps(ask(question), ensure_ascii=False, indent=2).split("\n") if question else []
    context = {
        "resource": found,
        "question": question,
        "answer": "\n".join(lines[:LINES]),
        "cut": len(lines) > LINES,
    }
    return render(request, "api/api_resource.html", context)


def ask(address: str) -> Any:
    """The API's own answer, asked for inside this process."""
    path, _mark, query = address.partition("?")
    asked = HttpRequest()
    asked.method, asked.path, asked.path_info = "GET", path, path
    asked.GET = QueryDict(query)
    asked.resolver_match = resolve(path)
    answer = asked.resolver_match.func(asked, *asked.resolver_match.args, **asked.resolver_match.kwargs)
    return json.loads(answer.content)


def example(resource: Resource) -> str:
    """A question that can be answered from what is loaded; none where its list is empty."""
    address = resource.address
    if "{code}" in address:
        codes = _codes(address.replace("/{code}", ""), 1)
        return address.replace("{code}", codes[0]) if codes else ""
    needed = [one for one in resource.described if one["required"]]
    given = {one["name"]: one["examples"][0] for one in needed if "examples" in one}
    places = [one["name"] for one in needed if "examples" not in one]
    if places:
        given |= dict(
            zip(places, _codes(address.rpartition("/")[0] + "/territories", len(places)), strict=False)
        )
    if len(given) < len(needed):
        return ""
    if any(one["name"] == "limit" for one in resource.described):
        given["limit"] = "2"
    query = "&".join(f"{name}={value}" for name, value in given.items())
    return f"{address}?{query}" if query else address


def _codes(address: str, count: int) -> list[str]:
    return [item["code"] for item in ask(f"{address}?limit={count}")["items"]]
