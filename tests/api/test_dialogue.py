"""Conversations and their published results for programs: what the pages tell, and no draft."""

import pytest

from kelisim.apps.dialogue.actions.moderate import reject
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.models import Statement
from kelisim.kernel.access.roles import Role
from tests.dialogue.people import made, person, two_camps

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(clock):
    """A published conversation beside a draft."""
    asel = person("asel", Role.FACILITATOR)
    conversation = made(asel)
    made(asel, code="draft", opened=False)
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    two_camps(conversation, each=8, start=20)
    return publish(conversation, by=asel)


def test_conversations_without_drafts(ask, told):
    (row,) = ask("/dialogue/conversations")["items"]
    assert (row["code"], row["state"], row["last_result"], row["sample"]) == ("water", "open", 2, False)
    assert row["question"] == {"kk": "Суды қалай бөлісеміз?", "ru": None, "en": None}


def test_results_are_those_of_the_pages(ask, walk, client, told):
    items = ask("/dialogue/results?conversation=water")["items"]
    assert [one["number"] for one in items] == [1, 2]
    page = client.get("/kk/dialogue/water/results/2.json").json()
    assert (items[1]["result"], items[1]["texts"]) == (page["result"], page["texts"])
    assert walk("/dialogue/results?limit=1") == items
    assert {"members", "salt", "standing", "setting"}.isdisjoint(items[1]["result"])


def test_what_was_rejected_since_is_not_shown(ask, told):
    reject(Statement.objects.get(number=0, conversation__code="water"), reason="personal",
           by=person("bolat", Role.MODERATOR))  # fmt: skip
    assert all("0" not in one["texts"] for one in ask("/dialogue/results")["items"])


@pytest.mark.parametrize("code", ["draft", "nothing"])
def test_an_unknown_conversation_is_named(client, told, code):
    answer = client.get(f"/api/v1/dialogue/results?conversation={code}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["parameter"] == "conversation"
