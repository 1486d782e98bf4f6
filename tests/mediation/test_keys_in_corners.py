"""Contacts, mediators and keys where it is rarely tried: who is refused, what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from kelisim.apps.mediation import access, tasks
from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.confirm import close_window, confirm
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.pass_offer import lapse_offer, pass_offer
from kelisim.apps.mediation.actions.recover_key import recover_key
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.save_party import write_identity
from kelisim.apps.mediation.actions.sign_agreement import sign_agreement
from kelisim.apps.mediation.actions.transfer import hand_over, transfer
from kelisim.apps.mediation.actions.unlock import lock, unlock
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import (
    AnswersMissing,
    AnswerWrong,
    KeyLocked,
    NoSuchCase,
    NothingToSign,
    NotInThisState,
    OfficeCannotReceive,
    WrongPassphrase,
)
from kelisim.apps.mediation.models import Case, Offer
from kelisim.apps.mediation.queries import documents
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.apps.mediation.queries.people import Identity
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.seal.models import EscrowSet, Holder
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.cast import PASSPHRASE, RUSTAM, STATEMENT, VERA

GROUND = Ground(reason="secret_lost", statement="Жеке куәлігін көрсетті.")


# ── mediator, agreement ──


def test_a_mediator_passes_with_a_reason_and_the_council_hears_of_the_third(cast) -> None:
    story = stories.offered(cast)
    with pytest.raises(AnswersMissing):
        pass_offer(story.offer, reason="", by=cast.daniyar)
    with pytest.raises(AnswerWrong):
        pass_offer(story.offer, reason="mood", by=cast.daniyar)
    assert lapse_offer(story.offer).state == "proposing"
    for _ in range(2):
        case = pass_offer(story.offer, reason="busy", by=cast.daniyar)
    assert (case.state, case.clock, case.moves.filter(verb="pass_offer").count()) == ("proposing", "", 1)
    with pytest.raises(NotInThisState):
        accept_offer(story.offer, statement=STATEMENT, competent=True, by=cast.daniyar)
    for name in ("kamila", "kamila"):
        values = {"offered_at": timezone.now(), "answer_by": timezone.now()}
        offer = Offer.objects.create(case=case, mediator=cast.mediators[name], **values)
        pass_offer(offer, reason="busy", by=cast.kamila)
    tasks.tell_council(case.pk, "passes")


def test_what_is_confirmed_is_confirmed_once_and_the_window_closes_once(cast) -> None:
    story = stories.confirmed(cast)
    before = story.case.moves.count()
    confirm(story.case, offer=story.offer, by=story.party("A"))
    assert (close_window(story.case).state, story.case.moves.count()) == ("accepted", before)


def test_without_an_open_key_nothing_is_sealed(cast) -> None:
    story = stories.confirmed(cast)
    terms = documents.proposed_terms(story.case)
    with pytest.raises(KeyLocked):
        draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=Keyring())
    with pytest.raises(NothingToSign):
        sign_agreement(story.case, digest="", secret=story.secret("A"), by=story.party("A"))
    EscrowSet.objects.all().delete()
    with pytest.raises(OfficeCannotReceive):
        draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=cast.keys(cast.daniyar))


def test_a_side_without_a_key_cannot_sign(cast) -> None:
    story = stories.confirmed(cast)
    terms = documents.proposed_terms(story.case)
    keys = cast.keys(cast.daniyar)
    item = draft_agreement(story.case, terms=terms, by=cast.daniyar, keys=keys)
    party = story.party("B")
    party.holder = None
    with pytest.raises(KeyLocked):
        sign_agreement(story.case, digest=item.digest, secret=story.secret("B"), by=party)


# ── contacts, invitations ──


def test_contacts_stay_reachable_and_the_same_twice_changes_nothing(cast) -> None:
    story = stories.received(cast)
    vera = story.party("A")
    with pytest.raises(AnswersMissing):
        change_contact(vera, who=Identity(name="Вера"), by=vera)
    with pytest.raises(Refused):
        change_contact(vera, who=VERA, by=cast.daniyar)
    assert change_contact(vera, who=VERA, by=vera).follow_up is True
    changed = change_contact(vera, who=replace(VERA, representative="Ғалым"), by=vera, follow_up=False)
    assert changed.follow_up is False
    with pytest.raises(Refused):
        change_contact(vera, who=RUSTAM, by=cast.pavel)


def test_joining_needs_a_random_key_and_a_name(cast) -> None:
    story = stories.triaged(cast, other=Side(who=Identity(), kind="unknown"))
    party = story.party("B")
    write_identity(party, Identity(phone="+77010000002"))
    token = invite(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan)).token
    with pytest.raises(AnswerWrong):
        join(token, joining=Joining(notice=True), once="1")
    with pytest.raises(AnswersMissing):
        join(token, joining=Joining(notice=True), once="y" * 30)


# ── keys ──


def test_a_tampered_key_gets_the_same_answer_as_a_wrong_secret(cast) -> None:
    story = stories.received(cast)
    Holder.objects.filter(kind="party").update(locked_key=b"x" * 90)
    with pytest.raises(NoSuchCase):
        open_case(story.receipts["A"].number, story.secret("A"))


def test_keys_belong_to_those_who_made_them(cast) -> None:
    with pytest.raises(KeyLocked):
        recover_key(cast.pavel, "code", "a long enough passphrase")
    with pytest.raises(WrongPassphrase):
        recover_key(cast.aizhan, "code", "a long enough passphrase")
    first = make_office_key(cast.office, by=cast.aizhan)
    assert make_office_key(cast.office, by=cast.aizhan) == first
    with pytest.raises(Refused):
        make_office_key(cast.office, by=cast.pavel)
    with pytest.raises(Refused):
        enrol_officers(cast.council, officers=[cast.marat, cast.gulnar, cast.pavel], by=cast.marat)
    Holder.objects.filter(user=cast.marat).update(retired_at=timezone.now())
    with pytest.raises(KeyLocked):
        enrol_officers(cast.council, officers=[cast.marat, cast.gulnar, cast.viktor], by=cast.gulnar)
    cookie = unlock(cast.aizhan, PASSPHRASE)
    lock(cookie)
    assert not keyring(cookie, cast.aizhan)


def test_escrow_asks_for_ground_key_and_office(cast) -> None:
    story = stories.running(cast)
    marat, gulnar = cast.keys(cast.marat), cast.keys(cast.gulnar)
    with pytest.raises(AnswersMissing):
        open_escrow(story.case, ground=Ground(reason="", statement=""), by=cast.marat, keys=marat)
    with pytest.raises(AnswerWrong):
        open_escrow(story.case, ground=replace(GROUND, reason="curious"), by=cast.marat, keys=marat)
    with pytest.raises(KeyLocked):
        open_escrow(story.case, ground=GROUND, by=cast.marat, keys=Keyring())
    with pytest.raises(Refused):
        open_escrow(story.case, ground=GROUND, by=cast.viktor, keys=cast.keys(cast.viktor))
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=marat)
    with pytest.raises(KeyLocked):
        return_key(story.case, to="mediator", by=cast.gulnar, keys=Keyring())
    return_key(story.case, to="mediator", by=cast.gulnar, keys=gulnar)
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=marat)
    assert return_key(story.case, to="office", by=cast.gulnar, keys=gulnar).moves.last().facts == {
        "to": "office"
    }


def test_a_transfer_asked_for_twice_is_one_and_needs_no_key_after_the_agreement(cast) -> None:
    story = stories.agreed(cast)
    assert hand_over(story.case, by=cast.aizhan, keys=cast.keys(cast.aizhan)).office == cast.office
    new = stories.body("office-752", cast.office.kind, cast.district, name="Екінші кабинет")
    held = {"territory": cast.district, "body": new.code, "since": "2020-01-01"}
    RoleHolding.objects.create(user=cast.pavel, role=Role.CLERK, **held)
    enrol(cast.pavel, PASSPHRASE, by=None)
    make_office_key(new, by=cast.pavel)
    for _ in range(2):
        case = transfer(story.case, to=new, by=cast.saule)
    assert (case.office, case.moving_to) == (new, None)
    Case.objects.filter(pk=case.pk).update(moving_to=cast.office)
    case.refresh_from_db()
    Holder.objects.filter(body=cast.office.code).update(retired_at=timezone.now())
    assert hand_over(case, by=cast.pavel, keys=cast.keys(cast.pavel)).office == new


def test_replacing_asks_for_a_reason(cast) -> None:
    story = stories.agreed(cast)
    with pytest.raises(AnswersMissing):
        replace_mediator(story.case, reason="", by=story.party("A"), keys=story.keys("A"))


def test_a_letter_has_words_and_no_side_enters_an_application(cast) -> None:
    story = stories.triaged(cast)
    with pytest.raises(AnswersMissing):
        answer(story.case, letter=Letter(text=" "), by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert not access.may_submit(story.party("A"), cast.office)
    assert not access.may_submit(cast.aizhan, None)
    assert list(access.visible_parties(cast.aizhan, story.case)) == list(story.case.parties.all())
    assert list(access.visible_parties(cast.saule, story.case)) == []
