"""Somebody is called in: only with both consents, signs first, and reads what is shown by name alone."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import Thing
from kelisim.apps.mediation.actions.answer_call import answer_call
from kelisim.apps.mediation.actions.call_in import Call, call_in
from kelisim.apps.mediation.actions.end_impossible import end_impossible
from kelisim.apps.mediation.actions.end_part import end_part
from kelisim.apps.mediation.actions.enter_call import decline_call, enter_call
from kelisim.apps.mediation.actions.replace_mediator import replace_mediator
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.show_item import show_item
from kelisim.apps.mediation.actions.sign_secrecy import sign_secrecy
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, NotInThisState, WrongPassphrase
from kelisim.apps.mediation.errors.participants import (
    LeaderNotOnRoster,
    NoSuchCall,
    OnlyJoint,
    SecrecyChanged,
    SecrecyNotSigned,
)
from kelisim.apps.mediation.models import Participant, Wrap
from kelisim.apps.mediation.queries import participants, sealed
from kelisim.kernel.access.door import Refused
from kelisim.kernel.queue.worker import run_due
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.disguises import shown_in
from tests.mediation.called import BOLAT, PHRASE, Called, called, entered, roster, signed
from tests.mediation.test_secrecy import dump

Status, Ending = Participant.Status, Participant.Ending


def note(story, room: str, text: str, **told):
    by = story.case.mediator.user
    written = Note(room=room, text=text, **told)
    return write_note(story.case, note=written, once=uuid4().hex, by=by, keys=story.cast.keys(by))


def read(part: Called) -> list[str]:
    """What she reads with her own key."""
    part.person.refresh_from_db()
    return [one.text() for one in participants.shown_to(part.person, part.keys())]


def test_only_the_mediator_calls_and_only_from_the_roster(cast):
    story = stories.running(cast)
    leader = roster()
    call = Call(role="leader", who=participants.Person(leader=str(leader.pk)))
    for who in (cast.aizhan, cast.kamila, cast.saule, cast.marat, cast.timur, story.party("A")):
        with pytest.raises(Refused):
            call_in(story.case, call=call, once="x" * 24, by=who)
    leader.until = timezone.localdate()
    leader.save()
    with pytest.raises(LeaderNotOnRoster):
        call_in(story.case, call=call, once="x" * 24, by=cast.daniyar)
    told = participants.Person(name=BOLAT.name, phone=BOLAT.phone)
    for wrong, error in (
        (Call(role="", who=told), AnswersMissing),
        (Call(role="leader", who=told), AnswersMissing),
        (Call(role="judge", who=told), AnswerWrong),
        (Call(role="expert", who=participants.Person(name="А")), AnswersMissing),
    ):
        with pytest.raises(error):
            call_in(story.case, call=wrong, once="x" * 24, by=cast.daniyar)
    assert not story.case.participants.exists()


def test_nobody_is_called_before_both_sides_agree(cast):
    story = stories.running(cast)
    part = called(story, agree="A")
    run_due()
    assert (part.person.status, part.token) == (Status.ASKED, "")
    assert BOLAT.email not in [to for one in mail.outbox for to in one.to]
    for who in (cast.daniyar, cast.aizhan, part.person):
        with pytest.raises(Refused):
            answer_call(part.person, agrees=True, by=who)
    answer_call(part.person, agrees=True, by=story.party("B"))
    run_due()
    part.person.refresh_from_db()
    assert part.person.status == Status.CALLED
    letter = next(one for one in mail.outbox if one.to == [BOLAT.email])
    assert part.token in letter.body
    assert not [word for word in (BOLAT.name, stories.VERA.name, "neighbours") if word in letter.body]


def test_one_refusal_ends_it_and_consent_may_be_taken_back(cast):
    story = stories.running(cast)
    refused = called(story, agree="A", once="9" * 24)
    answer_call(refused.person, agrees=False, by=story.party("B"))
    answer_call(refused.person, agrees=True, by=story.party("B"))
    refused.person.refresh_from_db()
    assert (refused.person.status, refused.person.ending) == (Status.ENDED, Ending.REFUSED)
    part = signed(story)
    show_item(part.person, note(story, "joint", "ортақ сөз"), by=cast.daniyar, keys=cast.keys(cast.daniyar))
    assert read(part) == ["ортақ сөз"]
    answer_call(part.person, agrees=False, by=story.party("A"))
    assert read(part) == []
    assert (part.person.ending, part.person.ended_at) == (Ending.TAKEN_BACK, timezone.now())


def test_the_link_lets_in_once_and_a_call_may_be_declined(cast):
    story = stories.running(cast)
    part = called(story)
    with pytest.raises(NoSuchCall):
        enter_call("NOBODY", notice=True, language="kk", once="n" * 24)
    first = enter_call(part.token, notice=True, language="kk", once="e" * 24)
    assert enter_call(part.token, notice=True, language="kk", once="e" * 24) == first
    with pytest.raises(NoSuchCall):
        enter_call(part.token, notice=True, language="kk", once="f" * 24)
    with pytest.raises(NoSuchCall):
        decline_call(part.token)
    other = called(story, once="2" * 24)
    decline_call(other.token)
    other.person.refresh_from_db()
    assert (other.person.ending, other.person.holder) == (Ending.DECLINED, None)
    with pytest.raises(NoSuchCall):
        enter_call(other.token, notice=True, language="kk", once="g" * 24)


def test_confidentiality_is_signed_before_anything_with_her_own_secret(cast):
    story = stories.running(cast)
    part = entered(story)
    item, keys = note(story, "joint", "ортақ сөз"), cast.keys(cast.daniyar)
    words = participants.secrecy("kk", timezone.localdate())
    digest = participants.secrecy_digest(words)
    assert len(words) == 4
    with pytest.raises(SecrecyNotSigned):
        show_item(part.person, item, by=cast.daniyar, keys=keys)
    with pytest.raises(WrongPassphrase):
        sign_secrecy(part.person, digest=digest, language="kk", secret=story.secret("A"))
    with pytest.raises(SecrecyChanged):
        sign_secrecy(
            part.person, digest=participants.secrecy_digest(["басқа"]), language="kk", secret=part.secret
        )
    part.person.refresh_from_db()
    assert (part.person.status, part.person.reads()) == (Status.ENTERED, False)
    part.person = sign_secrecy(part.person, digest=digest, language="kk", secret=part.secret)
    assert participants.has_signed(part.person)
    show_item(part.person, item, by=cast.daniyar, keys=keys)
    assert read(part) == ["ортақ сөз"]


def test_a_planted_signature_opens_nothing(cast):
    story = stories.running(cast)
    part = signed(story)
    move = story.case.moves.get(verb="sign_secrecy")
    move.facts |= {"signature": "00" * 64}
    move.save()
    with pytest.raises(SecrecyNotSigned):
        show_item(part.person, note(story, "joint", "с"), by=cast.daniyar, keys=cast.keys(cast.daniyar))


def test_she_reads_what_is_shown_by_name_and_nothing_else(cast):
    story = stories.running(cast)
    part, other = signed(story), signed(story, once="2" * 24)
    keys = cast.keys(cast.daniyar)
    shown = note(story, "joint", "көрсетілген сөз")
    note(story, "joint", "көрсетілмеген сөз")
    private = note(story, "private", "Вераға ғана", side=story.party("A"))
    own = note(story, "mediator", "өзім үшін")
    for item in (private, own, story.case.items.get(kind="application")):
        with pytest.raises(OnlyJoint):
            show_item(part.person, item, by=cast.daniyar, keys=keys)
    copy = show_item(part.person, shown, by=cast.daniyar, keys=keys)
    assert show_item(part.person, shown, by=cast.daniyar, keys=keys) == copy
    note(story, "joint", "кейінгі сөз")
    assert [one.text() for one in sealed.opened(story.case, part.keys())] == ["көрсетілген сөз"]
    assert (read(part), read(other)) == (["көрсетілген сөз"], [])
    for room in ("intake", "joint", "private:A", "mediator", participants.compartment(other.person)):
        with pytest.raises(Refused):
            sealed.compartment_key(story.case, room, part.keys())
    share_note(private, by=story.party("A"), keys=story.keys("A"))
    joint = story.case.items.get(once__startswith="shared:")
    show_item(part.person, joint, by=cast.daniyar, keys=keys)
    assert read(part) == ["көрсетілген сөз", "Вераға ғана"]


def test_her_compartment_has_two_wraps_none_in_escrow_and_no_side_opens_it(cast):
    story = stories.running(cast)
    part = signed(story)
    show_item(part.person, note(story, "joint", "сөз"), by=cast.daniyar, keys=cast.keys(cast.daniyar))
    room = participants.compartment(part.person)
    wraps = story.case.wraps.filter(compartment=room)
    assert {(one.holder_id, one.inner_id) for one in wraps} == {
        (part.person.holder_id, None),
        (cast.daniyar.seal_holders.get().pk, None),
    }
    for keys in (story.keys("A"), story.keys("B"), cast.keys(cast.aizhan), cast.keys(cast.marat)):
        assert not sealed.can_open(story.case, room, keys)


@pytest.mark.parametrize("end", ["mediator", "herself", "impossible", "replaced", "settled"])
def test_when_her_part_or_the_talks_end_the_wraps_are_gone(cast, end):
    story = stories.running(cast)
    part = signed(story)
    keys = cast.keys(cast.daniyar)
    show_item(part.person, note(story, "joint", "сөз"), by=cast.daniyar, keys=keys)
    waiting = called(story, agree="A", once="3" * 24)
    if end == "settled":
        stories.draft_settlement(story.case, terms=stories.SETTLEMENT, by=cast.daniyar, keys=keys)
        for who in ("A", "B", "M"):
            story.sign(stories.ItemKind.SETTLEMENT, who)
    else:
        {
            "mediator": lambda: end_part(part.person, by=cast.daniyar),
            "herself": lambda: end_part(part.person, by=part.person),
            "impossible": lambda: end_impossible(story.case, by=cast.daniyar),
            "replaced": lambda: replace_mediator(
                story.case, reason="side_asked", by=story.party("A"), keys=story.keys("A")
            ),
        }[end]()
    how = {"mediator": Ending.DONE, "herself": Ending.LEFT}.get(end, Ending.CASE_OVER)
    room = participants.compartment(part.person)
    assert (read(part), Wrap.objects.filter(compartment=room).count()) == ([], 0)
    assert (part.person.status, part.person.ending) == (Status.ENDED, how)
    waiting.person.refresh_from_db()
    assert waiting.person.status == (Status.ASKED if end in {"mediator", "herself"} else Status.ENDED)
    with pytest.raises((SecrecyNotSigned, Refused, NotInThisState)):
        show_item(part.person, note(story, "joint", "соң"), by=cast.daniyar, keys=keys)


def test_she_sees_no_case_and_the_grid_gives_her_one_cell(cast):
    story = stories.running(cast)
    part = entered(story)
    rights = {thing for thing in Thing if access.may(part.person, "read", thing, story.case)}
    assert rights == {Thing.REGISTER, Thing.MEMORANDA, Thing.RELEASED}  # as everybody
    part = signed(story, once="2" * 24)
    rights = {thing for thing in Thing if access.may(part.person, "read", thing, story.case)}
    assert rights == {Thing.SHOWN, Thing.REGISTER, Thing.MEMORANDA, Thing.RELEASED}
    assert not [thing for thing in Thing if access.may(part.person, "write", thing, story.case)]
    other = stories.submit(cast.application(), once="c" * 30).case
    assert not access.may(part.person, "read", Thing.SHOWN, other)
    assert list(access.visible_cases(part.person)) == []
    assert not access.visible_parties(part.person, story.case).exists()
    for may in (access.may_take_part, access.may_lead, access.may_sign, access.may_work):
        assert not may(part.person, story.case)
    with pytest.raises(Refused):
        end_part(part.person, by=entered(story, once="3" * 24).person)


def test_another_cases_mediator_neither_shows_nor_ends(cast):
    story = stories.running(cast)
    part = signed(story)
    item = note(story, "joint", "сөз")
    for who in (cast.kamila, cast.aizhan):
        with pytest.raises(Refused):
            show_item(part.person, item, by=who, keys=Keyring())
        with pytest.raises(Refused):
            end_part(part.person, by=who)


def test_a_dump_holds_no_word_of_it(cast, capsys):
    story = stories.running(cast)
    part = signed(story)
    show_item(part.person, note(story, "joint", PHRASE), by=cast.daniyar, keys=cast.keys(cast.daniyar))
    end_part(part.person, by=cast.daniyar)
    run_due()
    leader = participants.person(part.person).leader
    assert leader  # from the roster, which is not secret; that she was called here is
    secrets = [part.secret, part.secret.replace("-", ""), part.token]
    words = [*PHRASE.split(), *secrets]
    assert shown_in(dump(), words) == []
    spool = "\n".join(f"{one.subject}\n{one.body}" for one in mail.outbox) + "".join(capsys.readouterr())
    assert [word for word in (*PHRASE.split(), *secrets[:2], BOLAT.name) if word in spool] == []
    told = Participant.objects.values().get()
    assert BOLAT.name.encode() not in bytes(told["identity"])
    clear = {name: value for name, value in told.items() if isinstance(value, str) and len(value) < 32}
    assert clear == {
        "role": "leader",
        "status": "ended",
        "ending": "done",
        "language": "kk",
        "invite_hash": "",
    }
