"""The door: what may be kept, what everybody may read, and that nobody is looked at."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve

from kelisim.kernel.accounts.models import User
from tests.api.conftest import ROOT
from tests.api.small import figure, figures

pytestmark = pytest.mark.django_db
ADDRESS = f"{ROOT}/observations"
HEADERS = ("ETag", "Cache-Control", "Access-Control-Allow-Origin", "Content-Language")


@pytest.fixture(autouse=True)
def one_figure(db):
    figures(("KZ", "2020", "1", "exact"))


def test_an_answer_may_be_kept_for_a_while_by_everybody(client):
    answer = client.get(ADDRESS)
    assert {name: answer.headers[name] for name in HEADERS[1:]} == {
        "Cache-Control": "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
        "Content-Language": "kk, ru, en",
    }
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert answer.headers["Vary"] == "Accept-Language"


@pytest.mark.parametrize("sent", ["{mark}", "W/{mark}", '"other", {mark}', "*"])
def test_who_has_the_same_bytes_is_told_so_and_nothing_more(client, sent):
    first = client.get(ADDRESS)
    again = client.get(ADDRESS, headers={"If-None-Match": sent.format(mark=first.headers["ETag"])})
    assert (again.status_code, again.content) == (304, b"")
    assert [again.headers[name] for name in HEADERS[:3]] == [first.headers[name] for name in HEADERS[:3]]


def test_the_mark_follows_the_content(client):
    first = client.get(ADDRESS).headers["ETag"]
    assert client.get(ADDRESS).headers["ETag"] == first
    figure("KZ", "2021")
    again = client.get(ADDRESS, headers={"If-None-Match": first})
    assert (again.status_code, again.headers["ETag"] != first) == (200, True)


def test_head_has_the_headers_and_no_body(client):
    whole, head = client.get(ADDRESS), client.head(ADDRESS)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.content))
    assert [head.headers[name] for name in HEADERS] == [whole.headers[name] for name in HEADERS]


def test_a_page_of_another_site_may_ask_before_asking(client):
    answer = client.options(ADDRESS)
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_the_policy_of_the_browser_stands_here_too(client):
    answer = client.get(ADDRESS)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_is_looked_at(client, django_assert_num_queries):
    """Signed in or not: the same one question to the database, no cookie, nothing that differs by reader."""
    client.force_login(User.objects.create_user(email="aizhan@example.kz"))
    with django_assert_num_queries(1):
        answer = client.get(ADDRESS)
    assert (answer.cookies, "Cookie" in answer.headers["Vary"]) == ({}, False)


def test_no_session_is_read():
    request = RequestFactory().get(ADDRESS)  # without any middleware: no session, no user
    match = resolve(ADDRESS)
    assert match.func(request, **match.kwargs).status_code == 200
