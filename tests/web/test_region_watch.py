"""The coordinator's list of what stands still: four tables, no name of a side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from kelisim.apps.mediation.models import Case, Mediator, Move
from kelisim.kernel.access.models import RoleHolding
from tests import cast as story
from tests.web.staff_steps import page


@pytest.mark.parametrize("name", ["aizhan", "daniyar", "saule", "marat", "oksana", "timur", "pavel"])
def test_only_the_coordinator_has_it(cast, enter, to, name):
    client = enter(getattr(cast, name), key=False)
    assert client.get(to("region-watch")).status_code == (200 if name == "saule" else 404)


def test_what_stands_still_is_found(cast, enter, to):
    told = story.proposing(cast)
    long_ago = timezone.now() - timedelta(days=15)
    client, where = enter(cast.saule, key=False), to("region-watch")
    rows = {
        name: lambda name=name: client.get(where, {"format": "json", "list": name}).json()["rows"]
        for name in ("late", "waiting", "offices", "away")
    }
    assert [rows[name]() for name in rows] == [[], [], [], []]
    Move.objects.filter(case=told.case, verb="join").update(at=long_ago)
    Case.objects.filter(pk=told.case.pk).update(clock="offer", clock_at=long_ago)
    RoleHolding.objects.filter(user=cast.aizhan).update(until=timezone.localdate())
    today = timezone.localdate()
    Mediator.objects.filter(user=cast.kamila).update(
        suspended_since=today, suspended_until=today + timedelta(days=9)
    )
    assert (
        [row["case"] for row in rows["late"]()]
        == [row["case"] for row in rows["waiting"]()]
        == [str(told.case)]
    )
    assert rows["offices"]() == [{"office": cast.office.code, "clerk": False, "key": True}]
    assert [(row["why"], row["cases"]) for row in rows["away"]()] == [("suspended", 0)]
    text = page(client, where)
    for secret in (story.VERA.name, story.VERA.phone, story.ESSENCE):
        assert secret not in text
