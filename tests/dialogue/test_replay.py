"""The sample conversation finds its planted groups; what it published comes out again, or says why not."""

import pytest
from django.utils import timezone

from kelisim.apps.dialogue.actions.moderate import reject
from kelisim.apps.dialogue.actions.withdraw import erase
from kelisim.apps.dialogue.models import Conversation, Participation, Result, Statement
from kelisim.cli.main import main
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.models import Installation
from tests.dialogue.people import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(db):
    """A loaded pack, which can be marked as a sample."""
    Installation.objects.create(pack="kz", version="test", loaded_at=timezone.now())


@pytest.fixture
def sample(pack, capsys):
    """The sample as the command makes it."""
    assert main(["sample", "dialogue"]) == 0
    capsys.readouterr()
    return Conversation.objects.get()


def test_the_sample_shows_three_groups_and_what_unites_them(sample):
    first, last = Result.objects.order_by("number")
    assert (sample.sample, first.number, last.counted) == (True, 1, 300)
    assert [one["id"] for one in last.public["groups"]] == ["A", "B", "C"]
    uniting = {one["statement"] for one in last.public["common_ground"] if one["uniting"] == "yes"}
    assert {"0", "2", "3", "15"} <= uniting
    assert {"4", "5", "6", "7"} <= {
        one["statement"] for one in last.public["common_ground"] if one["contested"]
    }
    assert last.public["division"]["contested"] >= 4
    assert last.public["map"]["cells"]
    assert min(one["level"] for one in last.public["map"]["cells"]) == 1


def test_the_sample_is_loaded_once_and_never_beside_real_conversations(sample, capsys):
    assert main(["sample", "dialogue"]) == 0
    assert Conversation.objects.count() == 1
    made(User.objects.get(email="meruert@kelisim.example"))
    assert main(["sample", "dialogue"]) == 2


def test_each_result_comes_out_again_though_a_statement_was_rejected_since(sample, capsys):
    by = User.objects.get(email="samat@kelisim.example")
    reject(Statement.objects.get(number=4), reason="off_topic", by=by)
    for number in ("1", "2"):
        assert main(["dialogue", "replay", sample.code, "--as-of", number]) == 0
        assert "the same to the byte" in capsys.readouterr().out
    assert main(["dialogue", "replay", sample.code, "--as-of", "3"]) == 2


def test_replay_counts_erased_votes_and_says_why_the_hash_differs(sample, capsys):
    gone = Participation.objects.first()
    votes = gone.votes.count()
    erase(gone)
    assert main(["dialogue", "replay", sample.code]) == 1
    assert f"{votes} of the {Result.objects.first().votes} votes are gone" in capsys.readouterr().out
