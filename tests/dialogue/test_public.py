"""Other rooms get totals of what was published, and nothing before."""

from datetime import date

import pytest

from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.models import Statement
from kelisim.apps.dialogue.public import common_ground, division, interest_map
from tests.dialogue.people import two_camps

pytestmark = pytest.mark.django_db
YEAR = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}


def test_nothing_is_told_before_a_publication(conversation):
    two_camps(conversation, each=20)
    assert (common_ground(conversation), division(conversation)) == ([], None)
    assert interest_map(None, **YEAR) == []


def test_totals_are_those_of_the_publication(conversation, asel):
    Statement.objects.filter(number__in=(0, 2)).update(interest="land")
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    found = common_ground(conversation)
    assert [one.statement for one in found] == [0, 1]
    assert found[0].agree == {"A": "95 or more", "B": "95 or more"}
    assert (found[0].texts, found[0].methods) == ({"kk-Cyrl": "Пікір 0"}, 2)
    told = division(conversation)
    assert (told.contested, told.of, round(told.share, 2)) == (10, 12, 0.83)
    (land,) = interest_map(None, **YEAR)
    assert (land.interest, land.statements, land.uniting, land.contested) == ("land", 2, 1, 1)
    assert land.support[1] == 95
    assert interest_map(None, since=date(2020, 1, 1), until=date(2021, 1, 1)) == []
