"""Addresses whose key is the right: the link, the pass or the form's own key opens what it is of, no more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import ONCE_A
from tests.web.grid.asking import answer, ask, words_not_hers
from tests.web.grid.rights import Answer, Place
from tests.web.grid.table import KEYED, PROGRAMS

pytestmark = pytest.mark.django_db
OF_LINK = {"invitation-decline": "invitation", "call-decline": "call"}
GUESSERS = ("nobody", "vera", "bolat", "aizhan", "daniyar", "timur")
# Sent in the body: the key of a form that was sent, or of a run of papers.
IN_BODY = {"apply-receipt-pdf", "paper-receipts"}


def link(told, name: str, at: Place, *, key: str | None = None, case_at: Place | None = None) -> str:
    token = told.objects[at].held.links[OF_LINK.get(name, name)] if key is None else key
    kwargs = {"token": token}
    if name == "meeting-calendar":
        story = told.objects[case_at or at].cases["talks"]
        kwargs |= {"number": str(story.case), "meeting": 1}
    return reverse(name, kwargs=kwargs)


@pytest.mark.parametrize("at", Place)
@pytest.mark.parametrize("name", sorted(KEYED - IN_BODY))
def test_a_link_opens_what_it_is_of_for_whoever_has_it(told, name, at) -> None:
    nobody = told.people["nobody"]
    response, changed = ask(nobody, "GET", link(told, name, at))
    assert (response.status_code, changed) == (302 if name in OF_LINK else 200, [])
    elsewhere = [mark.text for mark in told.marks if mark.at != at]
    said = response.content.decode(errors="ignore")
    assert [text for text in elsewhere if text in said] == []


@pytest.mark.parametrize("name", sorted(KEYED - IN_BODY))
def test_a_link_with_another_key_opens_nothing_for_anybody(told, name) -> None:
    wrong = [link(told, name, Place.OWN, key="x" * 40)]
    if name == "meeting-calendar":
        wrong.append(link(told, name, Place.OWN, case_at=Place.SIBLING))
    for page in wrong:
        for who in (told.people[one] for one in GUESSERS):
            for method in ("GET", "POST"):
                response, changed = ask(who, method, page)
                to_the_link = name in OF_LINK and page.startswith(response.get("Location", "-"))
                shut = to_the_link or answer(response) in {Answer.NOTHING, Answer.METHOD}
                assert shut, (page, who.name, method)
                assert changed == []
                assert words_not_hers(told, who, response) == []


def test_a_receipt_is_read_by_the_key_of_its_form_alone(told) -> None:
    page = reverse("apply-receipt-pdf")
    nobody = told.people["nobody"]
    assert answer(ask(nobody, "GET", page)[0]) == Answer.METHOD
    assert ask(nobody, "POST", page, {"once": "ownnever".ljust(28, "x")})[0].status_code == 404
    assert ask(nobody, "POST", page, {"once": "owntalks".ljust(28, "x")})[0].status_code == 200


def test_receipts_of_a_run_are_printed_by_a_clerk_alone(told) -> None:
    page, body = reverse("paper-receipts"), {"run": "owntalks".ljust(28, "x")}
    opened = {name for name, who in told.people.items() if ask(who, "POST", page, body)[0].status_code == 200}
    assert opened == {"aizhan"}
    assert ask(told.people["aizhan"], "POST", page, {"run": ONCE_A})[0].status_code == 404


@pytest.mark.parametrize("at", Place)
def test_a_pass_reads_what_its_own_institution_sent(told, at) -> None:
    here, browser = told.objects[at], Client()
    sent = {"headers": {"authorization": f"Bearer {here.held.secret}"}}
    told_back = browser.get(reverse("referrals"), **sent).json()["items"]
    assert [one["ref"] for one in told_back] == [here.referral.ref]
    quarter = browser.get(reverse("referral-quarter", args=["2025-Q4"]), **sent).json()
    assert [line["ref"] for line in quarter["lines"]] == [f"Тоқсан{at}"]


@pytest.mark.parametrize("secret", ["", "x" * 43])
def test_without_a_pass_a_program_reads_nothing(told, secret) -> None:
    for name, named in PROGRAMS.items():
        page = reverse(name, kwargs=named)
        assert Client().get(page, headers={"authorization": f"Bearer {secret}"}).status_code == 401
