"""A publication is the whole analysis of the log, frozen; it comes again to the byte and reveals nobody."""

import json

import pytest

from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.actions.withdraw import erase
from kelisim.apps.dialogue.errors import NothingToPublish, TooSoon
from kelisim.apps.dialogue.models import Participation, Result
from kelisim.apps.dialogue.queries.figures import figures_again, figures_of
from kelisim.kernel.access.door import Refused
from tests.dialogue.people import answers, two_camps, voter

pytestmark = pytest.mark.django_db


def test_nothing_is_published_of_nobody_and_only_by_who_leads(conversation, asel, bolat):
    with pytest.raises(NothingToPublish):
        publish(conversation, by=asel)
    with pytest.raises(Refused):
        publish(conversation, by=bolat)


def test_what_unites_is_published_and_comes_again_to_the_byte(conversation, asel):
    two_camps(conversation, each=20)
    result = publish(conversation, by=asel)
    assert (result.number, result.counted, result.votes) == (1, 40, 480)
    assert [one["id"] for one in result.public["groups"]] == ["A", "B"]
    assert {one["statement"] for one in result.public["common_ground"][:2]} == {"0", "1"}
    assert "members" not in json.dumps(result.public)
    again = figures_again(result)
    assert again.document()["result_hash"] == result.result_hash
    assert again.log.digest == result.log_digest


def test_letters_last_though_sizes_change(conversation, asel):
    two_camps(conversation, each=20)
    first = publish(conversation, by=asel).whole["members"]
    for one in range(20, 35):
        odd = 2 + one % 10
        marks = "++" + "-+" * 5
        answers(voter(conversation, f"b{one}"), marks[:odd] + "0" + marks[odd + 1 :])
    second = publish(conversation, by=asel).whole["members"]
    assert {key: second[key] for key in first} == first


def test_two_publications_are_ten_people_apart(conversation, asel):
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    two_camps(conversation, each=4, start=20)
    with pytest.raises(TooSoon):
        publish(conversation, by=asel)
    two_camps(conversation, each=1, start=24)
    assert publish(conversation, by=asel).number == 2


def test_whoever_is_erased_is_in_no_result(conversation, asel):
    two_camps(conversation, each=20)
    result = publish(conversation, by=asel)
    gone = Participation.objects.first()
    assert str(gone.pk) in result.whole["members"]
    erase(gone)
    assert str(gone.pk) not in Result.objects.get().whole["members"]
    assert figures_of(conversation).document()["result_hash"] != result.result_hash
