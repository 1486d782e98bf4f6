"""One person decides on a statement, with a reason its author reads; votes are never lost."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from kelisim.apps.dialogue.actions.add_statement import MOST_LETTERS, Written, write_statement
from kelisim.apps.dialogue.actions.moderate import accept, appeal, appealed, claim, let_go, merge, reject
from kelisim.apps.dialogue.errors import (
    AnotherDecides,
    AppealedOnce,
    Claimed,
    NoReason,
    NotMergeable,
    NoWording,
    TooLong,
)
from kelisim.apps.dialogue.models import Form, Statement
from kelisim.apps.dialogue.queries.log import log_of
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from tests.dialogue.people import answers, made, person, voter

pytestmark = pytest.mark.django_db


def written(conversation, text="Арық бойына ағаш егейік"):
    return write_statement(voter(conversation, "vera"), Written(texts={Form.KK_CYRL: text}))


def numbered(conversation, number):
    return Statement.objects.get(conversation=conversation, number=number)


def test_a_statement_waits_where_it_is_approved_first_and_is_live_where_it_is_not(conversation, asel):
    waiting = written(conversation)
    assert (waiting.state, waiting.number, waiting.by_organiser) == ("waiting", 12, False)
    assert written(conversation) == waiting, "sent twice it is the same statement"
    assert written(made(asel, code="open", moderation="open")).state == "live"


@pytest.mark.parametrize(("text", "error"), [(" ", NoWording), ("ә" * (MOST_LETTERS + 1), TooLong)])
def test_what_is_no_statement_is_refused(conversation, text, error):
    with pytest.raises(error):
        written(conversation, text)


def test_two_people_never_work_on_one_statement(conversation, bolat, asel):
    waiting = written(conversation)
    assert claim(conversation, [waiting.number], by=bolat) == [waiting]
    assert claim(conversation, [waiting.number], by=asel) == []
    with pytest.raises(Claimed):
        accept(waiting, by=asel)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=False):
        assert accept(waiting, by=asel).state == "live"


def test_a_rejected_statement_leaves_the_analysis_and_returns_with_its_votes(conversation, bolat):
    answers(voter(conversation, "vera"), "++-")
    before = log_of(conversation).votes
    with pytest.raises(NoReason):
        reject(numbered(conversation, 2), reason="ugly", by=bolat)
    gone = reject(numbered(conversation, 2), reason="several", by=bolat)
    assert (gone.state, log_of(conversation).votes.live.tolist()[2]) == ("rejected", False)
    assert accept(gone, by=bolat).reason == ""
    after = log_of(conversation).votes
    assert (after.value == before.value).all()
    assert (after.live == before.live).all()


def test_merged_statements_pool_the_last_vote_of_each_person(conversation, bolat):
    answers(voter(conversation, "vera"), "+.-")
    answers(voter(conversation, "rustam"), "..0")
    merge(numbered(conversation, 2), into=numbered(conversation, 0), by=bolat)
    log = log_of(conversation)
    assert log.statements == tuple(n for n in range(12) if n != 2)
    assert sorted(log.votes.value.tolist()) == [-1, 0]
    with pytest.raises(NotMergeable):
        merge(numbered(conversation, 0), into=numbered(conversation, 0), by=bolat)


def test_an_author_appeals_once_and_another_person_decides(conversation, bolat, asel):
    rejected = reject(written(conversation), reason="off_topic", by=bolat)
    appeal(rejected)
    with pytest.raises(AppealedOnce):
        appeal(rejected)
    with pytest.raises(AnotherDecides):
        accept(rejected, by=bolat)
    assert accept(rejected, by=asel).state == "live"


def test_an_appeal_may_be_decided_as_before_and_is_heard_then(conversation, bolat, asel):
    rejected = reject(written(conversation), reason="off_topic", by=bolat)
    rejected = appeal(rejected)
    assert appealed(rejected)
    with pytest.raises(AnotherDecides):
        reject(rejected, reason="several", by=bolat)
    heard = reject(rejected, reason="several", by=asel)
    assert (heard.state, heard.reason, appealed(heard)) == ("rejected", "several", False)
    assert Entry.objects.order_by("number").last().deed == "dialogue.statement_upheld"


def test_what_is_let_go_may_be_taken_by_others(conversation, bolat, asel):
    waiting = written(conversation)
    claim(conversation, [waiting.number], by=bolat)
    assert (let_go(conversation, by=bolat), let_go(conversation, by=bolat)) == (1, 0)
    assert claim(conversation, [waiting.number], by=asel) == [waiting]


def test_only_moderators_decide(conversation):
    for somebody in (person("pavel", None), person("timur", Role.ADMIN), person("daniyar", Role.MEDIATOR)):
        with pytest.raises(Refused):
            reject(numbered(conversation, 0), reason="several", by=somebody)
