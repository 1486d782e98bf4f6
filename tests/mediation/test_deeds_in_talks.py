"""Deeds from the proposal on: what each asks for, what it refuses, that asking twice is asking once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.child_risk import child_risk
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Promise, Terms, draft_settlement
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.no_mediator import no_mediator
from kelisim.apps.mediation.actions.propose import Choice, propose
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import (
    AnswersMissing,
    AnswerWrong,
    ConditionsMissing,
    DocumentChanged,
    MediatorNotEligible,
    NoMediatorFits,
    NotInThisState,
    ObligationVague,
    OfferOpen,
    OverrideReasonMissing,
    StatementIncomplete,
    WrongPassphrase,
)
from kelisim.apps.mediation.models import Case, Item, Move, NameHash, Party
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, proposals, sealed, signatures
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.audit.verify import verify
from tests import cast as stories
from tests.cast import PASSPHRASE, RUSTAM, STATEMENT, VERA

LETTER = Letter(text="Бұл мәселе бойынша сотқа жүгінуге болады.", elsewhere="Алмалы аудандық соты")


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Case, Party, Item, Move, NameHash, Entry))


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
    changed = record_session(session, status="no_show", absent=[story.party("B")], by=cast.daniyar)
    assert changed.missing == "B"


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
