"""The clerk's desk and the page of a case: what waits, what is late, what she may do, what others see."""

import pytest

from tests import cast as story


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_desk_and_case(cast, enter, to, lang):
    told = story.received(cast)
    client = enter(cast.aizhan)
    response = client.get(to("office-desk", lang=lang))
    assert response.status_code == 200
    assert str(told.case) in response.content.decode()
    response = client.get(to("case-detail", str(told.case), lang=lang))
    assert response.status_code == 200
    assert story.ESSENCE in response.content.decode()


def test_walk_in(cast, enter, to):
    client = enter(cast.aizhan)
    r = client.get(to("walk-in"))
    print([f.name for s in r.context["sections"] for f in s])
    assert r.status_code == 200
