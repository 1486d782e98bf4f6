"""Where she stands: words from the seventh answer on, from what was published, stored nowhere."""

import itertools

import numpy as np
import pytest

from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.models import Vote
from kelisim.apps.dialogue.queries.figures import figures_of
from kelisim.apps.dialogue.queries.standing import Where, standings_of
from kelisim.engines.commonground.places import nearest, place_of
from tests.dialogue.people import answers, two_camps, voter
from tests.dialogue.voter import PATH, marks

pytestmark = pytest.mark.django_db
CAMP_A = "++" + "+-" * 5
ODD = ["".join(marks) for marks in itertools.product("+-", repeat=4)]  # nobody goes with anybody


def shown(client, told):
    page = marks(client, told)
    return page.context["standing"]


def numbers(quotes):
    return {int(one.text.split()[1]) for one in quotes}


def test_nothing_before_the_seventh_answer_and_too_early_before_a_publication(client, conversation):
    assert shown(client, CAMP_A[:6]) is None
    assert shown(client, CAMP_A[:7]).where == Where.EARLY
    assert "Айтуға ерте" in client.get(f"{PATH}vote/").content.decode()


def test_she_reads_what_she_shares_with_the_nearest_group_and_with_all(client, conversation, asel):
    two_camps(conversation, each=20)
    result = publish(conversation, by=asel)
    letter = result.whole["members"][str(voter(conversation, "a0").pk)]
    told = shown(client, CAMP_A)
    assert (told.where, told.group) == (Where.GROUP, letter)
    whole = client.get(f"{PATH}where/").context["standing"]
    assert numbers(whole.shares) == set(range(12))
    assert numbers(whole.with_all) == {0, 1}
    assert whole.differs == ()
    kept = Vote.objects.count()
    client.get(f"{PATH}where/")
    assert Vote.objects.count() == kept


def test_she_reads_where_she_differs_from_it(client, conversation, asel):
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    marks(client, "-+" + "+-" * 5)
    assert numbers(client.get(f"{PATH}where/").context["standing"].differs) == {0}


def test_between_groups_is_an_answer(client, conversation, asel):
    two_camps(conversation, each=20)
    publish(conversation, by=asel)
    assert shown(client, "++" + "0" * 10).where == Where.BETWEEN


def test_without_clear_groups_only_what_all_share_is_said(client, conversation, asel):
    for one in range(32):
        answers(voter(conversation, f"v{one}"), "++++++--" + ODD[one % len(ODD)])
    result = publish(conversation, by=asel)
    assert result.public["no_clear_groups"]
    result.public["common_ground"][0]["uniting"] = "yes"  # two methods say so of larger rooms
    result.save()
    told = shown(client, "++++++--++++")
    assert (told.where, told.group, told.shares) == (Where.ALL, "", ())
    assert len(told.with_all) == 1


def test_what_is_hidden_in_a_publication_says_nothing(client, conversation, asel):
    two_camps(conversation, each=20)
    result = publish(conversation, by=asel)
    for one in result.public["common_ground"]:
        one["per_group"] = {name: dict.fromkeys(cell) for name, cell in one["per_group"].items()}
    result.save()
    found = standings_of(conversation.pk).of(dict.fromkeys(range(12), 1))
    assert (found.shares, found.differs) == ((), ())


def test_a_place_is_the_one_the_analysis_gives(conversation):
    two_camps(conversation, each=20)
    found = figures_of(conversation).found
    for at in range(found.votes.people):
        a, b = found.votes.start[at : at + 2]
        hers = dict(zip(found.votes.statement[a:b].tolist(), found.votes.value[a:b].tolist(), strict=True))
        assert place_of(hers, found.axes, stretch=10).tolist() == found.places[:, at].tolist()


def test_nearest_is_nobody_where_two_are_as_near():
    middles = np.array([[-100.0, 0.0], [100.0, 0.0]])
    assert [nearest(np.array([x, 0]), middles, apart=0.15) for x in (-100, -16, -14, 0, 16)] == [
        0, 0, None, None, 1,
    ]  # fmt: skip
