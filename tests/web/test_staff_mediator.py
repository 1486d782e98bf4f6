"""The mediator's way from an offer to a signed settlement, page by page, in Kazakh."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.models import Case, Item, Offer, Session
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed, signatures
from kelisim.apps.mediation.states import Closing, State
from kelisim.kernel.packs.codes import codes
from tests import cast as story
from tests.cast import PASSPHRASE
from tests.web.staff_steps import done, page


def leader(told):
    """The mediator of a story."""
    return told.offer.mediator.user


def test_desk_shows_who_asks_and_nothing_of_what_was_written(cast, enter, to):
    told = story.offered(cast)
    client = enter(leader(told))
    text = page(client, to("mediator-desk"))
    assert story.VERA.name in text
    assert to("mediator-case", number=str(told.case)) in text
    text = page(client, to("mediator-case", number=str(told.case)))
    assert story.RUSTAM.name in text
    assert story.ESSENCE not in text
    assert story.RUSTAM.phone not in text


def test_accepts_with_eight_answers(cast, enter, to):
    told = story.offered(cast)
    client = enter(leader(told))
    address = to("mediator-deed", number=str(told.case), deed="accept")
    points = [f"point_{one.code}" for one in codes("conflict_points")]
    assert len(points) == 8
    half = client.post(address, {points[0]: "yes"})
    assert half.status_code == 200
    assert set(half.context["form"].errors) == {*points[1:], "competent"}
    assert half.context["form"][points[0]].value() == "yes"
    answers = {**dict.fromkeys(points, "no"), points[2]: "yes", "competent": "on"}
    assert done(client, address, answers) == to("mediator-case", number=str(told.case))
    offer = Offer.objects.get()
    assert (offer.status, sum(offer.statement.values())) == (Offer.Status.ACCEPTED, 1)
    done(client, address, answers)
    assert Case.objects.get().moves.filter(verb="accept_offer").count() == 1


def test_passes_with_a_reason(cast, enter, to):
    told = story.offered(cast)
    client = enter(leader(told))
    address = to("mediator-deed", number=str(told.case), deed="pass")
    assert client.post(address, {}).context["form"].errors.keys() == {"reason"}
    done(client, address, {"reason": "busy"})
    assert Offer.objects.get().pass_reason == "busy"
    assert client.get(to("mediator-case", number=str(told.case))).status_code == 404


def test_application_opens_after_the_window_only(cast, enter, to):
    told = story.accepted(cast)
    client = enter(leader(told))
    address = to("mediator-case", number=str(told.case))
    assert story.ESSENCE not in page(client, address)
    told = _confirm(told)
    assert story.ESSENCE in page(client, address)
    client = enter(leader(told), key=False)
    assert story.ESSENCE not in page(client, address)


def _confirm(told):
    for side in ("A", "B"):
        told.case = story.confirm(told.case, offer=told.offer, by=told.party(side))
    return told


def test_agreement_is_written_and_signed(cast, enter, to):
    told = story.confirmed(cast)
    client = enter(leader(told))
    number = str(told.case)
    write = to("mediator-deed", number=number, deed="agreement")
    form = client.get(write).context["form"]
    assert len([name for name in form.fields if name.startswith("condition_")]) == 14
    typed = {name: form[name].value() or "—" for name in form.fields}
    done(client, write, {**typed, "condition_costs": ""})
    assert "14" in page(client, to("mediator-case", number=number))
    sign = to("mediator-deed", number=number, deed="sign-agreement")
    digest = client.get(sign).context["form"]["digest"].value()
    refused = client.post(sign, {"digest": digest, "secret": PASSPHRASE})
    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors()
    done(client, write, typed)
    changed = client.post(sign, {"digest": digest, "secret": PASSPHRASE})
    assert changed.context["form"].non_field_errors()
    text = page(client, sign)
    assert story.VERA.name in text
    digest = signatures.draft(told.case, ItemKind.AGREEMENT).digest
    wrong = client.post(sign, {"digest": digest, "secret": "басқа сөз"})
    assert wrong.context["form"].errors
    done(client, sign, {"digest": digest, "secret": PASSPHRASE})
    done(client, sign, {"digest": digest, "secret": PASSPHRASE})
    told.sign(ItemKind.AGREEMENT, "A")
    assert told.sign(ItemKind.AGREEMENT, "B").state == State.AGREED


def test_meetings_are_planned_and_recorded(cast, clock, enter, to):
    told = story.agreed(cast)
    client = enter(leader(told))
    plan = to("mediator-deed", number=str(told.case), deed="meeting")
    past = client.post(plan, {"day": "2026-03-01", "hour": "10:00", "mode": "video", "agreed": "on"})
    assert past.context["form"].errors.keys() == {"day"}
    meeting = {"day": "2026-03-05", "hour": "10:00", "mode": "video", "apart": "A", "agreed": "on"}
    done(client, plan, meeting)
    done(client, plan, meeting)
    session = Session.objects.get()
    assert (session.mode, session.apart.side, session.starts_at.hour) == ("video", "A", 5)
    record = to("mediator-deed", number=str(told.case), deed="record") + "?meeting=1"
    held = {"status": "held", "minutes": "75"}
    assert client.post(record, held).context["form"].errors.keys() == {"__all__"}  # its day has not come
    clock.move_to("2026-03-05T07:00:00Z")
    client = enter(leader(told))
    assert client.post(record, {"status": "held"}).context["form"].errors.keys() == {"minutes"}
    assert client.post(record, {"status": "no_show"}).context["form"].errors.keys() == {"absent"}
    done(client, record, held)
    session.refresh_from_db()
    assert (session.status, session.minutes) == ("held", 75)
    paper = client.get(to("case-paper", number=str(told.case), name="protocol-1"))
    assert paper.content.startswith(b"%PDF")
    assert client.post(record.replace("=1", "=7"), {"status": "cancelled"}).status_code == 403


def test_notes_lie_in_their_compartments(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told))
    address = to("mediator-deed", number=str(told.case), deed="note")
    for room in ("joint", "private_A", "private_B", "mediator"):
        note = {"room": room, "text": f"жазба {room}", "once": f"once-{room}"}
        done(client, address, note)
        done(client, address, note)
    found = dict(Item.objects.filter(kind=ItemKind.NOTE).values_list("once", "compartment"))
    assert found == {
        "once-joint": "joint",
        "once-private_A": "private:A",
        "once-private_B": "private:B",
        "once-mediator": "mediator",
    }
    text = page(client, to("mediator-case", number=str(told.case)))
    assert [f"жазба {room}" in text for room in ("joint", "private_A", "private_B", "mediator")] == [True] * 4
    told_a = {one.text() for one in sealed.opened(told.case, told.keys("A"), kinds=[ItemKind.NOTE])}
    assert told_a == {"жазба joint", "жазба private_A"}


def test_a_key_locked_meanwhile_loses_nothing(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told), key=False)
    address = to("mediator-deed", number=str(told.case), deed="note")
    assert client.get(address)["Location"].startswith(to("unlock"))
    note = {"room": "mediator", "text": "ұзақ жазба", "once": "once-1"}
    refused = client.post(address, note)
    assert refused.status_code == 200
    assert refused.context["form"].errors.keys() == {"passphrase"}
    assert refused.context["form"]["text"].value() == "ұзақ жазба"
    assert client.post(address, {**note, "passphrase": "қате сөз"}).context["form"].errors.keys() == {
        "passphrase"
    }
    done(client, address, {**note, "passphrase": PASSPHRASE})
    assert Item.objects.filter(once="once-1").count() == 1
    assert "ұзақ жазба" in page(client, to("mediator-case", number=str(told.case)))


SETTLEMENT = {
    "text": "Тараптар татуласты.",
    "full": "full",
    "rows": "2",
    "debtor_1": "B",
    "kind_1": "do",
    "what_1": "Шарбақты ескі шекараға қайтару",
    "due_on_1": "2026-05-01",
}


def test_settlement_grows_row_by_row_and_is_signed(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told))
    write = to("mediator-deed", number=str(told.case), deed="settlement")
    grown = client.post(write, {**SETTLEMENT, "go": "add"}).context["form"]
    assert (grown.count, grown["what_1"].value(), grown.errors) == (3, SETTLEMENT["what_1"], {})
    vague = client.post(write, {**SETTLEMENT, "rows": "3", "what_3": "бірдеңе"})
    assert vague.context["form"].errors.keys() == {"debtor_3", "kind_3", "what_3", "due_on_3"}
    empty = client.post(write, {"text": "", "full": "full", "rows": "2"})
    assert empty.context["form"].errors.keys() == {"none"}
    done(client, write, SETTLEMENT)
    again = client.get(write).context["form"]
    assert (again["what_1"].value(), again["debtor_1"].value()) == (SETTLEMENT["what_1"], "B")
    sign = to("mediator-deed", number=str(told.case), deed="sign-settlement")
    assert SETTLEMENT["what_1"] in page(client, sign)
    digest = signatures.draft(told.case, ItemKind.SETTLEMENT).digest
    done(client, sign, {"digest": digest, "secret": PASSPHRASE})
    told.sign(ItemKind.SETTLEMENT, "A")
    assert told.sign(ItemKind.SETTLEMENT, "B").state == State.SETTLED
    text = page(client, to("mediator-case", number=str(told.case)))
    for name in ("agreement", "settlement", "certificate", "acceptance"):
        address = to("case-paper", number=str(told.case), name=name)
        assert address in text
        assert client.get(address).content.startswith(b"%PDF")


def test_ends_on_a_ground_of_the_law(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told))
    address = to("mediator-deed", number=str(told.case), deed="end")
    grounds = [code for code, _label in client.get(address).context["form"].fields["ground"].choices]
    assert grounds == ["impossible", "left_A", "left_B"]
    assert client.post(address, {"ground": "left_B"}).context["form"].errors.keys() == {"sure"}
    done(client, address, {"ground": "left_B", "sure": "on"})
    case = Case.objects.get()
    assert (case.state, case.closing) == (State.ENDED, Closing.LEFT)
    assert client.get(to("case-paper", number=str(case), name="ending")).content.startswith(b"%PDF")


def test_asks_for_a_longer_term_and_gives_back(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told))
    extend = to("mediator-deed", number=str(told.case), deed="extend")
    beyond = client.post(extend, {"until": "2027-01-01"})
    assert beyond.context["form"].non_field_errors()
    done(client, extend, {"until": "2026-04-20"})
    assert Case.objects.get().moves.filter(verb="extend").count() == 1
    replace = to("mediator-deed", number=str(told.case), deed="replace")
    done(client, replace, {"reason": "mediator_asked"})
    assert Case.objects.get().state == State.PROPOSING


def test_a_child_at_risk_is_recorded_without_its_words(cast, enter, to):
    told = story.running(cast)
    client = enter(leader(told))
    address = to("mediator-deed", number=str(told.case), deed="child-risk")
    notice = {"facts": "қысқа дерек", "once": "once-c"}
    assert client.post(address, notice).context["form"].errors.keys() == {"sure"}
    done(client, address, {**notice, "sure": "on"})
    move = Case.objects.get().moves.get(verb="child_risk")
    assert "дерек" not in str(move.facts)


@pytest.mark.parametrize("deed", ["accept", "agreement", "meeting", "note", "settlement", "end"])
def test_only_her_own_case(cast, enter, to, deed):
    told = story.running(cast)
    other = {cast.daniyar, cast.kamila} - {leader(told)}
    for who in (*other, cast.pavel, cast.timur):
        client = enter(who, key=False)
        assert client.get(to("mediator-case", number=str(told.case))).status_code == 404
        assert client.post(to("mediator-deed", number=str(told.case), deed=deed), {}).status_code == 404
    client = enter(cast.aizhan)
    assert client.get(to("mediator-case", number=str(told.case)))["Location"] == to(
        "case-detail", number=str(told.case)
    )
    assert client.post(to("mediator-deed", number=str(told.case), deed=deed), {}).status_code == 403
