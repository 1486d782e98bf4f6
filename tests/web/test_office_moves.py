"""The pages of offices that move: who finds them, that no name stands there, the whole way through them."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.models import OfficeMove
from tests import cast as story
from tests.mediation.receiving_office import second_office
from tests.web.staff_steps import done, errors, page


@pytest.fixture
def new(cast):
    Authenticator.objects.create(user=cast.pavel, type=Authenticator.Type.TOTP, data={})
    return second_office(cast)


@pytest.mark.parametrize("name", ["aizhan", "daniyar", "saule", "marat", "oksana", "timur", "pavel"])
def test_pages_are_found_by_their_readers_alone(cast, new, enter, to, name):
    client = enter(getattr(cast, name), key=False)
    assert client.get(to("region-moves")).status_code == (200 if name == "saule" else 404)
    expected = 200 if name in {"aizhan", "pavel"} else 404
    assert client.get(to("office-moves")).status_code == expected


def test_an_office_moves_from_page_to_page(cast, new, enter, to):
    told = story.received(cast)
    client = enter(cast.saule, key=False)
    order = {"office": cast.office.code, "to": new.code}
    assert errors(client, to("region-moves"), order) == {"__all__"}
    where = done(client, to("region-moves"), {**order, "named": "№ 14 өкім"})
    move = OfficeMove.objects.get()
    assert "№ 14 өкім" in page(client, where)
    client = enter(cast.pavel)
    assert "Екінші кабинет" in page(client, to("office-moves"))
    assert done(client, to("office-moves"), {"go": "accept", "move": move.pk}) == to("office-moves")
    tasks.carry(move.pk)
    client = enter(cast.saule, key=False)
    text = page(client, where)
    assert str(told.case) in text
    for secret in (story.VERA.name, story.VERA.phone, story.ESSENCE):
        assert secret not in text
    rows = json.loads(client.get(where, {"format": "json", "list": "still-there"}).content)["rows"]
    assert rows == [{"case": str(told.case), "state": "received", "waits_for": "key"}]
    (line,) = json.loads(client.get(to("region-moves"), {"format": "json"}).content)["rows"]
    assert (line["stage"], line["waiting"], line["act"]) == ("under_way", 1, "№ 14 өкім")
    client = enter(cast.aizhan, key=False)
    locked = client.post(to("office-moves"), {"go": "hand", "office": cast.office.code})
    assert "/key/" in locked["Location"]
    client = enter(cast.aizhan)
    done(client, to("office-moves"), {"go": "hand", "office": cast.office.code})
    assert told.refreshed().office == new


def test_declined_moves_nothing_and_strangers_answer_for_nobody(cast, new, enter, to):
    story.received(cast)
    client = enter(cast.saule, key=False)
    done(client, to("region-moves"), {"office": cast.office.code, "to": new.code, "named": "№ 1"})
    move = OfficeMove.objects.get()
    client = enter(cast.aizhan, key=False)
    assert client.post(to("office-moves"), {"go": "accept", "move": move.pk}).status_code == 404
    other = client.post(to("office-moves"), {"go": "hand", "office": new.code})
    assert other.status_code == 404
    client = enter(cast.pavel, key=False)
    done(client, to("office-moves"), {"go": "decline", "move": move.pk})
    move.refresh_from_db()
    assert (move.accepted_at, move.called_off_at is not None) == (None, True)


def test_the_list_asks_the_same_number_of_questions_for_one_case_or_many(
    cast, new, enter, to, django_assert_num_queries
):
    for number in range(3):
        story.submit(cast.application(essence=f"дау {number}"), once=f"{number}" * 30)
    client = enter(cast.saule, key=False)
    done(client, to("region-moves"), {"office": cast.office.code, "to": new.code, "named": "№ 1"})
    where = to("office-move", OfficeMove.objects.get().pk)
    client.get(where)
    with django_assert_num_queries(13):
        client.get(where)
