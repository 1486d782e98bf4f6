"""Pages of somebody who is called in, and what the sides and the mediator see of it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from kelisim.apps.mediation.actions.show_item import show_item
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import participants as errors
from kelisim.apps.mediation.models import Participant
from kelisim.apps.mediation.queries import participants
from kelisim.apps.registry.errors import LeaderOfNoAssociation
from tests import cast as stories
from tests.mediation.called import BOLAT, Called, called, roster, signed
from tests.web.staff_steps import done, page
from tests.web.staff_steps import errors as wrong

ONCE = "w" * 24


def inside(number: str, secret: str, to) -> Client:
    """Somebody who came in with number and secret."""
    client = Client()
    assert client.post(to("my-case"), {"number": number, "secret": secret}).status_code == 302
    return client


def side_of(story, side: str, to) -> Client:
    return inside(story.receipts[side].number, story.secret(side), to)


def part_of(part: Called, to) -> Client:
    return inside(part.number, part.secret, to)


def notes(story, *texts: str):
    keys = story.cast.keys(story.cast.daniyar)
    return [
        write_note(
            story.case, note=Note(room="joint", text=text), once=f"{n}", by=story.cast.daniyar, keys=keys
        )
        for n, text in enumerate(texts)
    ]


def test_the_whole_way_through_the_pages(cast, enter, to):
    story = stories.running(cast)
    notes(story, "Жайылым шекарасы туралы", "Бұл көрсетілмейді")
    leader = roster()
    client = enter(cast.daniyar)
    asked = to("mediator-deed", number=str(story.case), deed="call-in")
    assert "«Достық» бірлестігі" in page(client, asked)
    told = {"role": "leader", "leader": str(leader.pk), "language": "kk", "once": ONCE}
    assert wrong(client, asked, told | {"leader": ""}) == {"__all__"}
    done(client, asked, told)
    person = Participant.objects.get()
    for letter in "AB":
        side = side_of(story, letter, to)
        shown = page(side, to("my-case"))
        assert BOLAT.name in shown
        assert BOLAT.phone not in shown
        done(side, to("my-case-deed", "agree-call"), {"call": str(person.uid)})
    person.refresh_from_db()
    token = participants.person(person).token
    assert token in page(client, to("mediator-case", number=str(story.case)))
    stranger = Client()
    call = page(stranger, to("call", token))
    assert not [name for name in (stories.VERA.name, stories.RUSTAM.name, "Көршілер") if name in call]
    receipt = stranger.post(to("call", token), {"notice": "on", "once": ONCE}).context["entry"]
    bolat = inside(receipt.number, receipt.secret, to)
    assert bolat.get(to("my-case")).url == to("my-part")
    text = page(bolat, to("my-part"))
    assert "ешкімге айтпаймын" in text
    digest = bolat.get(to("my-part")).context["form"].initial["digest"]
    assert wrong(bolat, to("my-part-deed", "sign"), {"digest": digest, "secret": "0000"}) == {"secret"}
    done(bolat, to("my-part-deed", "sign"), {"digest": digest, "secret": receipt.secret})
    assert "Жайылым" not in page(bolat, to("my-part"))
    address = to("mediator-deed", number=str(story.case), deed="show-note") + f"?person={person.uid}"
    item = story.case.items.filter(kind="note").first()
    assert "Жайылым шекарасы" in page(client, address)
    done(client, address, {"items": [str(item.uid)]})
    shown = page(bolat, to("my-part"))
    assert ("Жайылым шекарасы" in shown, "Бұл көрсетілмейді" in shown) == (True, False)
    assert f"Кімге көрсетілді: {BOLAT.name}" in page(side, to("my-case"))
    assert str(item.uid) not in page(client, address)  # what is shown is not offered again
    done(bolat, to("my-part-deed", "leave"), {})
    assert "Жайылым" not in page(bolat, to("my-part"))


def test_strangers_and_others_of_the_house_get_404(cast, enter, to):
    story = stories.running(cast)
    part = signed(story)
    assert Client().get(to("call", "NOBODY")).status_code == 404
    assert Client().get(to("my-part")).url == to("my-case")
    assert Client().post(to("my-part-deed", "leave")).url == to("my-part")
    address = to("mediator-deed", number=str(story.case), deed="show-note") + f"?person={part.person.uid}"
    for who, status in ((cast.kamila, 404), (cast.timur, 404), (cast.aizhan, 403), (cast.saule, 403)):
        client = enter(who, key=False)
        assert client.get(address).status_code == status, who.name
    bolat = part_of(part, to)
    for name in ("desk", "mediator-desk"):
        assert bolat.get(to(name)).status_code == 302
    assert bolat.get(to("mediator-case", number=str(story.case))).status_code == 302
    assert bolat.get(to("my-case-paper", "agreement")).status_code == 404
    assert bolat.post(to("my-case-deed", "withdraw")).url == to("my-case")
    other = enter(cast.daniyar)
    strange = to("mediator-deed", number=str(story.case), deed="end-part") + f"?person={story.case.pk}"
    assert other.get(strange).status_code == 403
    story.refreshed()
    assert story.case.state == "running"


def test_a_side_of_another_case_answers_no_call_of_this(cast, to):
    story = stories.running(cast)
    part = called(story, agree="")
    receipt = stories.submit(cast.application(), once="c" * 30)
    stranger = inside(receipt.number, receipt.secret, to)
    answer = stranger.post(to("my-case-deed", "agree-call"), {"call": str(part.person.uid)})
    assert answer.status_code == 403
    assert part.person.consented.count() == 0


def test_what_the_office_sees_is_that_somebody_was_called(cast, enter, to):
    story = stories.running(cast)
    part = signed(story)
    shown = page(enter(cast.aizhan), to("case-detail", number=str(story.case)))
    assert "Шақырылған адам құпиялылыққа қол қойды" in shown
    assert not [word for word in (BOLAT.name, BOLAT.phone, part.token) if word in shown]


def shown_to(story, parts: list[Called], items) -> None:
    keys = story.cast.keys(story.cast.daniyar)
    for part in parts:
        for item in items:
            show_item(part.person, item, by=story.cast.daniyar, keys=keys)


@pytest.mark.parametrize("count", [1, 3])
def test_a_part_is_read_with_as_many_queries_for_three_notes(cast, to, count, django_assert_num_queries):
    story = stories.running(cast)
    part = signed(story)
    shown_to(story, [part], notes(story, *(f"сөз {n}" for n in range(count))))
    bolat = part_of(part, to)
    page(bolat, to("my-part"))  # what is asked once and kept is asked here
    with django_assert_num_queries(6):
        page(bolat, to("my-part"))


def test_the_pages_of_sides_and_mediator_ask_no_more_for_three_than_for_one(cast, enter, to):
    """These pages hold more than this part: the number itself is counted where they are tested."""
    story = stories.running(cast)
    items = notes(story, "сөз 0", "сөз 1", "сөз 2")
    shown_to(story, [signed(story)], items[:1])
    vera, client = side_of(story, "A", to), enter(cast.daniyar)
    pages = ((vera, to("my-case")), (client, to("mediator-case", number=str(story.case))))

    def counted() -> list[int]:
        found = []
        for who, address in pages:
            page(who, address)
            with CaptureQueriesContext(connection) as asked:
                page(who, address)
            found.append(len(asked))
        return found

    one = counted()
    shown_to(story, [signed(story, once="2" * 24), signed(story, once="3" * 24)], items)
    assert counted() == one


def test_every_error_is_read_once_in_kazakh(cast):
    found = [
        *(
            one()
            for one in vars(errors).values()
            if isinstance(one, type) and one.__module__ == errors.__name__
        ),
        LeaderOfNoAssociation(code="court-1"),
    ]
    assert len(found) == 6
    with override("kk"):
        said = [str(one) for one in found]
    assert len({*said}) == 6
    assert not [text for text in said if text == str(text).encode("ascii", "ignore").decode()]
    assert said[0].startswith("Бұл жетекші бүгін тізімде жоқ.")
