"""What a walk may try beside the road: letters, notes, somebody called in, openings, calls, complaints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.answer import answer
from kelisim.apps.mediation.actions.answer_call import answer_call
from kelisim.apps.mediation.actions.call_in import Call as Calling
from kelisim.apps.mediation.actions.call_in import call_in
from kelisim.apps.mediation.actions.complain import complain, hear_complaint
from kelisim.apps.mediation.actions.end_part import end_part
from kelisim.apps.mediation.actions.enforce import enforce
from kelisim.apps.mediation.actions.enter_call import enter_call
from kelisim.apps.mediation.actions.extend_answer import extend_answer
from kelisim.apps.mediation.actions.forward_danger import forward_danger
from kelisim.apps.mediation.actions.move_session import move_session
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.open_session import Meeting
from kelisim.apps.mediation.actions.record_call import Call, record_call
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.refuse import refuse
from kelisim.apps.mediation.actions.register import register
from kelisim.apps.mediation.actions.remediate import Anew, remediate
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.send_back import send_back
from kelisim.apps.mediation.actions.set_follow_up import set_follow_up
from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.sign_secrecy import sign_secrecy
from kelisim.apps.mediation.actions.withdraw_consent import withdraw_consent
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import FollowUp, Item, Participant, Session
from kelisim.apps.mediation.queries import participants
from kelisim.kernel.access.door import Refused
from kelisim.kernel.accounts.models import User
from tests.cast import Story
from tests.mediation.called import roster

ANEW = Anew(side="A", essence="Әлі орындалған жоқ.", notice=True)
LETTER = Letter(text="Себебі", elsewhere="Сот")
ONCE = "l" * 24


def _mediator(story: Story) -> User:
    if story.refreshed().mediator is None:
        raise Refused
    return story.case.mediator.user


def _meeting(story: Story) -> Session:
    found = story.case.sessions.order_by("pk").last()
    if found is None:
        raise Refused
    return found


def _question(story: Story) -> FollowUp:
    found = story.case.follow_ups.filter(party__side="B").order_by("pk").last()
    if found is None:
        raise Refused
    return found


def _bolat(story: Story) -> Participant:
    found = Participant.objects.select_related("case", "holder").filter(case=story.case).order_by("pk").last()
    if found is None:
        raise Refused
    return found


def _own_note(story: Story) -> Item:
    found = story.case.items.filter(kind="note", compartment__startswith="private").order_by("pk").first()
    if found is None:
        raise Refused
    return found


def _letter(story: Story, act: Callable[..., object], **told: object) -> None:
    clerk = story.cast.aizhan
    act(story.case, letter=LETTER, by=clerk, keys=story.cast.keys(clerk), **told)


def _call(story: Story) -> None:
    said = {one.number: "not" for one in story.case.obligations.all()}
    told = Call(result="reached", answers=said)
    record_call(_question(story), told, once="t" * 24, by=story.cast.aizhan)


def _call_in(story: Story) -> None:
    call = Calling(role="leader", who=participants.Person(leader=str(roster().pk)))
    call_in(story.case, call=call, once=ONCE, by=_mediator(story))


def _enter(story: Story) -> None:
    token = participants.person(_bolat(story)).token
    story.receipts["called"] = enter_call(token, notice=True, language="kk", once=ONCE)


def _sign_secrecy(story: Story) -> None:
    if "called" not in story.receipts:
        raise Refused
    words = participants.secrecy_digest(participants.secrecy("kk", timezone.localdate()))
    secret = story.receipts["called"].secret
    sign_secrecy(_bolat(story), digest=words, language="kk", secret=secret)


def _renew(story: Story) -> None:
    secret = renew_secret(story.party("A"), by=story.cast.aizhan)
    story.receipts["A"] = replace(story.receipts["A"], secret=secret)


def _open_escrow(story: Story) -> None:
    ground = Ground(reason="secret_lost", statement="Жеке куәлік.", to="A")
    open_escrow(story.case, ground=ground, by=story.cast.marat, keys=story.cast.keys(story.cast.marat))


def _joint_note(story: Story) -> None:
    user = _mediator(story)
    note = Note(room="joint", text="Құжаттар келесі жолы.")
    write_note(story.case, note=note, once="n" * 24, by=user, keys=story.cast.keys(user))


def _private_note(story: Story) -> None:
    note = Note(room="private", text="Маған уақыт керек.")
    write_note(story.case, note=note, once="p" * 24, by=story.party("A"), keys=story.keys("A"))


def _move_meeting(story: Story) -> None:
    meeting = Meeting(starts_at=timezone.now() + timedelta(days=5), mode="video")
    move_session(_meeting(story), meeting=meeting, by=_mediator(story))


def _follows(story: Story, *, agrees: bool) -> None:
    party = story.party("B")
    set_follow_up(party, agrees=agrees, by=party)


BESIDE: dict[str, Callable[[Story], object]] = {
    "register": lambda s: register(s.case, by=s.cast.aizhan),
    "answer": lambda s: _letter(s, answer),
    "refuse": lambda s: _letter(s, refuse, rule="bar_third_persons"),
    "send_back": lambda s: _letter(s, send_back, ground="insulting"),
    "extend_answer": lambda s: _letter(s, extend_answer, until=date(2026, 4, 10)),
    "forward_danger": lambda s: forward_danger(s.case, to=s.cast.council, by=s.cast.aizhan),
    "complain": lambda s: complain(s.case, ground="rule", by=s.party("A")),
    "heed": lambda s: hear_complaint(s.case, heeded=True, by=s.cast.marat),
    "dismiss": lambda s: hear_complaint(s.case, heeded=False, by=s.cast.marat),
    "joint_note": _joint_note,
    "private_note": _private_note,
    "share": lambda s: share_note(_own_note(s), by=s.party("A"), keys=s.keys("A")),
    "call_in": _call_in,
    "call_agree_a": lambda s: answer_call(_bolat(s), agrees=True, by=s.party("A")),
    "call_agree_b": lambda s: answer_call(_bolat(s), agrees=True, by=s.party("B")),
    "call_no": lambda s: answer_call(_bolat(s), agrees=False, by=s.party("B")),
    "enter_call": _enter,
    "sign_secrecy": _sign_secrecy,
    "end_part": lambda s: end_part(_bolat(s), by=_bolat(s)),
    "move_meeting": _move_meeting,
    "held": lambda s: record_session(_meeting(s), status="held", minutes=60, by=_mediator(s)),
    "renew_secret": _renew,
    "open_escrow": _open_escrow,
    "return_key": lambda s: return_key(s.case, to="A", by=s.cast.gulnar, keys=s.cast.keys(s.cast.gulnar)),
    "take_back": lambda s: withdraw_consent(s.case, consent="follow_up", by=s.party("A")),
    "call": _call,
    "again": lambda s: remediate(s.case, ANEW, once="v" * 30, by=s.cast.aizhan),
    "enforce": lambda s: enforce(s.case, side="A", by=s.cast.aizhan),
    "ask_no_more": lambda s: _follows(s, agrees=False),
    "ask_again": lambda s: _follows(s, agrees=True),
}
