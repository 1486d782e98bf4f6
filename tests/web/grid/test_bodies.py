"""An object named in what is sent: her own acts, that of another place or of the other side never."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from tests.web.grid.asking import answer, ask
from tests.web.grid.bodies import SENDINGS, Sending
from tests.web.grid.rights import Answer, Place

pytestmark = pytest.mark.django_db


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
