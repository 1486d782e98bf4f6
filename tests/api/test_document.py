"""The OpenAPI document: what it promises holds for whatever anybody asks, and it promises no person."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.registry.models import Organisation, Person
from kelisim.config.wsgi import application
from kelisim.web.api.document import document
from kelisim.web.api.views import ask, example, resources
from tests.api.small import released

CHECKED = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "allow_header_conformance",
    "negative_data_rejection",
    "unsupported_method",
)
PERSONAL = re.compile(
    r"person|iin|birth|ethnic|faith|account|user|recorded_by|voided_by|applicant|mediator|party|side_[ab]|"
    r"surname|patronymic|gender|passport|case"
)
CONTACT = {"phone", "email"}
# A programme's or a claim's own words, and counts of unnamed people.
SCHEMAS_WITH_A_NAME = {"OfficeHolder", "RegisterRow"}  # the register is public by law


def test_the_document_is_served_as_it_is(client):
    answer = client.get("/api/v1/openapi.json")
    assert (answer.status_code, answer.json()) == (200, document())
    assert answer.headers["ETag"]


def test_every_address_says_what_may_go_wrong():
    every = [told["get"] for told in document()["paths"].values()]
    assert {tuple(sorted(one["responses"])) for one in every} == {
        ("200", "304", "400", "404", "405", "422", "500")
    }
    assert all(one["summary"] and parameter["schema"] for one in every for parameter in one["parameters"])
    assert len({one["operationId"] for one in every}) == len(every)


def properties():
    for schema, told in document()["components"]["schemas"].items():
        for name, form in told.get("properties", {}).items():
            yield schema, name, form


def test_no_answer_has_a_place_for_a_person_but_an_office_holder():
    assert [(schema, name) for schema, name, _form in properties() if PERSONAL.search(name)] == []
    assert {
        schema for schema, name, form in properties() if name == "name" and form.get("type") == "string"
    } == (SCHEMAS_WITH_A_NAME)
    assert {schema for schema, name, _form in properties() if name in CONTACT} == {
        "OfficeRow",
        "RegisterRow",
    }


def test_nobody_is_named_but_whom_an_act_names_to_a_post_of_the_institution(client, kz):
    people = {
        code: Person.objects.create(code=code, name=code) for code in ("Sauleqyzy", "Mediatorbek", "Actless")
    }
    chair = Post.objects.select_related("act").get(code="assembly-chair")
    office = Organisation.objects.create(code="office-1", kind="mediation_office", name_kk="Кабинет")
    post = Post.objects.create(code="mediator", organisation=office, filled_by="appointed", act=chair.act)
    for place, code, act in (
        (chair, "Sauleqyzy", chair.act),
        (post, "Mediatorbek", chair.act),
        (chair, "Actless", None),
    ):
        Tenure.objects.create(post=place, person=people[code], since=date(2020, 1, 1), act=act)
    questions = {one.address: example(one) for one in resources()}
    told = {address: json.dumps(ask(question)) for address, question in questions.items() if question}
    told["/api/v1/posts"] = json.dumps(ask("/api/v1/posts?on=2021-01-01"))
    named = {(address, code) for address, text in told.items() for code in people if code in text}
    assert named == {("/api/v1/posts", "Sauleqyzy")}


@pytest.fixture
def one_connection():
    """The server's own handler would close the connection that holds the test's rows."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_the_answer_is_as_promised(kz, one_connection, mode):
    for revision in (1, 2):
        released(revision=revision, value=40 + 10 * revision)
    schema = schemathesis.openapi.from_dict(document())
    schema.app = application
    checks = [CHECKS.get_one(name) for name in CHECKED]
    asked = []
    for found in schema.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=6,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def tried(case):
            case.call_and_validate(checks=checks)
            asked.append(case)

        tried()
    assert len(asked) > len(document()["paths"])
