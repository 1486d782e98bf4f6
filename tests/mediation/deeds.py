"""The deeds of a whole dispute, one after another, each so that it can be done again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from kelisim.apps.mediation.actions.accept_offer import accept_offer
from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.actions.ask_follow_up import ask_follow_up
from kelisim.apps.mediation.actions.confirm import confirm
from kelisim.apps.mediation.actions.consult import consult
from kelisim.apps.mediation.actions.decide_repeat import decide_repeat
from kelisim.apps.mediation.actions.decline import decline
from kelisim.apps.mediation.actions.draft_agreement import draft_agreement
from kelisim.apps.mediation.actions.draft_settlement import draft_settlement
from kelisim.apps.mediation.actions.enforce import enforce
from kelisim.apps.mediation.actions.enrol_device import enrol_device, revoke_device
from kelisim.apps.mediation.actions.export_package import export_package, package_file
from kelisim.apps.mediation.actions.extend_answer import extend_answer
from kelisim.apps.mediation.actions.forward_danger import forward_danger
from kelisim.apps.mediation.actions.import_batch import import_batch
from kelisim.apps.mediation.actions.import_package import import_package
from kelisim.apps.mediation.actions.invite import invite
from kelisim.apps.mediation.actions.join import Joining, join
from kelisim.apps.mediation.actions.keep_diary import import_calendar, mark_busy
from kelisim.apps.mediation.actions.keep_memorandum import (
    Line,
    Told,
    add_memorandum,
    ask_side,
    move_plan,
    note_reply,
    plan_together,
)
from kelisim.apps.mediation.actions.move_session import move_session
from kelisim.apps.mediation.actions.open_from_referral import Told as FromReferral
from kelisim.apps.mediation.actions.open_from_referral import open_from_referral
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.propose import propose
from kelisim.apps.mediation.actions.reconcile import confirm_comparison, reconcile
from kelisim.apps.mediation.actions.record_call import Call, record_call
from kelisim.apps.mediation.actions.record_session import record_session
from kelisim.apps.mediation.actions.register import register
from kelisim.apps.mediation.actions.remediate import Anew, remediate
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.send_back import send_back
from kelisim.apps.mediation.actions.set_follow_up import set_follow_up
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import (
    Case,
    Device,
    FollowUp,
    Package,
    PlanItem,
    PlanReply,
    Reconciliation,
    Referral,
    SealedForm,
)
from kelisim.apps.mediation.models.memorandum import PlanState
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, following
from kelisim.apps.mediation.queries.appeal import latest_answer
from kelisim.apps.mediation.queries.batch import read_batch
from kelisim.apps.mediation.queries.diary import Diary, Span
from kelisim.apps.mediation.queries.memoranda import memorandum
from kelisim.apps.mediation.queries.offers import live_offer
from kelisim.apps.mediation.queries.own_device import public_key
from kelisim.apps.mediation.queries.reconciling import past_quarters, read_ledger
from kelisim.apps.mediation.queries.referral_file import read_referrals
from kelisim.apps.registry.models import Organisation, OrganisationKind
from tests.cast import ONCE_A, ONCE_B, SETTLEMENT, STATEMENT, Cast, Story, make_cast
from tests.mediation import called, offline, signing_ways
from tests.mediation.complained import complained
from tests.mediation.coordinator_deeds import coordinator_deeds
from tests.mediation.marks import MARKS
from tests.mediation.register_deeds import register_deeds
from tests.mediation.test_calendar_file import calendar, event
from tests.mediation.test_import import as_csv

Deed = tuple[str, Callable[[], object]]
PAPER = {"essence": MARKS["batch"], "other_name": MARKS["batch name"]}
ANEW = Anew(side="A", essence=MARKS["mediate again"], notice=True)


def whole_dispute(cast: Cast | None = None) -> Iterator[Deed]:
    """From the application to performed, then what else may become of one."""
    cast = cast or make_cast()
    yield "submit", lambda: submit(cast.application(), once=ONCE_A)
    story = Story(cast=cast, case=Case.objects.get(), receipts={"A": submit(cast.application(), once=ONCE_A)})
    yield from _to_an_agreement(story)
    yield from _to_a_settlement(story)
    yield from _other_ends(story)


def _to_an_agreement(story: Story) -> Iterator[Deed]:
    cast = story.cast
    clerk = cast.aizhan
    keys = cast.keys(clerk)
    yield "route", lambda: route(story.refreshed(), to="mediation", rule="scope_civil", by=clerk)
    yield "invite", lambda: invite(story.refreshed(), by=clerk, keys=keys)
    token = invite(story.refreshed(), by=clerk, keys=keys).token
    joining = Joining(notice=True, follow_up=True)
    yield "join", lambda: join(token, joining=joining, once=ONCE_B)
    story.receipts["B"] = join(token, joining=joining, once=ONCE_B)
    yield "propose", lambda: propose(story.refreshed(), by=clerk, keys=keys)
    offer = live_offer(story.refreshed())
    mediator = offer.mediator.user
    yield (
        "accept",
        lambda: accept_offer(live_offer(story.refreshed()), statement=STATEMENT, competent=True, by=mediator),
    )
    for side in ("A", "B"):
        yield (
            f"confirm {side}",
            lambda side=side: confirm(story.refreshed(), offer=offer, by=story.party(side)),
        )
    held = cast.keys(mediator)
    draft_agreement(story.refreshed(), terms=documents.proposed_terms(story.case), by=mediator, keys=held)
    yield from signing_ways.deeds(story, ItemKind.AGREEMENT)


def _to_a_settlement(story: Story) -> Iterator[Deed]:
    mediator = story.refreshed().mediator.user
    keys = story.cast.keys(mediator)
    meeting = Meeting(starts_at=timezone.now() + timedelta(hours=1), mode="meeting")
    yield "open session", lambda: open_session(story.refreshed(), meeting=meeting, by=mediator)
    session = story.case.sessions.get()
    later = replace(meeting, starts_at=timezone.now() + timedelta(minutes=90))
    yield "move session", lambda: move_session(session, meeting=later, by=mediator)
    own = Diary(mediator=story.case.mediator)
    away = Span(since=timezone.now() + timedelta(days=3), until=timezone.now() + timedelta(days=4))
    yield "mark busy", lambda: mark_busy(own, span=away, reason="leave", by=mediator)
    file = calendar(*event(f"DTSTART:{timezone.now() + timedelta(days=9):%Y%m%dT%H%M%SZ}", "DURATION:PT1H"))
    yield "import calendar", lambda: import_calendar(own, raw=file, by=mediator)
    yield "record session", lambda: record_session(session, status="held", minutes=60, by=mediator)
    note, once = Note(room="joint", text=MARKS["note"]), "n" * 24
    yield "note", lambda: write_note(story.refreshed(), note=note, once=once, by=mediator, keys=keys)
    own = Note(room="private", text=MARKS["private note"])
    party = story.party("A")
    hers = story.keys("A")
    yield "private note", lambda: write_note(story.refreshed(), note=own, once="p" * 24, by=party, keys=hers)
    yield from called.deeds(story)
    unsigned = replace(SETTLEMENT, text=MARKS["draft of a settlement"])
    draft_settlement(story.refreshed(), terms=unsigned, by=mediator, keys=keys)
    draft_settlement(story.refreshed(), terms=SETTLEMENT, by=mediator, keys=keys)
    yield from signing_ways.deeds(story, ItemKind.SETTLEMENT)
    Case.objects.filter(pk=story.case.pk).update(settled_on=timezone.localdate() - timedelta(days=31))
    yield "ask", lambda: ask_follow_up(story.refreshed())
    asked = FollowUp.objects.get(party__side="A", round="30")
    link = following.token(asked)
    said = {one.number: "not" for one in story.case.obligations.all()}
    yield "answer follow-up", lambda: answer_follow_up(link, answers=said)
    clerk = story.cast.aizhan
    other = FollowUp.objects.get(party__side="B", round="30")
    yield (
        "record call",
        lambda: record_call(other, Call(result="reached", answers=said), once="t" * 24, by=clerk),
    )
    yield "mediate again", lambda: remediate(story.refreshed(), ANEW, once="v" * 30, by=clerk)
    yield "papers", lambda: enforce(story.refreshed(), side="A", by=clerk)
    yield "ask no more", lambda: set_follow_up(story.party("B"), agrees=False, by=story.party("B"))


def _other_ends(story: Story) -> Iterator[Deed]:
    cast = story.cast
    clerk = cast.aizhan

    def another(letter: str) -> Story:
        receipt = submit(cast.application(essence=f"{MARKS['application']} {letter}"), once=letter * 30)
        return replace(story, case=receipt.case, receipts={"A": receipt})

    advised = another("c")
    yield "consult", lambda: consult(advised.refreshed(), minutes=20, settles=True, once="c" * 24, by=clerk)
    back = another("w")
    yield "withdraw", lambda: withdraw(back.refreshed(), by=back.party("A"))
    refused = another("d")
    route(refused.case, to="mediation", rule="scope_civil", by=clerk)
    token = invite(refused.refreshed(), by=clerk, keys=cast.keys(clerk)).token
    yield "decline", lambda: decline(token)
    batch = read_batch(as_csv(PAPER, {}), region="75")
    yield "import", lambda: import_batch(cast.office, batch, by=clerk)
    union = Organisation.objects.create(
        code="union-9", kind=OrganisationKind.TRADE_UNION, name_kk="Кәсіподақ", territory=cast.region
    )
    line = {
        "ref": "9",
        "memorandum": "court-unions-2018",
        "stage": "commission",
        "territory": cast.district.code,
    }
    line |= {
        "topic": "labour",
        "languages": "kk",
        "applicant_name": MARKS["referral"],
        "applicant_phone": "+77010000077",
    }
    told = read_referrals(json.dumps([line, {**line, "ref": "10"}]).encode(), institution=union)
    yield "refer", lambda: take_referrals(union, told, by=None)
    Referral.objects.filter(ref="10").update(received_at=timezone.now() - timedelta(days=92))
    quarter, lists = past_quarters(timezone.localdate())[0], read_ledger(b'[{"ref": "10"}]')
    yield "reconcile", lambda: reconcile(union, quarter, lists, by=None)
    found = Reconciliation.objects.get()
    coordinator = cast.saule
    yield (
        "confirm a quarter",
        lambda: confirm_comparison(found, digest=found.digest, side="ours", by=coordinator),
    )
    referral = Referral.objects.order_by("pk").first()
    words = FromReferral(essence=MARKS["open from referral"], notice=True)
    yield "open from referral", lambda: open_from_referral(referral, words, once="r" * 24, by=clerk)
    yield from _memoranda(cast)
    yield from _front_desk(another)
    yield from _without_a_network(story)
    yield from register_deeds(cast)
    yield from coordinator_deeds(another)


def _memoranda(cast: Cast) -> Iterator[Deed]:
    """A memorandum, a line of its plan, what a side answered."""
    by, day = cast.marat, timezone.localdate()
    told = Told(
        code="m-1",
        sides_kk="Екі тарап",
        sides_ru="Две стороны",
        purpose_kk="Бірге",
        purpose_ru="Вместе",
        signed_on=day,
        source_title="Мәтін",
        read_on=day,
    )
    yield "memorandum", lambda: add_memorandum(told, by=by)
    line = Line(what_kk="Оқыту", what_ru="Обучение", due_on=day)
    yield "plan together", lambda: plan_together(memorandum("m-1"), line, by=by)
    item = PlanItem.objects.get()
    yield "ask a side", lambda: ask_side(item, side="Бірінші", due_on=day, by=by)
    reply = PlanReply.objects.get()
    yield "note a reply", lambda: note_reply(reply, answer="Иә", on=day, by=by)
    yield "move the plan", lambda: move_plan(item, to=PlanState.DONE, on=day, by=by)


def _front_desk(another: Callable[[str], Story]) -> Iterator[Deed]:
    """A longer term, danger, a repeat, sending back."""
    appeal, twin = another("e"), another("f")
    clerk = appeal.cast.aizhan
    keys, letter = appeal.cast.keys(clerk), Letter(text=MARKS["letter"])
    until = latest_answer(appeal.refreshed())
    yield (
        "extend the answer",
        lambda: extend_answer(appeal.refreshed(), until=until, letter=letter, by=clerk, keys=keys),
    )
    yield "register", lambda: register(twin.refreshed(), by=clerk)
    yield "link", lambda: decide_repeat(twin.refreshed(), other=appeal.case, same=True, by=clerk)
    yield from complained(another("g"))
    yield "danger", lambda: forward_danger(appeal.refreshed(), to=appeal.cast.council, by=clerk)
    yield (
        "send back",
        lambda: send_back(twin.refreshed(), ground="insulting", letter=letter, by=clerk, keys=keys),
    )


def _without_a_network(story: Story) -> Iterator[Deed]:
    """A laptop is enrolled, takes an application, exports it; the office imports it."""
    cast = story.cast
    clerk = cast.aizhan
    key = public_key()
    yield "enrol a laptop", lambda: enrol_device(cast.office, key=key, name="Нұра", by=clerk)
    offline.enrolled(cast)
    yield "keep a form", lambda: offline.taken(1, applicant_name=MARKS["offline name"])
    yield "export", export_package
    raw = package_file(Package.objects.get())
    SealedForm.objects.all().delete()
    Package.objects.all().delete()
    ring = cast.keys(clerk)
    yield "import a package", lambda: import_package(raw, by=clerk, ring=ring)
    device = Device.objects.get()
    yield "revoke", lambda: revoke_device(device, by=clerk)
