"""What is rarely done and must hold all the same: who is refused, what is missing, what was done before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.actions.ask_follow_up import ask_follow_up
from kelisim.apps.mediation.actions.child_risk import child_risk
from kelisim.apps.mediation.actions.confirm import close_window
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.decline import decline
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import Terms, draft_settlement
from kelisim.apps.mediation.actions.end_expired import end_expired
from kelisim.apps.mediation.actions.end_impossible import end_impossible
from kelisim.apps.mediation.actions.end_left import end_left
from kelisim.apps.mediation.actions.end_refused import end_refused
from kelisim.apps.mediation.actions.extend import extend
from kelisim.apps.mediation.actions.file_case import file_case
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.keep_document import keep_document
from kelisim.apps.mediation.actions.open_escrow import Ground
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.settle import settle
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import (
    AnswersForAnotherRound,
    AnswersMissing,
    AnswerWrong,
    BeforeAgreement,
    KeyLocked,
    MeetingStillToCome,
    NoSuchInvitation,
    NothingToSign,
    NotInThisState,
    TermOver,
    TextTooLong,
    WrongPassphrase,
)
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, following, sealed, signatures
from kelisim.kernel.access.door import Refused
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.cast import PASSPHRASE, at

GROUND = Ground(reason="secret_lost", statement="Жеке куәлігін көрсетті.")


# ── endings ──


def test_the_other_side_declines_without_a_reason(cast) -> None:
    story = stories.inviting(cast)
    for _ in range(2):
        case = decline(story.invitation.token)
    assert (case.state, case.closing, case.outcome) == ("closed", "declined", "D")
    with pytest.raises(NoSuchInvitation):
        decline("0" * 30)
    with pytest.raises(NotInThisState):
        join(story.invitation.token, joining=Joining(notice=True), once="y" * 30)


@pytest.mark.parametrize("stage", ["received", "proposing", "confirmed"])
def test_the_applicant_withdraws_at_once_until_the_agreement(cast, stage) -> None:
    story = getattr(stories, stage)(cast)
    for _ in range(2):
        case = withdraw(story.case, by=story.party("A"))
    assert (case.state, case.closing, case.mediator) == ("closed", "withdrawn", None)
    assert not case.offers.filter(status__in=["waiting", "accepted"]).exists()


def test_after_the_agreement_nobody_withdraws_and_the_other_side_never_does(cast) -> None:
    story = stories.agreed(cast)
    with pytest.raises(NotInThisState):
        withdraw(story.case, by=story.party("A"))
    with pytest.raises(Refused):
        withdraw(story.case, by=story.party("B"))


def test_both_sides_give_it_up_in_writing(cast) -> None:
    story = stories.running(cast)
    for _ in range(2):
        case = end_refused(story.case, secret=story.secret("A"), by=story.party("A"))
        assert (case.state, case.moves.filter(verb="end_refused").count()) == ("running", 1)
    with pytest.raises(WrongPassphrase):
        end_refused(story.case, secret=story.secret("A"), by=story.party("B"))
    for _ in range(2):
        case = end_refused(story.case, secret=story.secret("B"), by=story.party("B"))
    assert (case.state, case.closing, case.outcome) == ("ended", "refused", "N3")


def test_one_side_leaves_and_the_mediator_may_record_it(cast) -> None:
    story = stories.running(cast)
    with pytest.raises(Refused):
        end_left(story.case, side="B", by=story.party("A"))
    for by in (cast.daniyar, story.party("B")):
        case = end_left(story.case, side="B", by=by)
    assert (case.closing, case.moves.last().facts) == ("left", {"left": "B"})


def test_the_mediator_finds_agreement_impossible_and_the_case_is_filed_later(cast, clock) -> None:
    story = stories.running(cast)
    with pytest.raises(Refused):
        end_impossible(story.case, by=cast.aizhan)
    case = end_impossible(story.case, by=cast.daniyar)
    assert (case.closing, file_case(case).state) == ("impossible", "ended")
    clock.move_to(at("2026-04-10"))
    assert (file_case(case).state, end_expired(case, by=None).state) == ("closed", "closed")


# ── talks ──


def test_meetings_ask_for_their_way_and_come_after_the_agreement(cast) -> None:
    story = stories.confirmed(cast)
    meeting = Meeting(starts_at=timezone.now(), mode="video")
    with pytest.raises(BeforeAgreement):
        open_session(story.case, meeting=meeting, by=cast.daniyar)
    with pytest.raises(AnswersMissing):
        open_session(story.case, meeting=replace(meeting, mode=""), by=cast.daniyar)
    with pytest.raises(AnswerWrong):
        open_session(story.case, meeting=replace(meeting, mode="telepathy"), by=cast.daniyar)


def test_the_same_meeting_planned_twice_is_one_and_is_held_on_its_day(cast, clock) -> None:
    story = stories.agreed(cast)
    meeting = Meeting(starts_at=timezone.now() + timedelta(days=1), mode="video", apart=story.party("A"))
    first = open_session(story.case, meeting=meeting, by=cast.daniyar)
    assert open_session(story.case, meeting=meeting, by=cast.daniyar) == first
    with pytest.raises(MeetingStillToCome):
        record_session(first, status="held", minutes=30, by=cast.daniyar)
    clock.move_to(meeting.starts_at)
    held = record_session(first, status="held", minutes=30, by=cast.daniyar)
    assert record_session(held, status="held", minutes=30, by=cast.daniyar).minutes == 30
    with pytest.raises(AnswerWrong):
        record_session(held, status="held", minutes=2000, by=cast.daniyar)


def test_notes_need_words_a_key_and_their_side(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    note, own = Note(room="joint", text=" "), Note(room="mediator", text="өзім")
    with pytest.raises(AnswersMissing):
        write_note(story.case, note=note, once="1", by=cast.daniyar, keys=keys)
    with pytest.raises(TextTooLong):
        write_note(story.case, note=replace(note, text="а" * 8001), once="1", by=cast.daniyar, keys=keys)
    with pytest.raises(Refused):
        write_note(story.case, note=replace(note, room="attic"), once="1", by=cast.daniyar, keys=keys)
    with pytest.raises(AnswersMissing):
        write_note(story.case, note=Note(room="private", text="кімге"), once="1", by=cast.daniyar, keys=keys)
    with pytest.raises(KeyLocked):
        write_note(story.case, note=own, once="1", by=cast.daniyar, keys=Keyring())
    lost = story.party("B")
    lost.holder = None
    private = Note(room="private", text="хат", side=lost)
    with pytest.raises(KeyLocked):
        write_note(story.case, note=private, once="1", by=cast.daniyar, keys=keys)
    good = replace(note, text="ортақ")
    item = write_note(story.case, note=good, once="1", by=cast.daniyar, keys=keys)
    assert write_note(story.case, note=good, once="1", by=cast.daniyar, keys=keys) == item
    with pytest.raises(Refused):
        share_note(item, by=story.party("A"), keys=story.keys("A"))


def test_a_private_note_is_shared_only_with_the_key_that_reads_it(cast) -> None:
    story = stories.running(cast)
    vera = story.party("A")
    note = Note(room="private", text="сыр")
    item = write_note(story.case, note=note, once="1", by=vera, keys=story.keys("A"))
    with pytest.raises(Refused):
        share_note(item, by=vera, keys=story.keys("B"))


def test_a_child_at_risk_needs_facts_and_her_own_key(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    tell = lambda facts, keys: child_risk(story.case, facts=facts, once="1", by=cast.daniyar, keys=keys)  # noqa: E731
    with pytest.raises(AnswersMissing):
        tell(" ", keys)
    with pytest.raises(TextTooLong):
        tell("а" * 2001, keys)
    with pytest.raises(KeyLocked):
        tell("қауіп", Keyring())


def test_a_settlement_is_not_endless_and_a_document_is_kept_only_when_signed(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    with pytest.raises(TextTooLong):
        draft_settlement(story.case, terms=Terms(text="а" * 20_001, none=True), by=cast.daniyar, keys=keys)
    with pytest.raises(NothingToSign):
        keep_document(story.case, kind=ItemKind.SETTLEMENT, pdf=b"%PDF", by=cast.daniyar, keys=keys)
    kept = keep_document(story.case, kind=ItemKind.AGREEMENT, pdf=b"%PDF", by=cast.daniyar, keys=keys)
    assert keep_document(story.case, kind=ItemKind.AGREEMENT, pdf=b"%PDF", by=cast.daniyar, keys=keys) == kept
    assert sealed.file_of(story.case, kept, story.keys("B")) == b"%PDF"
    assert kept not in [one.item for one in sealed.opened(story.case, story.keys("B"))]
    files = sealed.opened(story.case, story.keys("B"), kinds=[ItemKind.DOCUMENT])
    assert [one.item for one in files] == [kept]


def test_a_settlement_without_obligations_is_followed_to_its_end_at_once(cast, clock) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    draft_settlement(story.case, terms=Terms(none=True, full=False), by=cast.daniyar, keys=keys)
    for who in ("A", "B", "M"):
        story.sign(ItemKind.SETTLEMENT, who)
    digest = signatures.draft(story.case, ItemKind.SETTLEMENT).digest
    assert settle(story.case, digest=digest, secret=story.secret("A"), by=story.party("A")).outcome == "Sp"
    clock.move_to(at("2026-04-02"))
    assert ask_follow_up(story.case).closing == "performed"
    assert ask_follow_up(story.case).state == "closed"


def test_the_sealed_words_are_what_the_last_signer_settles(cast) -> None:
    story = stories.running(cast)
    keys = cast.keys(cast.daniyar)
    item = draft_settlement(story.case, terms=stories.SETTLEMENT, by=cast.daniyar, keys=keys)
    for who in ("A", "B"):
        story.sign(ItemKind.SETTLEMENT, who)
    story.case.wraps.filter(compartment="joint", holder__user=cast.daniyar).delete()
    with pytest.raises(Refused):
        settle(story.case, digest=item.digest, secret=PASSPHRASE, by=cast.daniyar)


def test_an_extension_needs_a_term_that_runs(cast) -> None:
    story = stories.confirmed(cast)
    with pytest.raises(NotInThisState):
        extend(story.case, until=stories.date(2026, 4, 20), by=story.party("A"))
    story = _agreed(cast, story)
    with pytest.raises(TermOver):
        extend(story.case, until=stories.date(2026, 3, 1), by=story.party("A"))


def _agreed(cast, story):
    terms = documents.proposed_terms(story.case)
    draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=cast.keys(cast.daniyar))
    for who in ("A", "B", "M"):
        story.sign(ItemKind.AGREEMENT, who)
    return story


def test_follow_up_answers_are_whole_known_and_may_be_corrected(cast, clock) -> None:
    story = stories.settled(cast)
    clock.move_to(at("2026-05-04"))
    ask_follow_up(story.case)
    token = following.token(story.case.follow_ups.get(round="30", party__side="A"))
    with pytest.raises(AnswersMissing):
        answer_follow_up(token, answers={1: "performed"})
    with pytest.raises(AnswerWrong):
        answer_follow_up(token, answers={1: "performed", 2: "maybe"})
    for said in ("not", "not", "partly"):
        case = answer_follow_up(token, answers={1: said, 2: "performed"})
    assert case.obligations.get(number=1).status == "partly"
    assert case.moves.filter(verb="follow", actor="party").count() == 2


def test_what_is_over_stays_as_it_is(cast, clock) -> None:
    story = stories.settled(cast)
    assert close_window(story.case).state == "settled"
    clock.move_to(at("2026-05-04"))
    ask_follow_up(story.case)
    links = {
        side: following.token(story.case.follow_ups.get(round="30", party__side=side)) for side in ("A", "B")
    }
    for side in ("A", "B"):
        answer_follow_up(links[side], answers={1: "performed", 2: "performed"})
    with pytest.raises(AnswersForAnotherRound):
        answer_follow_up(links["A"], answers={1: "not", 2: "performed"})


def test_an_extension_asked_for_again_once_it_holds_changes_nothing(cast) -> None:
    story = stories.running(cast)
    for by in (story.party("A"), story.party("B"), cast.daniyar, story.party("A")):
        case = extend(story.case, until=stories.date(2026, 4, 20), by=by)
    assert case.moves.filter(verb="extend").count() == 3


def test_advice_that_settles_at_once_is_an_application_too(cast) -> None:
    case = consult(stories.received(cast).case, minutes=15, settles=True, once="1", by=cast.aizhan)
    assert (case.entered_on, case.resolved_on, case.outcome) == (*[stories.date(2026, 3, 2)] * 2, "C")
