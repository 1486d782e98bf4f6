"""Deeds up to the invitation: what each asks for, what it refuses, that asking twice is asking once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.refer_out import refer_out
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.save_draft import save_draft
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import (
    AnswersMissing,
    AnswerWrong,
    CarefulCase,
    ContactMissing,
    NoSuchInvitation,
    NoticeNotAccepted,
    RuleNotVerified,
    TextTooLong,
)
from kelisim.apps.mediation.models import Case, Item, Move, NameHash, Party
from kelisim.apps.mediation.queries import people, sealed
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.seal import service
from tests import cast as stories
from tests.cast import RUSTAM, VERA

LETTER = Letter(text="Бұл мәселе бойынша сотқа жүгінуге болады.", elsewhere="Алмалы аудандық соты")


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Party, Item, Move, NameHash, Entry))


# ── application ──


def test_an_application_sent_twice_is_one_application(cast) -> None:
    first = submit(cast.application(), once="x" * 30)
    before = rows()
    again = submit(cast.application(essence="басқа мәтін"), once="x" * 30)
    assert (again, rows()) == (first, before)
    assert (first.case.state, first.case.region, first.case.languages) == ("received", cast.region, "kk")
    assert first.next_by.isoformat() == "2026-03-27"  # 15 working days, less 9 and 23 to 25 March


def test_a_draft_becomes_the_application(cast) -> None:
    saved = save_draft({"topic": "neighbours"}, language="kk")
    receipt = submit(cast.application(), once="x" * 30, draft_code=saved.code)
    assert Case.objects.count() == 1
    assert [item.kind for item in receipt.case.items.all()] == ["application", "short_text"]
    assert receipt.case.resume_hash == ""


def test_missing_answers_are_named_all_together(cast) -> None:
    nobody = Side(who=Identity(name=" "))
    application = cast.application(topic="", essence=" ", applicant=nobody, other=nobody)
    with pytest.raises(AnswersMissing) as error:
        submit(application, once="x" * 30)
    assert error.value.data["fields"] == [
        *("topic", "essence", "applicant_name", "applicant_contact", "other_name")
    ]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"topic": "witchcraft"}, AnswerWrong),
        ({"channel": "pigeon"}, AnswerWrong),
        ({"applicant": Side(who=VERA, kind="ghost")}, AnswerWrong),
        ({"essence": "а" * 4001}, TextTooLong),
        ({"short_text": "а" * 1001}, TextTooLong),
        ({"notice": False}, NoticeNotAccepted),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(cast, changes, error) -> None:
    with pytest.raises(error):
        submit(cast.application(**changes), once="x" * 30)
    assert not Case.objects.exists()


def test_a_guessable_key_of_the_form_is_refused(cast) -> None:
    with pytest.raises(AnswerWrong):
        submit(cast.application(), once="1")


def test_an_unknown_other_side_may_be_without_a_name(cast) -> None:
    other = Side(who=Identity(), kind="unknown")
    assert submit(cast.application(other=other), once="x" * 30).case.state == "received"


def test_only_a_clerk_of_the_office_applies_for_somebody(cast) -> None:
    told = cast.application(channel="office")
    with pytest.raises(Refused):
        submit(told, once="x" * 30, by=cast.daniyar)
    receipt = submit(told, once="x" * 30, by=cast.aizhan)
    assert receipt.case.moves.last().user == cast.aizhan


def test_names_are_found_by_keyed_hash_in_any_script(cast) -> None:
    case = stories.received(cast).case
    for typed in ("ким", "KIM", "Сағындық", "Сагындык"):
        (digest,) = service.name_hashes(typed)
        assert list(Party.objects.filter(name_hashes__digest=digest).values_list("case", flat=True)) == [
            case.pk
        ]


# ── triage ──


def test_a_route_needs_its_rule_and_may_be_redone(cast) -> None:
    story = stories.received(cast)
    with pytest.raises(AnswersMissing):
        route(story.case, to="mediation", rule="", by=cast.aizhan)
    with pytest.raises(AnswerWrong):
        route(story.case, to="elsewhere", rule="scope_civil", by=cast.aizhan)
    with pytest.raises(Refused):
        route(story.case, to="mediation", rule="scope_civil", by=cast.saule)
    case = route(story.case, to="mediation", rule="scope_civil", by=cast.aizhan)
    before = rows()
    route(case, to="mediation", rule="scope_civil", by=cast.aizhan)
    assert rows() == before
    assert case.entered_on.isoformat() == "2026-03-02"
    assert route(case, to="answer", rule="scope_civil", by=cast.aizhan).entered_on is None


def test_whoever_advised_cannot_mediate(cast) -> None:
    story = stories.proposing(cast)
    story.case.advisers.add(cast.daniyar)
    offer = propose(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert offer.mediator.user == cast.kamila
    assert offer.explanation["left_out"] == {str(cast.mediators["daniyar"].pk): "advised_here"}


def test_a_consultation_is_a_service_and_may_settle_the_matter(cast) -> None:
    story = stories.triaged(cast)
    for _ in range(2):
        case = consult(story.case, minutes=25, settles=False, once="1", by=cast.aizhan)
    assert (case.state, list(case.advisers.all())) == ("triaged", [cast.aizhan])
    assert case.moves.filter(verb="consult").count() == 1
    with pytest.raises(AnswerWrong):
        consult(story.case, minutes=0, settles=False, once="2", by=cast.aizhan)
    case = consult(story.case, minutes=10, settles=True, once="3", by=cast.aizhan)
    assert (case.state, case.closing, case.outcome) == ("closed", "consulted", "C")


def test_only_a_verified_rule_of_its_day_refuses_and_says_where_else_to_go(cast) -> None:
    story = stories.triaged(cast)
    keys = cast.keys(cast.aizhan)
    for rule in ("bar_other_laws", "scope_civil", "no_such_rule"):
        with pytest.raises(RuleNotVerified):
            refuse(story.case, rule=rule, letter=LETTER, by=cast.aizhan, keys=keys)
    silent = replace(LETTER, elsewhere="")
    with pytest.raises(AnswersMissing):
        refuse(story.case, rule="bar_corruption", letter=silent, by=cast.aizhan, keys=keys)
    case = refuse(story.case, rule="bar_corruption", letter=LETTER, by=cast.aizhan, keys=keys)
    assert (case.state, case.closing, case.outcome) == ("closed", "inadmissible", "R")
    before = rows()
    refuse(story.case, rule="bar_corruption", letter=LETTER, by=cast.aizhan, keys=keys)
    assert rows() == before
    (letter,) = sealed.opened(case, story.keys("A"), kinds=["letter"])
    assert letter.text("elsewhere") == LETTER.elsewhere


def test_an_appeal_is_answered_or_referred_outside_the_applications(cast) -> None:
    for number, act in enumerate(("answer", "refer_out")):
        receipt = submit(cast.application(), once=f"{number}" * 30)
        route(receipt.case, to="answer", rule="appeal_never_refused", by=cast.aizhan)
        keys = cast.keys(cast.aizhan)
        if act == "answer":
            case = answer(receipt.case, letter=LETTER, by=cast.aizhan, keys=keys)
        else:
            case = refer_out(receipt.case, to=cast.council, letter=LETTER, by=cast.aizhan, keys=keys)
        assert (case.closing, case.outcome, case.entered_on) == (
            {"answer": "answered", "refer_out": "referred"}[act],
            "X",
            None,
        )


# ── invitation ──


def test_an_invitation_asked_for_twice_is_the_same_link(cast) -> None:
    story = stories.inviting(cast)
    before = rows()
    again = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert (again.token, rows()) == (story.invitation.token, before)


def test_violence_stops_every_automatic_invitation(cast) -> None:
    story = stories.triaged(cast, careful=True)
    keys = cast.keys(cast.aizhan)
    with pytest.raises(CarefulCase):
        invite(story.case, by=cast.aizhan, keys=keys)
    invite(story.case, by=cast.aizhan, keys=keys, safe=True)
    assert story.case.moves.last().facts == {"days": 10, "careful": 1}


def test_somebody_without_any_contact_cannot_be_invited(cast) -> None:
    story = stories.triaged(cast, other=Side(who=Identity(name="Рүстем")))
    with pytest.raises(ContactMissing):
        invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    change_contact(story.party("B"), who=RUSTAM, by=cast.aizhan)
    assert invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan)).token


def test_joining_twice_gives_one_receipt_and_another_form_none(cast) -> None:
    story = stories.inviting(cast)
    joining = Joining(who=Identity(phone="+77019999999"), notice=True)
    with pytest.raises(NoticeNotAccepted):
        join(story.invitation.token, joining=Joining(), once="y" * 30)
    first = join(story.invitation.token, joining=joining, once="y" * 30)
    before = rows()
    assert join(story.invitation.token.lower(), joining=joining, once="y" * 30) == first
    assert rows() == before
    with pytest.raises(NoSuchInvitation):
        join(story.invitation.token, joining=joining, once="z" * 30)
    with pytest.raises(NoSuchInvitation):
        join("0" * 30, joining=joining, once="z" * 30)
    assert people.identity(story.party("B")) == replace(RUSTAM, phone="+77019999999")
