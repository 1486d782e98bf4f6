"""Role by address by object by method by own and other place, through the real views: as the grid says.

Who is not allowed gets 404, or 403 where she sees the object and may not do this; never a page, never a
word that is not hers, and nothing is changed by her asking. An address without a row fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from django.urls import get_resolver, reverse

from tests.pages import _patterns
from tests.web.grid.asking import answer, ask, words_not_hers
from tests.web.grid.pages import Page, expected
from tests.web.grid.rights import Answer, Place, Stage
from tests.web.grid.scene import Person, Scene
from tests.web.grid.table import PAGES, names

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
# Who sees nothing at home does not ask elsewhere, but for these two: one with the same role, one with none.
ELSEWHERE = {"kamila", "pavel"}
# What is everybody's is read by a few: nobody, one without a role, one who may nothing here, the sides.
FEW = {"nobody", "pavel", "timur", "vera", "bolat"}
# The rooms whose objects the grid names; what the secretariat keeps has tests of its own.
ROOMS = ("kelisim.web.mediation.", "kelisim.web.account.views")


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
