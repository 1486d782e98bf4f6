"""A vote is kept once, the last one counts, and whoever leaves is gone at once."""

import pytest

from kelisim.apps.dialogue.actions.open_conversation import close, open_conversation, pause, resume
from kelisim.apps.dialogue.actions.take_part import hashed, take_part
from kelisim.apps.dialogue.actions.vote import Ballot, vote
from kelisim.apps.dialogue.actions.withdraw import erase, withdraw_votes
from kelisim.apps.dialogue.errors import (
    FewStatements,
    NeedsACode,
    NotAVote,
    NotOpen,
    NotToBeVotedOn,
    WrongStep,
)
from kelisim.apps.dialogue.models import Code, Participation, Vote
from kelisim.apps.dialogue.queries.log import log_of
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from tests.dialogue.people import answers, made, person, voter

pytestmark = pytest.mark.django_db


def told(conversation):
    """Each person's standing votes by statement."""
    votes = log_of(conversation).votes
    return sorted(
        dict(zip(votes.statement[a:b].tolist(), votes.value[a:b].tolist(), strict=True)).__repr__()
        for a, b in zip(votes.start[:-1], votes.start[1:], strict=True)
    )


def test_the_last_vote_counts_and_a_page_sent_twice_is_one_vote(conversation):
    vera = voter(conversation, "vera")
    for ballot in (Ballot(statement=3, value=1, page=0), Ballot(statement=3, value=-1, page=1)):
        vote(vera, ballot)
        vote(vera, ballot)
    assert Vote.objects.count() == 2
    assert told(conversation) == ["{3: -1}"]


def test_only_hashes_are_kept_and_a_vote_leaves_no_trace_of_anybody(conversation):
    entries = Entry.objects.count()
    answers(voter(conversation, "vera"), "+-0")
    assert Participation.objects.get().token_hash == hashed("vera") != "vera"
    assert Entry.objects.count() == entries


@pytest.mark.parametrize(
    ("ballot", "error"),
    [
        (Ballot(statement=0, value=2, page=0), NotAVote),
        (Ballot(statement=99, value=1, page=0), NotToBeVotedOn),
    ],
)
def test_what_is_no_vote_is_refused(conversation, ballot, error):
    with pytest.raises(error):
        vote(voter(conversation, "vera"), ballot)
    assert not Vote.objects.exists()


def test_votes_are_taken_only_while_the_conversation_is_open(conversation, asel):
    vera = voter(conversation, "vera")
    pause(conversation, by=asel)
    with pytest.raises(NotOpen):
        vote(vera, Ballot(statement=0, value=1, page=0))
    conversation = resume(conversation, by=asel)
    vote(vera, Ballot(statement=0, value=1, page=0))
    conversation = close(conversation, by=asel)
    with pytest.raises(NotOpen):
        vote(vera, Ballot(statement=1, value=1, page=1))
    with pytest.raises(NotOpen):
        take_part(conversation, token="late")
    with pytest.raises(WrongStep):
        resume(conversation, by=asel)


def test_votes_taken_back_no_longer_stand_and_may_be_given_again(conversation):
    vera = voter(conversation, "vera")
    answers(vera, "+-0")
    assert (withdraw_votes(vera), withdraw_votes(vera)) == (3, 0)
    assert told(conversation) == ["{}"]
    vote(vera, Ballot(statement=1, value=1, page=50))
    assert told(conversation) == ["{1: 1}"]


def test_erased_is_gone_at_once(conversation):
    answers(voter(conversation, "vera"), "+-0")
    answers(voter(conversation, "rustam"), "+")
    before = log_of(conversation).digest
    erase(voter(conversation, "vera"))
    assert (Participation.objects.count(), Vote.objects.count()) == (1, 1)
    assert log_of(conversation).digest != before


def test_a_code_opens_an_invited_conversation_once(asel, clock):
    invited = made(asel, tier="code")
    Code.objects.create(conversation=invited, code_hash=hashed("ABC"))
    with pytest.raises(NeedsACode):
        take_part(invited, token="vera", code="ABD")
    first = take_part(invited, token="vera", code="ABC")
    assert take_part(invited, token="vera") == first
    with pytest.raises(NeedsACode):
        take_part(invited, token="rustam", code="ABC")


def test_opening_with_few_statements_asks_for_a_second_yes_and_changes_no_setting(asel, clock):
    draft = made(asel, statements=3, opened=False, moderation="strict", sensitive=True)
    with pytest.raises(FewStatements):
        open_conversation(draft, by=asel)
    opened = open_conversation(draft, confirmed=True, by=asel)
    for name in ("moderation", "sensitive", "tier", "closes_on", "question_kk"):
        assert getattr(opened, name) == getattr(draft, name)


def test_nobody_else_opens_or_closes(conversation, bolat):
    for somebody in (bolat, person("pavel", None), person("timur", Role.ADMIN)):
        with pytest.raises(Refused):
            close(conversation, by=somebody)


def test_a_log_that_was_read_before_is_read_on_and_after_an_erasure_anew(conversation):
    answers(voter(conversation, "vera"), "+-0")
    assert len(log_of(conversation).votes.value) == 3
    answers(voter(conversation, "rustam"), "++")
    vote(voter(conversation, "vera"), Ballot(statement=0, value=-1, page=9))
    assert told(conversation) == ["{0: -1, 1: -1, 2: 0}", "{0: 1, 1: 1}"]
    erase(voter(conversation, "rustam"))
    assert told(conversation) == ["{0: -1, 1: -1, 2: 0}"]
