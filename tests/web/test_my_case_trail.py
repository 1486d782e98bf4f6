"""A side reads who did what in her case: roles and days, no name, nothing of content or danger."""

from __future__ import annotations

import pytest
from django.test import Client

from kelisim.apps.mediation.actions.relieve import Relief, relieve
from kelisim.apps.mediation.models import Move
from tests import cast as stories


def entered(story, side, to) -> Client:
    client = Client()
    typed = {"number": story.receipts[side].number, "secret": story.secret(side)}
    assert client.post(to("my-case"), typed).status_code == 302
    return client


def test_roles_and_days_and_no_names(cast, to):
    story = stories.running(cast)
    relieve(cast.mediators["daniyar"], told=Relief(reason="died"), by=cast.saule)
    client = entered(story, "A", to)
    assert to("my-case-trail") in client.get(to("my-case")).content.decode()
    text = client.get(to("my-case-trail")).content.decode()
    for role in ("кабинет қызметкері", "медиатор", "үйлестіруші немесе кеңес", "өтініш беруші"):
        assert role in text
    hidden = (
        cast.aizhan.name,
        cast.daniyar.name,
        cast.saule.name,
        stories.ESSENCE,
        stories.VERA.name,
        "Қайтыс",
    )
    for word in hidden:
        assert word not in text
    rows = client.get(to("my-case-trail"), {"format": "json"}).json()["rows"]
    assert rows[0]["role"] == "coordinator"
    assert {"submit", "invite", "join", "open_session", "replace"} <= {row["deed"] for row in rows}


def test_danger_and_other_cases_are_told_to_nobody_and_the_other_side_reads_from_its_invitation(cast, to):
    story = stories.running(cast)
    for verb in ("child_risk", "link_repeat", "forward_danger"):
        row = Move.objects.filter(case=story.case).last()
        row.pk, row.verb = None, verb
        row.save()
    for side in ("A", "B"):
        rows = entered(story, side, to).get(to("my-case-trail"), {"format": "json"}).json()["rows"]
        deeds = [row["deed"] for row in rows]
        assert not {"child_risk", "link_repeat", "forward_danger"} & set(deeds)
        assert ("route" in deeds) == (side == "A")


@pytest.mark.parametrize("name", ["aizhan", "saule", "timur"])
def test_staff_and_strangers_have_no_such_page(cast, enter, to, name):
    stories.running(cast)
    assert enter(getattr(cast, name), key=False).get(to("my-case-trail")).status_code == 404
    assert Client().get(to("my-case-trail")).status_code == 404
