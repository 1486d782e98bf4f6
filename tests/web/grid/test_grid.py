"""Role by address by object by method by own and other place, through the real views: as the grid says.

Who is not allowed gets 404, or 403 where she sees the object and may not do this; never a page, never a
word that is not hers, and nothing is changed by her asking. An address without a row fails.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.http import HttpResponse
from django.urls import get_resolver, reverse
from django.utils.translation import override

from kelisim.apps.mediation.models import Move
from kelisim.kernel.audit.models import Entry
from tests.days import START
from tests.pages import _patterns
from tests.web.grid.pages import PAGES, Page, expected, names
from tests.web.grid.rights import Answer, Place, Stage
from tests.web.grid.scene import Person, Scene, scene

pytestmark = pytest.mark.django_db
NOT_THERE = {
    "number": "0000-0000-X",
    "uid": "00000000-0000-0000-0000-000000000000",
    "pk": 987654,
}


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """The scene, once for all pages."""
    with django_db_blocker.unblock(), time_machine.travel(START, tick=False), scene() as found:
        yield found


@pytest.fixture(autouse=True)
def kazakh(told) -> Iterator[None]:
    """Addresses and pages in one language."""
    with override("kk"):
        yield


def address(name: str, page: Page, told: Scene, at: Place, stage: Stage) -> str:
    named = page.named(told.objects[at], stage) if page.named else {}
    query = f"?{page.query(told.objects[at])}" if page.query else ""
    return reverse(name.partition(" ")[0], kwargs=named) + query


def answer(response: HttpResponse) -> Answer | str:
    leads = response.get("Location", "")
    if response.status_code == 302 and leads.startswith(reverse("account_login")):
        return Answer.SIGN_IN
    known = {200: "OPEN", 302: "OPEN", 303: "OPEN", 403: "REFUSED", 404: "NOTHING", 405: "METHOD"}
    found = known.get(response.status_code)
    return Answer[found] if found else f"status {response.status_code}"


def ask(who: Person, method: str, page: str) -> tuple[HttpResponse, int]:
    """What she gets, and how much her asking wrote; then it is as it was."""
    with transaction.atomic():
        before = Move.objects.count() + Entry.objects.count()
        response = who.client.post(page) if method == "POST" else who.client.get(page)
        written = Move.objects.count() + Entry.objects.count() - before
        transaction.set_rollback(True)
    return response, written


def words_not_hers(told: Scene, who: Person, response: HttpResponse) -> list[str]:
    # What she typed into the address line comes back in the links of any page; that tells her nothing.
    asked = response.request["PATH_INFO"]
    said = f"{response.content.decode(errors='ignore')} {response.headers}"
    shown = (mark for mark in told.marks if mark.text in said and mark.text not in asked)
    return [mark.text for mark in shown if not mark.readable_by(who)]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_each_page_answers_each_person_as_the_grid_says(told, name) -> None:
    page, wrong = PAGES[name], []
    places = list(Place) if page.named or page.query else [Place.OWN]
    for at in places:
        for stage in page.stages:
            where = address(name, page, told, at, stage)
            for who in told.people.values():
                for method in ("GET", "POST"):
                    response, written = ask(who, method, where)
                    wanted = expected(page, who, at, stage, method)
                    found = answer(response)
                    case = f"{name}: {who.name} {method} {at} {stage}"
                    if found != wanted:
                        wrong.append(f"{case}: {found}, the grid says {wanted}")
                    if wanted != Answer.OPEN and written:
                        wrong.append(f"{case}: {written} rows were written")
                    if shown := words_not_hers(told, who, response):
                        wrong.append(f"{case}: reads {shown}")
    assert wrong == [], "\n".join(wrong)


def test_every_address_of_the_room_has_a_row() -> None:
    ours = {
        one.name for one in _patterns(get_resolver()) if one.callback.__module__.startswith("kelisim.web.mediation.")
    }
    assert ours == names()
