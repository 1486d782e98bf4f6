"""Keys through a case: who can open what when, and what is lost for good."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.lend_office_key import lend_office_key
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.object_to import object_to
from kelisim.apps.mediation.actions.open_case import open_case
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.recover_key import recover_key
from kelisim.apps.mediation.actions.renew_office_key import renew_office_key
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.transfer import hand_over, transfer
from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import (
    AlreadyEnrolled,
    BeforeAgreement,
    KeyLocked,
    NoSuchCase,
    OfficeCannotReceive,
    PassphraseTooShort,
    TransferNotAccepted,
    WaitBeforeTrying,
    WrongPassphrase,
)
from kelisim.apps.mediation.models import Case, Item, Wrap
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.queries.keyring import keyring
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.seal.errors import Tampered
from kelisim.kernel.seal.models import EscrowSet
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.cast import PASSPHRASE

GROUND = Ground(reason="secret_lost", statement="Кеңсеге келіп, жеке куәлігін көрсетті.")


def texts(case: Case, keys: Keyring) -> set[str]:
    return {one.text() for one in sealed.opened(case, keys) if one.text()}


def test_the_application_opens_for_its_sender_and_the_office_alone(cast) -> None:
    story = stories.received(cast)
    for keys in (story.keys("A"), cast.keys(cast.aizhan)):
        assert texts(story.case, keys) == {stories.ESSENCE, stories.SHORT_TEXT}
    for who in (cast.daniyar, cast.marat):
        assert texts(story.case, cast.keys(who)) == set()
        with pytest.raises(Refused):
            sealed.compartment_key(story.case, sealed.INTAKE, cast.keys(who))
    with pytest.raises(KeyLocked):
        sealed.compartment_key(story.case, sealed.INTAKE, Keyring())


def test_the_other_side_reads_the_short_text_and_not_the_application(cast) -> None:
    story = stories.proposing(cast)
    assert texts(story.case, story.keys("B")) == {stories.SHORT_TEXT}


def test_the_mediator_reads_the_application_only_when_both_have_confirmed(cast) -> None:
    story = stories.accepted(cast)
    assert texts(story.case, cast.keys(cast.daniyar)) == set()
    for side in ("A", "B"):
        stories.confirm(story.case, offer=story.offer, by=story.party(side))
    assert texts(story.case, cast.keys(cast.daniyar)) == {stories.ESSENCE, stories.SHORT_TEXT}


def test_a_mediator_objected_to_never_reads_it(cast) -> None:
    story = stories.accepted(cast)
    object_to(story.case, offer=story.offer, by=story.party("B"))
    assert texts(story.case, cast.keys(cast.daniyar)) == set()
    assert not story.case.wraps.exclude(status=Wrap.Status.LIVE).exists()


def test_after_the_agreement_the_office_reads_nothing(cast) -> None:
    story = stories.agreed(cast)
    assert texts(story.case, cast.keys(cast.aizhan)) == set()
    assert stories.ESSENCE in texts(story.case, cast.keys(cast.daniyar))


def test_notes_reach_those_they_are_for(cast) -> None:
    story = stories.running(cast)
    daniyar = cast.keys(cast.daniyar)
    write = lambda room, text, once, **told: write_note(  # noqa: E731
        story.case, note=Note(room=room, text=text, **told), once=once, by=cast.daniyar, keys=daniyar
    )
    write("joint", "ортақ", "1")
    write("private", "Вераға ғана", "2", side=story.party("A"))
    write("mediator", "өзім үшін", "3")
    vera = story.party("A")
    private = write_note(
        story.case, note=Note(room="private", text="сырым"), once="4", by=vera, keys=story.keys("A")
    )
    notes = {
        who: {one.text() for one in sealed.opened(story.case, keys, kinds=["note"])}
        for who, keys in (("A", story.keys("A")), ("B", story.keys("B")), ("M", daniyar))
    }
    assert notes == {
        "A": {"ортақ", "Вераға ғана", "сырым"},
        "B": {"ортақ"},
        "M": {"ортақ", "Вераға ғана", "сырым", "өзім үшін"},
    }
    with pytest.raises(Refused):
        share_note(private, by=story.party("B"), keys=story.keys("B"))
    once = share_note(private, by=vera, keys=story.keys("A"))
    assert share_note(private, by=vera, keys=story.keys("A")) == once
    assert {one.text() for one in sealed.opened(story.case, story.keys("B"), kinds=["note"])} == {
        "ортақ",
        "сырым",
    }


def test_nothing_joint_before_the_agreement(cast) -> None:
    story = stories.confirmed(cast)
    with pytest.raises(BeforeAgreement):
        write_note(
            story.case,
            note=Note(room="joint", text="ерте"),
            once="1",
            by=cast.daniyar,
            keys=cast.keys(cast.daniyar),
        )


@pytest.mark.parametrize("change", ["text", "compartment", "version", "wrap"])
def test_rows_swapped_in_the_database_are_refused(cast, change) -> None:
    story = stories.received(cast)
    items = {item.kind: item for item in story.case.items.all()}
    item = items["application"]
    if change == "text":
        Item.objects.filter(pk=item.pk).update(box=bytes(items["short_text"].box))
    elif change == "compartment":
        Item.objects.filter(pk=item.pk).update(kind="short_text")
    elif change == "version":
        Item.objects.filter(pk=item.pk).update(version=2)
    else:
        other = submit(cast.application(), once="c" * 30).case
        taken = other.wraps.get(holder=story.party("A").case.wraps.get(holder__kind="office").holder)
        Wrap.objects.filter(case=story.case, holder=taken.holder).update(sealed=bytes(taken.sealed))
    with pytest.raises(Tampered):
        sealed.opened(story.case, cast.keys(cast.aizhan))


@pytest.mark.parametrize("side", ["A", "B"])
def test_a_replaced_mediator_cannot_read_what_comes_later(cast, side) -> None:
    story = stories.running(cast)
    replace_mediator(story.case, reason="side_asked", by=story.party(side), keys=story.keys(side))
    story.offer = stories.propose(story.refreshed(), by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert story.offer.mediator.user == cast.kamila
    stories.accept_offer(story.offer, statement=stories.STATEMENT, competent=True, by=cast.kamila)
    for letter in ("A", "B"):
        stories.confirm(story.case, offer=story.offer, by=story.party(letter))
    first_day = story.refreshed().agreed_on
    terms = stories.documents.proposed_terms(story.case)
    stories.draft_agreement(story.case, terms=terms, by=cast.kamila, keys=cast.keys(cast.kamila))
    for who in ("A", "B", "M"):
        story.sign(stories.ItemKind.AGREEMENT, who)
    write_note(
        story.refreshed(),
        note=Note(room="joint", text="кейінгі"),
        once="9",
        by=cast.kamila,
        keys=cast.keys(cast.kamila),
    )
    assert story.refreshed().agreed_on == first_day
    assert texts(story.case, cast.keys(cast.daniyar)) == set()
    assert {"кейінгі", stories.ESSENCE} <= texts(story.case, cast.keys(cast.kamila))
    assert "кейінгі" in texts(story.case, story.keys("B"))


@pytest.mark.parametrize(
    ("first", "second"), [("marat", "gulnar"), ("marat", "viktor"), ("gulnar", "viktor")]
)
def test_two_officers_return_what_a_lost_secret_closed_and_private_notes_stay_lost(
    cast, first, second
) -> None:
    story = stories.running(cast)
    daniyar = cast.keys(cast.daniyar)
    for room, text, side in (("joint", "ортақ", None), ("private", "жеке", story.party("A"))):
        note = Note(room=room, text=text, side=side)
        write_note(story.case, note=note, once=room, by=cast.daniyar, keys=daniyar)
    secret = renew_secret(story.party("A"), by=cast.aizhan)
    with pytest.raises(NoSuchCase):
        open_case(story.receipts["A"].number, story.secret("A"))
    fresh = keyring(open_case(story.receipts["A"].number, secret).cookie)
    assert texts(story.case, fresh) == set()
    one, two = getattr(cast, first), getattr(cast, second)
    with pytest.raises(Refused):
        return_key(story.case, to="A", by=two, keys=cast.keys(two))
    open_escrow(story.case, ground=GROUND, by=one, keys=cast.keys(one))
    assert texts(story.case, cast.keys(one)) == texts(story.case, cast.keys(two)) == set()
    with pytest.raises(Refused):
        return_key(story.case, to="A", by=one, keys=cast.keys(one))
    return_key(story.case, to="A", by=two, keys=cast.keys(two))
    assert texts(story.case, fresh) == {stories.ESSENCE, stories.SHORT_TEXT, "ортақ"} | {
        one.text() for one in sealed.opened(story.case, fresh, kinds=["settlement"])
    }
    assert not story.case.wraps.exclude(status=Wrap.Status.LIVE).exists()


def test_without_officers_the_office_takes_no_application(cast) -> None:
    EscrowSet.objects.all().delete()
    with pytest.raises(OfficeCannotReceive):
        submit(cast.application(), once="c" * 30)
    assert not Case.objects.exists()


def test_passphrases_are_long_and_a_lost_one_returns_by_the_printed_code(cast) -> None:
    with pytest.raises(PassphraseTooShort):
        enrol(cast.saule, "short", by=cast.saule)
    code = enrol(cast.saule, PASSPHRASE, by=cast.saule)
    with pytest.raises(AlreadyEnrolled):
        enrol(cast.saule, PASSPHRASE, by=cast.saule)
    with pytest.raises(WrongPassphrase):
        unlock(cast.saule, "another long passphrase")
    recover_key(cast.saule, code, "a new long passphrase")
    assert keyring(unlock(cast.saule, "a new long passphrase"), cast.saule)
    with pytest.raises(KeyLocked):
        unlock(cast.pavel, PASSPHRASE)


def test_a_cookie_left_behind_opens_nothing_for_another_account(cast) -> None:
    cookie = unlock(cast.aizhan, PASSPHRASE)
    assert keyring(cookie, cast.aizhan)
    assert not keyring(cookie, cast.marat)


def test_a_second_clerk_gets_the_office_key_from_the_first(cast) -> None:
    story = stories.received(cast)
    held = {"territory": cast.district, "body": cast.office.code, "since": "2020-01-01"}
    RoleHolding.objects.create(user=cast.pavel, role=Role.CLERK, **held)
    enrol(cast.pavel, PASSPHRASE, by=None)
    assert texts(story.case, cast.keys(cast.pavel)) == set()
    with pytest.raises(KeyLocked):
        lend_office_key(cast.office, to=cast.pavel, by=cast.pavel, ring=cast.keys(cast.pavel))
    lend_office_key(cast.office, to=cast.pavel, by=cast.aizhan, ring=cast.keys(cast.aizhan))
    assert stories.ESSENCE in texts(story.case, cast.keys(cast.pavel))


def test_five_wrong_secrets_wait_and_unknown_numbers_get_the_same_answer(cast) -> None:
    story = stories.received(cast)
    number = story.receipts["A"].number
    for typed in (number, "0000-0000-2"):
        for _ in range(5):
            with pytest.raises(NoSuchCase):
                open_case(typed, "00000-00000-00000-00000")
        with pytest.raises(WaitBeforeTrying) as wait:
            open_case(typed, story.secret("A"))
        assert wait.value.data["seconds"] == 30


def test_a_case_moves_to_another_office_with_its_key(cast) -> None:
    story = stories.triaged(cast)
    new = stories.body("office-752", cast.office.kind, cast.district, name="Екінші кабинет")
    with pytest.raises(TransferNotAccepted):
        transfer(story.case, to=new, by=cast.saule)
    held = {"territory": cast.district, "body": new.code, "since": "2020-01-01"}
    RoleHolding.objects.create(user=cast.pavel, role=Role.CLERK, **held)
    enrol(cast.pavel, PASSPHRASE, by=None)
    make_office_key(new, by=cast.pavel)
    with pytest.raises(Refused):
        transfer(story.case, to=new, by=cast.aizhan)
    case = transfer(story.case, to=new, by=cast.saule)
    assert (case.office, case.moving_to) == (cast.office, new)
    case = hand_over(case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert (case.office, case.moving_to) == (new, None)
    assert texts(case, cast.keys(cast.aizhan)) == set()
    assert stories.ESSENCE in texts(case, cast.keys(cast.pavel))
    assert invite(case, by=cast.pavel, keys=cast.keys(cast.pavel)).token


def test_when_a_clerk_leaves_the_office_key_is_renewed(cast) -> None:
    story = stories.received(cast)
    held = {"territory": cast.district, "body": cast.office.code, "since": "2020-01-01"}
    leaving = RoleHolding.objects.create(user=cast.pavel, role=Role.CLERK, **held)
    enrol(cast.pavel, PASSPHRASE, by=None)
    lend_office_key(cast.office, to=cast.pavel, by=cast.aizhan, ring=cast.keys(cast.aizhan))
    old = cast.keys(cast.pavel)
    leaving.until = "2026-03-01"
    leaving.save()
    with pytest.raises(KeyLocked):
        renew_office_key(cast.office, by=cast.aizhan, ring=Keyring())
    new = renew_office_key(cast.office, by=cast.aizhan, ring=cast.keys(cast.aizhan))
    assert [loan.clerk.user for loan in new.loans.all()] == [cast.aizhan]
    assert texts(story.case, old) == texts(story.case, cast.keys(cast.pavel)) == set()
    assert stories.ESSENCE in texts(story.case, cast.keys(cast.aizhan))
    with pytest.raises(Refused):
        renew_office_key(cast.office, by=cast.pavel, ring=old)
