"""Each deed: what it asks for, what it refuses, that asking twice is asking once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.child_risk import child_risk
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Promise, Terms, draft_settlement
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.no_mediator import no_mediator
from kelisim.apps.mediation.actions.propose import Choice, propose
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.refer_out import refer_out
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.save_draft import save_draft
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.submit import Side, submit
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import (
    AnswersMissing,
    AnswerWrong,
    CarefulCase,
    ConditionsMissing,
    ContactMissing,
    DocumentChanged,
    MediatorNotEligible,
    NoMediatorFits,
    NoSuchInvitation,
    NoticeNotAccepted,
    NotInThisState,
    ObligationVague,
    OfferOpen,
    OverrideReasonMissing,
    RuleNotVerified,
    StatementIncomplete,
    TextTooLong,
    WrongPassphrase,
)
from kelisim.apps.mediation.models import Case, Item, Move, NameHash, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, people, proposals, sealed, signatures
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.audit.verify import verify
from kelisim.kernel.seal import service
from tests import cast as stories
from tests.cast import PASSPHRASE, RUSTAM, STATEMENT, VERA

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


# ── mediator ──


def test_the_engine_proposes_with_reasons_and_a_person_may_override_with_one(cast) -> None:
    story = stories.proposing(cast)
    listed = proposals.ranking(story.case)
    assert [(one.name, one.rank, one.knows_topic) for one in listed.proposals] == [
        ("Daniyar Һәкімұлы", 1, True),
        ("Kamila Һәкімұлы", 2, False),
    ]
    keys = cast.keys(cast.aizhan)
    kamila = cast.mediators["kamila"]
    with pytest.raises(OverrideReasonMissing):
        propose(story.case, by=cast.aizhan, keys=keys, choice=Choice(mediator=kamila))
    with pytest.raises(AnswerWrong):
        propose(story.case, by=cast.aizhan, keys=keys, choice=Choice(mediator=kamila, override="whim"))
    chosen = Choice(mediator=kamila, override="sides_wish")
    offer = propose(story.case, by=cast.aizhan, keys=keys, choice=chosen)
    assert propose(story.case, by=cast.aizhan, keys=keys, choice=chosen) == offer
    assert offer.explanation["chosen"] == {
        "mediator": kamila.pk,
        "rank": 2,
        "score": 150_000,
        "cost": 150_000,
        "metres": 0,
        "price": 0,
        "load_penalty": 0,
        "load": 0,
        "capacity": 40,
        "reasons": offer.explanation["chosen"]["reasons"],
    }
    with pytest.raises(OfferOpen):
        propose(story.case, by=cast.aizhan, keys=keys, choice=Choice(mediator=cast.mediators["daniyar"]))


def test_sides_who_name_the_same_mediator_skip_the_engine(cast) -> None:
    story = stories.proposing(cast)
    named = Choice(mediator=cast.mediators["kamila"], named_by_sides=True)
    offer = propose(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan), choice=named)
    assert (offer.mediator.user, offer.named_by_sides, offer.override) == (cast.kamila, True, "")


@pytest.mark.parametrize(
    ("bar", "why"),
    [
        ({"suspended_since": "2026-03-01"}, "suspended"),
        ({"suspended_since": "2026-01-01", "suspended_until": "2026-03-02"}, ""),
        ({"user": None}, "no_key"),
    ],
)
def test_who_cannot_take_the_case(cast, bar, why) -> None:
    story = stories.proposing(cast)
    daniyar = cast.mediators["daniyar"]
    for name, value in bar.items():
        setattr(daniyar, name, value)
    daniyar.save()
    daniyar.refresh_from_db()
    found = proposals.barred(story.case, [daniyar], stories.timezone.localdate())
    assert found.get(daniyar.pk, "") == why
    if why:
        with pytest.raises(MediatorNotEligible) as error:
            propose(
                story.case,
                by=cast.aizhan,
                keys=cast.keys(cast.aizhan),
                choice=Choice(mediator=daniyar, override="other"),
            )
        assert error.value.data == {"why": why}


def test_nobody_fits_a_language_nobody_speaks_and_the_case_ends_with_both_sides(cast) -> None:
    story = stories.proposing(cast, language="en")
    keys = cast.keys(cast.aizhan)
    with pytest.raises(NoMediatorFits):
        propose(story.case, by=cast.aizhan, keys=keys)
    wider = Choice(languages=("en", "ru"))
    assert propose(story.case, by=cast.aizhan, keys=keys, choice=wider).mediator.user == cast.daniyar
    case = no_mediator(story.case, by=cast.aizhan)
    assert (case.closing, case.outcome, no_mediator(case, by=cast.aizhan).pk) == ("no_mediator", "O", case.pk)


def test_the_statement_is_whole_and_earlier_advice_bars(cast) -> None:
    story = stories.offered(cast)
    offer, user = story.offer, cast.daniyar
    partial = {code: False for code in STATEMENT if code != "kin"}
    for told, competent, fields in ((partial, True, ["kin"]), (STATEMENT, False, ["competence"])):
        with pytest.raises(StatementIncomplete) as error:
            stories.accept_offer(offer, statement=told, competent=competent, by=user)
        assert error.value.data["fields"] == fields
    with pytest.raises(MediatorNotEligible):
        stories.accept_offer(offer, statement=STATEMENT | {"advice": True}, competent=True, by=user)
    with pytest.raises(Refused):
        stories.accept_offer(offer, statement=STATEMENT, competent=True, by=cast.kamila)
    case = stories.accept_offer(offer, statement=STATEMENT, competent=True, by=user)
    before = rows()
    stories.accept_offer(offer, statement=STATEMENT, competent=True, by=user)
    assert (case.state, rows()) == ("accepted", before)


# ── agreement, talks, settlement ──


def test_an_empty_condition_blocks_signing_and_every_version_is_signed_anew(cast) -> None:
    story = stories.confirmed(cast)
    terms = documents.proposed_terms(story.case)
    assert len(terms) == 14
    assert all(terms.values())
    keys = cast.keys(cast.daniyar)
    first = draft_agreement(story.case, terms=terms | {"costs": " "}, by=cast.daniyar, keys=keys)
    with pytest.raises(ConditionsMissing) as error:
        story.sign(ItemKind.AGREEMENT, "A")
    assert error.value.data["fields"] == ["costs"]
    second = draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=keys)
    assert (second.uid, second.version) == (first.uid, 2)
    vera = story.party("A")
    with pytest.raises(DocumentChanged):
        sign_agreement(story.case, digest=first.digest, secret=story.secret("A"), by=vera)
    with pytest.raises(WrongPassphrase):
        sign_agreement(story.case, digest=second.digest, secret=story.secret("B"), by=vera)
    story.sign(ItemKind.AGREEMENT, "A")
    before = rows()
    story.sign(ItemKind.AGREEMENT, "A")
    assert rows() == before
    third = draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=keys)
    assert signatures.signatures(story.case, third) == {}


def test_a_signature_planted_with_another_key_does_not_count(cast) -> None:
    story = stories.agreed(cast)
    item = signatures.draft(story.case, ItemKind.AGREEMENT)
    assert set(signatures.signatures(story.case, item)) == {"A", "B", "M"}
    move = story.case.moves.filter(verb="sign_agreement", facts__signer="B").get()
    other = story.case.moves.filter(verb="sign_agreement", facts__signer="A").get()
    move.facts |= {"holder": other.facts["holder"], "signature": other.facts["signature"]}
    move.save()
    assert set(signatures.signatures(story.case, item)) == {"A", "M"}


def test_the_term_of_a_criminal_case_is_typed_from_the_referral(cast) -> None:
    story = stories.confirmed(cast, track="criminal", stage="police")
    terms = documents.proposed_terms(story.case) | {"term": "20 күн"}
    keys = cast.keys(cast.daniyar)
    draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=keys)
    with pytest.raises(AnswersMissing):
        story.sign(ItemKind.AGREEMENT, "A")
    due = stories.date(2026, 3, 20)
    draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=keys, due_on=due)
    for who in ("A", "B", "M"):
        story.sign(ItemKind.AGREEMENT, who)
    assert story.refreshed().due_on == due


def test_the_signed_sheet_is_built_from_what_was_sealed(cast) -> None:
    story = stories.settled(cast)
    sheet = documents.signed_sheet(story.case, ItemKind.SETTLEMENT, story.keys("B"))
    item = signatures.draft(story.case, ItemKind.SETTLEMENT)
    change_contact(story.party("A"), who=replace(VERA, name="Басқа Адам"), by=story.party("A"))
    assert documents.signed_sheet(story.case, ItemKind.SETTLEMENT, story.keys("A")) == sheet
    printed = str(sheet)
    assert all(word in printed for word in (VERA.name, RUSTAM.name, item.digest[:16], "Шарбақты"))


def test_vague_obligations_are_named_point_by_point(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    vague = Terms(promises=(stories.SETTLEMENT.promises[0], Promise(debtor="C", kind="", what="тез")))
    with pytest.raises(ObligationVague) as error:
        draft_settlement(story.case, terms=vague, by=cast.daniyar, keys=keys)
    assert error.value.data == {"number": 2, "fields": ["debtor", "kind", "what", "due"]}
    with pytest.raises(AnswersMissing):
        draft_settlement(story.case, terms=Terms(), by=cast.daniyar, keys=keys)
    assert draft_settlement(story.case, terms=Terms(none=True), by=cast.daniyar, keys=keys).version == 1


def test_obligations_come_into_the_clear_without_their_wording(cast) -> None:
    case = stories.settled(cast).case
    assert list(
        case.obligations.values_list("number", "debtor__side", "kind", "due_on", "event_bound", "status")
    ) == [(1, "B", "do", stories.date(2026, 5, 1), False, ""), (2, "A", "pay", None, True, "")]


def test_a_meeting_is_recorded_with_its_length(cast) -> None:
    story = stories.running(cast)
    session = story.case.sessions.get()
    assert (session.status, session.minutes) == ("held", 90)
    with pytest.raises(AnswersMissing):
        record_session(session, status="held", by=cast.daniyar)
    with pytest.raises(AnswerWrong):
        record_session(session, status="dreamt", by=cast.daniyar)
    with pytest.raises(Refused):
        record_session(session, status="cancelled", by=cast.aizhan)
    changed = record_session(session, status="no_show", absent=story.party("B"), by=cast.daniyar)
    assert changed.absent == story.party("B")


def test_a_child_at_risk_is_recorded_without_wording(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    notice = child_risk(story.case, facts="Балаға қауіп бар", once="1", by=cast.daniyar, keys=keys)
    assert child_risk(story.case, facts="Балаға қауіп бар", once="1", by=cast.daniyar, keys=keys) == notice
    assert story.case.moves.filter(verb="child_risk").count() == 1
    assert "қауіп" not in str(story.case.moves.last().facts)
    assert sealed.opened(story.case, story.keys("A"), kinds=["letter"]) == []


def test_nothing_is_done_to_a_closed_case(cast) -> None:
    story = stories.received(cast)
    stories.route(story.case, to="mediation", rule="scope_civil", by=cast.aizhan)
    consult(story.case, minutes=10, settles=True, once="3", by=cast.aizhan)
    for act in (
        lambda: invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan)),
        lambda: consult(story.case, minutes=10, settles=True, once="4", by=cast.aizhan),
        lambda: route(story.case, to="answer", rule="scope_civil", by=cast.aizhan),
    ):
        with pytest.raises(NotInThisState):
            act()


def test_every_deed_stands_in_a_whole_audit(cast) -> None:
    story = stories.settled(cast)
    told = Entry.objects.filter(thing=f"mediation.case:{story.case.pk}").order_by("number")
    deeds = list(told.values_list("deed", flat=True))
    assert deeds[:4] == ["mediation.submit", "mediation.route", "mediation.invite", "mediation.join"]
    assert verify().whole
    assert PASSPHRASE not in str(list(Entry.objects.values()))
