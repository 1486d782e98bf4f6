"""The page of a mediator who cannot go on: found from the register by those who may, and by nobody else."""

from __future__ import annotations

import json

import pytest

from tests import cast as story
from tests.web.staff_steps import done, errors, page

FINDS = {"saule", "marat"}


@pytest.mark.parametrize(
    "name", ["aizhan", "daniyar", "kamila", "saule", "marat", "oksana", "timur", "pavel"]
)
def test_who_finds_it(cast, enter, to, name):
    pk = cast.mediators["daniyar"].pk
    client = enter(getattr(cast, name), key=False)
    assert client.get(to("mediator-relieve", pk)).status_code == (200 if name in FINDS else 404)
    link = to("mediator-relieve", pk) in page(client, to("mediator-detail", pk))
    assert link == (name in FINDS)


def test_one_deed_and_what_is_needed_after(cast, enter, to):
    told = story.running(cast)
    client, where = enter(cast.saule, key=False), to("mediator-relieve", cast.mediators["daniyar"].pk)
    assert str(told.case) in page(client, where)
    assert errors(client, where, {"reason": "died"}) == {"sure"}
    assert errors(client, where, {"reason": "died", "until": "2026-04-01", "sure": "on"}) == {"until"}
    assert errors(client, where, {"reason": "died", "on": "2030-01-01", "sure": "on"}) == {"on"}
    assert done(client, where, {"reason": "died", "on": "2026-03-02", "sure": "on"}) == where
    text = page(client, where)
    assert str(told.case) in text
    for secret in (story.VERA.name, story.VERA.phone, story.ESSENCE):
        assert secret not in text
    (row,) = json.loads(client.get(where, {"format": "json", "list": "left"}).content)["rows"]
    assert (row["case"], row["state"], row["two_officers"]) == (str(told.case), "proposing", True)
