"""After the settlement: who is asked, the calls of the office, consent of each side, what follows a "not"."""

from __future__ import annotations

import pytest
from django.core import mail

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up, tell_satisfaction
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.enforce import enforce
from kelisim.apps.mediation.actions.record_call import Call, record_call
from kelisim.apps.mediation.actions.remediate import Anew, remediate
from kelisim.apps.mediation.actions.set_follow_up import set_follow_up
from kelisim.apps.mediation.errors import (
    AnswersForAnotherRound,
    AnswersMissing,
    AnswerWrong,
    NothingUnperformed,
)
from kelisim.apps.mediation.models import Case, FollowUp, Party
from kelisim.apps.mediation.queries import following, people, satisfaction
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.queue.worker import run_due
from tests import cast as stories
from tests.cast import Story, at

NOT_B = {1: "not", 2: "not_due"}
FINE = {1: "performed", 2: "performed"}


@pytest.fixture
def story(cast) -> Story:
    return stories.settled(cast)


def tick(clock, day: str) -> None:
    clock.move_to(at(day))
    tasks.clocks()
    run_due(at(day))


def question(story: Story, side: str, code: str = "30") -> FollowUp:
    return story.case.follow_ups.get(party__side=side, round=code)


def answer(story: Story, side: str, said: dict[int, str], code: str = "30") -> Case:
    return answer_follow_up(following.token(question(story, side, code)), answers=said)


def owed(story: Story) -> list[tuple[str, str]]:
    return [(one.party.side, one.round) for one in following.calls(Case.objects.filter(pk=story.case.pk))]


def without_email(story: Story, side: str) -> None:
    party = story.party(side)
    who = people.identity(party)
    told = {**vars(who), "email": "", "phone": who.phone or "+77010000009"}
    change_contact(party, who=people.Identity(**told), by=party)


def call(story: Story, side: str, result: str, said: dict[int, str] | None = None, once: str = "1") -> Case:
    told = Call(result=result, answers=said or {})
    return record_call(question(story, side), told, once=once, by=story.cast.aizhan)


@pytest.mark.parametrize("word", ["not", "partly"])
def test_after_trouble_the_other_side_is_asked_and_the_office_calls_both(story, clock, word) -> None:
    tick(clock, "2026-04-01")
    mail.outbox.clear()
    answer(story, "A", {1: word, 2: "not_due"})
    clock.move_to(at("2026-04-02"))
    answer(story, "A", {1: word, 2: "performed"})  # she corrects herself; no call is doubled
    run_due(at("2026-04-02"))
    assert owed(story) == [("A", "30"), ("B", "30")]
    assert [one.to[0] for one in mail.outbox].count("rustam@example.org") == 1  # the day after his first mail
    assert question(story, "B").closes_at.date().isoformat() == "2026-06-01"


def test_what_is_said_on_the_telephone_counts_like_a_link(story, clock) -> None:
    tick(clock, "2026-04-01")
    answer(story, "A", NOT_B)
    call(story, "B", "no_answer")
    assert owed(story) == [("A", "30"), ("B", "30")]
    for _twice in range(2):
        call(story, "B", "reached", {1: "partly", 2: "not"}, once="2")
    assert owed(story) == [("A", "30")]
    row = question(story, "B")
    assert (row.means, row.called_by, row.answers) == (
        "phone",
        story.cast.aizhan,
        {"1": "partly", "2": "not"},
    )
    said = [one.status for one in story.case.obligations.all()]
    assert said == ["not", "not"]  # each as the side says it is owed to
    verbs = list(story.case.moves.filter(verb__in=["call", "follow"]).values_list("verb", "reason"))
    assert verbs == [
        ("follow", ""),
        ("follow", ""),
        ("call", "no_answer"),
        ("call", "reached"),
        ("follow", ""),
    ]


def test_a_call_may_find_that_all_is_done(story, clock) -> None:
    without_email(story, "B")
    tick(clock, "2026-04-01")
    assert owed(story) == [("B", "30")]
    answer(story, "A", FINE)
    assert call(story, "B", "reached", FINE).state == "closed"
    assert owed(story) == []


def test_a_side_without_email_is_called_in_each_round(story, clock) -> None:
    without_email(story, "B")
    for day in ("2026-04-01", "2026-05-04", "2026-05-31"):
        tick(clock, day)
    assert owed(story) == [("B", "30"), ("B", "due-1"), ("B", "90")]
    told = [one for one in mail.outbox if "aizhan" in one.to[0] and "қоңырау" in one.body]
    assert len(told) == 3
    assert following.open_question(story.case, "B").round == "90"


def test_in_a_careful_case_nothing_goes_out_by_itself(story, clock) -> None:
    Case.objects.filter(pk=story.case.pk).update(careful=True)
    run_due()
    mail.outbox.clear()
    tick(clock, "2026-04-01")
    assert {one.to[0] for one in mail.outbox} == {"aizhan@kelisim.example"}
    assert owed(story) == [("A", "30"), ("B", "30")]


def test_only_a_clerk_of_the_office_writes_calls_down(story, clock) -> None:
    tick(clock, "2026-04-01")
    for who in ("saule", "marat", "oksana", "timur", "daniyar", "pavel"):
        with pytest.raises(Refused):
            record_call(question(story, "A"), Call(result="reached"), once="9", by=getattr(story.cast, who))
    with pytest.raises(AnswersMissing):
        call(story, "A", "")
    with pytest.raises(AnswerWrong):
        call(story, "A", "bribed")
    with pytest.raises(AnswersMissing):
        call(story, "A", "reached", {1: "performed"})
    assert question(story, "A").called_at is None


def test_a_side_that_agrees_later_gets_the_rounds_still_to_come(story, clock) -> None:
    for side in ("A", "B"):
        set_follow_up(story.party(side), agrees=False, by=story.party(side))
    assert (
        story.refreshed().clock_at.date().isoformat() == "2027-04-01"
    )  # midnight here, still the day before
    tick(clock, "2026-04-10")
    set_follow_up(story.party("B"), agrees=True, by=story.party("B"))
    set_follow_up(story.party("B"), agrees=True, by=story.party("B"))
    for day in ("2026-04-11", "2026-05-04", "2026-05-31"):
        tick(clock, day)
    asked = list(story.case.follow_ups.order_by("id").values_list("party__side", "round"))
    assert asked == [("B", "due-1"), ("B", "90")]
    assert Entry.objects.filter(deed="mediation.follow_up_consent").count() == 3


def test_consent_taken_back_closes_the_link_and_the_call(story, clock) -> None:
    without_email(story, "B")
    tick(clock, "2026-04-01")
    link = following.token(question(story, "A"))
    set_follow_up(story.party("A"), agrees=False, by=story.party("A"))
    with pytest.raises(AnswersForAnotherRound):
        answer_follow_up(link, answers=FINE)
    call(story, "B", "no_more")
    assert owed(story) == []
    for day in ("2026-05-04", "2027-03-02"):
        tick(clock, day)
    assert story.case.follow_ups.count() == 2
    tick(clock, "2027-04-02")
    assert story.refreshed().closing == "unknown"


def test_without_her_consent_the_other_side_is_neither_asked_nor_called(story, clock) -> None:
    set_follow_up(story.party("B"), agrees=False, by=story.party("B"))
    tick(clock, "2026-04-01")
    answer(story, "A", NOT_B)
    assert owed(story) == [("A", "30")]
    assert not story.case.follow_ups.filter(party__side="B").exists()


def test_an_answer_does_not_hide_a_round_that_is_due_and_not_asked(story, clock) -> None:
    tick(clock, "2026-04-01")
    clock.move_to(at("2026-05-06"))  # the queue was down when the due day's round came
    answer(story, "A", {1: "not_due", 2: "not_due"})
    tick(clock, "2026-05-06")
    assert sorted(story.case.follow_ups.values_list("round", flat=True)) == ["30", "30", "due-1", "due-1"]


def test_satisfaction_is_optional_and_only_counted(story, clock) -> None:
    tick(clock, "2026-04-01")
    link = following.token(question(story, "A"))
    moves, entries = story.case.moves.count(), Entry.objects.count()
    for _twice in range(2):
        tell_satisfaction(link, said={"heard": "yes", "fair": "partly", "again": "", "smell": "no"})
    with pytest.raises(AnswerWrong):
        tell_satisfaction(link, said={"heard": "very"})
    assert question(story, "A").satisfaction == {"heard": "yes", "fair": "partly"}
    assert (story.case.moves.count(), Entry.objects.count()) == (moves, entries)
    days = {"since": at("2026-04-01").date(), "until": at("2026-04-02").date()}
    found = satisfaction.satisfaction(Case.objects.all(), **days)
    assert [one.question for one in found] == ["heard", "fair", "voluntary", "again"]
    assert {(one.asked, one.told, one.response) for one in found} == {(2, None, None)}
    assert {value for one in found for value in one.answers.values()} == {None}


def test_remediation_is_a_new_case_with_consent_anew_and_nothing_copied(story, clock) -> None:
    tick(clock, "2026-04-01")
    answer(story, "A", NOT_B)
    told = Anew(side="A", essence="Шарбақ әлі қайтарылған жоқ.", notice=True)
    receipts = [remediate(story.refreshed(), told, once="m" * 30, by=story.cast.aizhan) for _twice in "12"]
    assert receipts[0] == receipts[1]
    new = Case.objects.get(follows=story.case)
    assert (new.state, new.office, new.topic) == ("received", story.case.office, story.case.topic)
    assert [(one.side, one.follow_up, one.joined_at is None) for one in new.parties.all()] == [
        ("A", False, False),
        ("B", False, True),
    ]
    kinds = sorted(new.items.values_list("kind", flat=True))
    assert kinds == ["application", "short_text"]
    assert not Party.objects.filter(case=new, holder__in=story.case.parties.values("holder")).exists()
    assert (story.refreshed().state, story.case.moves.filter(verb="remediate").count()) == ("follow_up", 1)
    with pytest.raises(AnswerWrong):
        remediate(new, told, once="m" * 30, by=story.cast.aizhan)
    with pytest.raises(Refused):
        remediate(story.case, told, once="x" * 30, by=story.cast.marat)


def test_the_other_side_may_be_the_one_who_applies_anew(story, clock) -> None:
    tick(clock, "2026-04-01")
    told = Anew(side="B", essence="Ақша төленбеді.", notice=True)
    new = remediate(story.refreshed(), told, once="m" * 30, by=story.cast.aizhan).case
    names = {side: who.name for side, who in people.identities(new).items()}
    assert names == {"A": stories.RUSTAM.name, "B": stories.VERA.name}
    with pytest.raises(AnswersMissing):
        remediate(story.case, Anew(side="", essence="…", notice=True), once="z" * 30, by=story.cast.aizhan)


def test_papers_are_for_what_was_not_performed(story, clock) -> None:
    tick(clock, "2026-04-01")
    with pytest.raises(NothingUnperformed):
        enforce(story.refreshed(), side="A", by=story.cast.aizhan)
    answer(story, "A", NOT_B)
    run_due(at("2026-04-01"))
    mail.outbox.clear()
    for _twice in range(2):
        enforce(story.refreshed(), side="A", by=story.cast.aizhan)
    run_due(at("2026-04-01"))
    assert [one.to[0] for one in mail.outbox] == ["vera@example.org"]
    assert story.case.moves.filter(verb="enforce").count() == 1


def test_whose_answer_is_no_longer_needed_reads_so(story, clock, client):
    tick(clock, "2026-04-02")
    # Only she owes, so the other side alone closes the case.
    story.case.obligations.update(debtor=story.party("B"))
    late = question(story, "B")
    address = f"/kk/follow-up/{following.token(late)}/"
    assert client.get(address).status_code == 200
    assert answer(story, "A", FINE).state == "closed"
    assert client.get(address).status_code == 404
    assert client.post(address, {"answer_1": "not", "answer_2": "not"}).status_code == 404
    assert client.get(f"/kk/follow-up/{following.token(question(story, 'A'))}/").status_code == 200
