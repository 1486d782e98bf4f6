"""Role by address by object by method by own and other place, through the real views: as the grid says.

Who is not allowed gets 404, or 403 where she sees the object and may not do this; never a page, never a
word that is not hers, and nothing is changed by her asking. An address without a row fails.

Then keys that are the right themselves, and objects named in what is sent. One module: the scene is dear.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from tests.pages import _patterns
from tests.people import ONCE_A
from tests.web.grid.asking import answer, ask, words_not_hers
from tests.web.grid.bodies import SENDINGS, Sending
from tests.web.grid.pages import Page, expected
from tests.web.grid.rights import Answer, Place, Stage
from tests.web.grid.scene import Person, Scene
from tests.web.grid.table import KEYED, PAGES, PROGRAMS, names

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
# Who sees nothing at home does not ask elsewhere, but for these two: one with the same role, one with none.
ELSEWHERE = {"kamila", "pavel"}
# What is everybody's is read by a few: nobody, one without a role, one who may nothing here, the sides.
FEW = {"nobody", "pavel", "timur", "vera", "bolat"}
# The rooms whose objects the grid names; what the secretariat keeps has tests of its own.
ROOMS = ("kelisim.web.mediation.", "kelisim.web.account.views")
OF_LINK = {"invitation-decline": "invitation", "call-decline": "call"}
GUESSERS = ("nobody", "vera", "bolat", "aizhan", "daniyar", "timur")
# Sent in the body: the key of a form that was sent, or of a run of papers.
IN_BODY = {"apply-receipt-pdf", "paper-receipts"}


def address(name: str, page: Page, told: Scene, at: Place, stage: Stage) -> str:
    objects = told.objects[at]
    kwargs = page.named(objects, stage) if page.named else {}
    query = f"?{page.query(objects)}" if page.query else ""
    return reverse(name.partition(" ")[0], kwargs=kwargs) + query


def asked(page: Page, told: Scene) -> Iterator[tuple[Person, Place, Stage, str]]:
    """Everybody at home, by both methods; elsewhere whoever sees it at home: does her right end there?

    Strangers to an object, and everybody elsewhere, come by turns with one method and the other.
    """
    people = list(told.people.values())
    everybodys = all(answers(page, who, page.stages[0]) == {Answer.OPEN} for who in people)
    for stage in page.stages:
        for turn, (at, who) in enumerate(product(page.places(), people)):
            shut_out = answers(page, who, stage) <= {Answer.NOTHING, Answer.SIGN_IN}
            if everybodys and who.name not in FEW:
                continue
            if at != Place.OWN and shut_out and who.name not in ELSEWHERE:
                continue
            by_turns = at != Place.OWN or (shut_out and page.named) or stage == Stage.EARLY
            for method in METHODS[turn % 2 :][:1] if by_turns else METHODS:
                yield who, at, stage, method


def answers(page: Page, who: Person, stage: Stage) -> set[Answer]:
    """At home."""
    return {expected(page, who, Place.OWN, stage, method) for method in METHODS}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_each_page_answers_each_person_as_the_grid_says(told, name) -> None:
    page, wrong = PAGES[name], []
    for who, at, stage, method in asked(page, told):
        where = address(name, page, told, at, stage)
        body = page.body(told.objects[at], who) if page.body and method == "POST" else None
        response, changed = ask(who, method, where, body)
        wanted, found = expected(page, who, at, stage, method), answer(response)
        is_so = found == wanted or (wanted == Answer.OPEN and found == Answer.ENTRANCE)
        case = f"{name}: {who.name} {method} {at} {stage}"
        if not is_so:
            wrong.append(f"{case}: {found}, the grid says {wanted}")
        if wanted != Answer.OPEN and changed:
            wrong.append(f"{case}: wrote {changed}")
        if shown := words_not_hers(told, who, response):
            wrong.append(f"{case}: reads {shown}")
    assert wrong == [], "\n".join(wrong)


def test_every_address_of_these_rooms_has_a_row() -> None:
    ours = [one for one in _patterns(get_resolver()) if one.callback.__module__.startswith(ROOMS)]
    assert {one.name for one in ours} == names()


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


def send(told, one: Sending, named, *, body=None) -> tuple[object, list[str]]:
    """To the page of her own, naming another."""
    own = told.objects[Place.OWN]
    page, query = reverse(one.page, kwargs=one.kwargs(own)), one.query(named)
    with transaction.atomic():
        one.before(own)
        found = ask(
            told.people[one.who], "POST", f"{page}?{query}" if query else page, body or one.body(named)
        )
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", sorted(SENDINGS))
def test_what_is_named_acts_where_it_is_hers_and_nowhere_else(told, name) -> None:
    one = SENDINGS[name]
    wrote = {}
    for at in Place:
        response, wrote[at] = send(told, one, told.objects[at])
        assert answer(response) in {Answer.OPEN, Answer.ENTRANCE, Answer.REFUSED, Answer.NOTHING}
    assert {at for at, changed in wrote.items() if changed} == one.acts, wrote


def test_a_side_never_shares_the_other_sides_note(told) -> None:
    one, own = SENDINGS["a side shares her own note"], told.objects[Place.OWN]
    response, changed = send(told, one, own, body={"item": own.held.sent.notes["B"]})
    assert (answer(response), changed) == (Answer.REFUSED, [])


@pytest.mark.parametrize("at", [Place.SIBLING, Place.ELSEWHERE])
def test_a_note_of_another_case_is_shown_to_nobody(told, at) -> None:
    one, own, other = SENDINGS["a mediator shows a note"], told.objects[Place.OWN], told.objects[at]
    note = str(other.held.sent.notes["A"])
    response, changed = send(told, one, own, body={"items": [note]})
    assert (answer(response), changed) == (Answer.OPEN, [])


@pytest.mark.parametrize("at", [Place.SIBLING, Place.ELSEWHERE])
def test_a_case_is_found_as_far_as_a_council_reaches(told, at) -> None:
    number = str(told.objects[at].cases["talks"].case)
    body = {"go": "find", "number": number}
    response, changed = ask(told.people["marat"], "POST", reverse("council-keys"), body)
    found = response.status_code == 302 and number in response["Location"]
    assert (found, changed) == (at == Place.SIBLING, [])
