"""Pages of the staff: what is not there, how much a desk asks; no title or message with content.

Who may open which page is asked in tests/web/grid.
"""

from __future__ import annotations

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kelisim.apps.registry.models import Organisation
from kelisim.kernel.seal.models import Holder
from tests import cast as story
from tests.cast import PASSPHRASE, Cast
from tests.web.staff_steps import done, page

DESKS = {"office-desk": "aizhan", "mediator-desk": "daniyar", "region-desk": "saule"}


def test_unknown_deeds_papers_and_numbers_are_not_found(cast, enter, to):
    told = story.triaged(cast)
    client = enter(cast.aizhan)
    for address in (
        to("case-detail", number="AAAA-AAAA-A"),
        to("case-deed", number=str(told.case), deed="burn"),
        to("mediator-deed", number=str(told.case), deed="burn"),
        to("case-paper", number=str(told.case), name="settlement"),
        to("case-paper", number=str(told.case), name="protocol-9"),
    ):
        assert client.get(address).status_code == 404, address


def test_signed_documents_are_closed_to_the_office(cast, enter, to):
    told = story.settled(cast)
    client = enter(cast.aizhan)
    for name in ("agreement", "settlement"):
        assert client.get(to("case-paper", number=str(told.case), name=name)).status_code == 404
    assert "40 000" not in page(client, to("case-detail", number=str(told.case)))


def test_coordinator_moves_a_case_and_the_clerk_hands_it_over(cast, enter, to):
    told = story.triaged(cast)
    second = _second_office(cast)
    client = enter(cast.saule, key=False)
    address = to("case-deed", number=str(told.case), deed="transfer")
    assert address in page(client, to("case-detail", number=str(told.case)))
    done(client, address, {"to": second.code})
    assert told.refreshed().moving_to == second
    client = enter(cast.aizhan)
    address = to("case-deed", number=str(told.case), deed="hand-over")
    assert done(client, address, {}) == to("office-desk")
    assert told.refreshed().office == second
    assert client.get(to("case-detail", number=str(told.case))).status_code == 404


def _second_office(cast: Cast):
    name = dict.fromkeys(("name_kk", "name_ru", "name_en"), "«Бірлік» кабинеті")
    office = Organisation.objects.create(
        code="office-752", kind="mediation_office", territory=cast.district, parent=cast.council, **name
    )
    key = Holder.objects.get(kind="office", body=cast.office.code)
    Holder.objects.create(
        kind="office", body=office.code, public_key=key.public_key, verify_key=key.verify_key
    )
    return office


def _cases(cast, how_many):
    return [story.submit(cast.application(), once=f"{number:024d}").case for number in range(how_many)]


@pytest.mark.parametrize(("desk", "queries"), [("office-desk", 12), ("region-desk", 8)])
def test_desks_ask_the_same_whatever_their_length(cast, enter, to, desk, queries):
    client = enter(getattr(cast, DESKS[desk]), key=False)
    _cases(cast, 1)
    client.get(to(desk))
    with CaptureQueriesContext(
        connection,
    ) as one:
        client.get(to(desk))
    _cases(cast, 3)
    with CaptureQueriesContext(connection) as three:
        client.get(to(desk))
    assert (len(one), len(three)) == (queries, queries)


def test_mediators_desk_asks_the_same_whatever_its_length(cast, enter, to):
    told = story.running(cast)
    client = enter(told.case.mediator.user, key=False)
    client.get(to("mediator-desk"))
    with CaptureQueriesContext(connection) as one:
        client.get(to("mediator-desk"))
    mediator = told.case.mediator
    for case in _cases(cast, 3):
        case.mediator = mediator
        case.save()
    with CaptureQueriesContext(connection) as four:
        assert len(client.get(to("mediator-desk")).context["works"]) == 4
    assert (len(one), len(four)) == (16, 16)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_titles_and_messages_hold_no_content(cast, enter, to, lang):
    told = story.settled(cast)
    number = str(told.case)
    words = {*story.VERA.name.split(), *story.RUSTAM.name.split(), "Шарбақты", story.VERA.phone}
    mediator = told.case.mediator.user
    for who, addresses in (
        (cast.aizhan, [to("office-desk", lang=lang), to("case-detail", number=number, lang=lang)]),
        (mediator, [to("mediator-desk", lang=lang), to("mediator-case", number=number, lang=lang)]),
    ):
        client = enter(who)
        for address in addresses:
            response = client.get(address)
            title = re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL).group(1)
            said = " ".join([title, *map(str, get_messages(response.wsgi_request)), address])
            assert not [word for word in words if word in said]
            assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_form_stands_in_three_languages(cast, enter, to, lang):
    told = story.triaged(cast)
    client = enter(cast.aizhan)
    for name in ("route", "consult", "answer", "refer-out", "refuse", "invite", "contact", "other-contact"):
        page(client, to("case-deed", number=str(told.case), deed=name, lang=lang))
    for name in ("unlock", "key-recover", "office-keys", "walk-in", "office-desk"):
        page(client, to(name, lang=lang))
    assert client.post(to("unlock", lang=lang), {"passphrase": PASSPHRASE}).status_code == 302


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_form_of_the_mediator_stands_in_three_languages(cast, enter, to, lang):
    told = story.running(cast)
    client = enter(told.case.mediator.user)
    for name in ("meeting", "note", "settlement", "extend", "end", "replace", "child-risk"):
        page(client, to("mediator-deed", number=str(told.case), deed=name, lang=lang))
    page(client, to("mediator-deed", number=str(told.case), deed="record", lang=lang) + "?meeting=1")
    page(client, to("mediator-case", number=str(told.case), lang=lang))
