"""The register of memoranda: everybody reads it, the secretariat and the council keep it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.utils.translation import override

from kelisim.apps.mediation.actions.keep_memorandum import (
    Line,
    Told,
    add_memorandum,
    ask_side,
    move_plan,
    note_reply,
    plan_together,
)
from kelisim.apps.mediation.errors.memoranda import (
    CodeTaken,
    EndsBeforeItBegins,
    NoSuchMove,
    RepliedAlready,
    StillToCome,
)
from kelisim.apps.mediation.models import Memorandum, PlanItem, PlanReply
from kelisim.apps.mediation.models.memorandum import PlanState
from kelisim.apps.mediation.queries.memoranda import Plan, memoranda, memorandum, plans
from kelisim.apps.mediation.queries.referral_file import read_referrals
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry

TOLD = Told(
    code="akimat-2026",
    sides_kk="Алматы әкімдігі және кәсіподақ",
    sides_ru="Акимат Алматы и профсоюз",
    purpose_kk="Еңбек дауларын бірге реттеу",
    purpose_ru="Вместе улаживать трудовые споры",
    signed_on=date(2026, 2, 1),
    until=date(2028, 2, 1),
    source_title="Әкімдік сайты",
    source_address="https://example.org/memo",
    read_on=date(2026, 2, 3),
)
LINE = Line(what_kk="Оқыту өткізу", what_ru="Провести обучение", due_on=date(2026, 2, 20))
TODAY = date(2026, 3, 2)


@pytest.fixture
def saltanat(cast):
    """Of the secretariat."""
    user = User.objects.create_user("saltanat@kelisim.example", "x" * 12, name="Saltanat")
    RoleHolding.objects.create(user=user, role=Role.SECRETARIAT, since=date(2020, 1, 1))
    for one in (user, cast.marat, cast.oksana, cast.timur, cast.saule):
        Authenticator.objects.create(user=one, type=Authenticator.Type.TOTP, data={})
    return user


@pytest.fixture
def item(saltanat):
    add_memorandum(TOLD, by=saltanat)
    return plan_together(memorandum(TOLD.code), LINE, by=saltanat)


def test_the_pack_ships_what_the_facts_tell(db):
    told = {one.code: one for one in memoranda()}
    assert list(told) == ["court-unions-2018", "court-assembly-2016", "mutual-agreements"]
    assert sorted(fact for one in told.values() for fact in one.facts) == [
        f"F{number}" for number in range(179, 184)
    ]
    assert told["court-assembly-2016"].signed.first == date(2016, 6, 30)
    assert told["mutual-agreements"].signed is None
    assert all(one.sources and one.sides.kk and one.sides.ru for one in told.values())


def test_one_is_entered_once_by_those_who_keep_the_register(cast, saltanat):
    for who in (cast.saule, cast.aizhan, cast.oksana, cast.timur, cast.pavel):
        with pytest.raises(Refused):
            add_memorandum(TOLD, by=who)
    first, again = add_memorandum(TOLD, by=saltanat), add_memorandum(TOLD, by=cast.marat)
    assert (first, Memorandum.objects.count()) == (again, 1)
    assert Entry.objects.filter(deed="mediation.memorandum_added").count() == 1
    for taken in (replace(TOLD, sides_ru="Другие"), replace(TOLD, code="court-unions-2018")):
        with pytest.raises(CodeTaken), override("kk"):
            add_memorandum(taken, by=saltanat)
    with pytest.raises(EndsBeforeItBegins):
        add_memorandum(replace(TOLD, until=TOLD.signed_on), by=saltanat)
    with pytest.raises(StillToCome):
        add_memorandum(replace(TOLD, signed_on=date(2026, 3, 3)), by=saltanat)
    assert memoranda()[0].in_force(TODAY)
    assert not memoranda()[0].in_force(date(2028, 2, 1))


def test_a_line_moves_on_and_stays_where_it_ended(item, saltanat, cast):
    known = memorandum(TOLD.code)
    assert plan_together(known, LINE, by=saltanat) == item
    second = plan_together(known, replace(LINE, due_on=date(2026, 9, 1)), by=saltanat)
    assert (second.number, plans(TODAY)) == (2, {TOLD.code: Plan(lines=2, open=2, late=1)})
    begun = move_plan(item, to=PlanState.BEGUN, on=TODAY, by=cast.marat)
    assert move_plan(begun, to=PlanState.BEGUN, on=TODAY, by=cast.marat).state == "begun"
    move_plan(item, to=PlanState.DONE, on=TODAY, by=saltanat)
    with pytest.raises(NoSuchMove):
        move_plan(item, to=PlanState.BEGUN, on=TODAY, by=saltanat)
    with pytest.raises(StillToCome):
        move_plan(second, to=PlanState.DONE, on=date(2026, 3, 3), by=saltanat)
    with pytest.raises(Refused):
        move_plan(second, to=PlanState.DONE, on=TODAY, by=cast.saule)
    assert plans(TODAY)[TOLD.code] == Plan(lines=2, open=1, late=0)


def test_a_side_is_asked_by_a_day_and_its_answer_stays(item, saltanat, cast):
    reply = ask_side(item, side="Әкімдік", due_on=date(2026, 2, 10), by=saltanat)
    assert ask_side(item, side="Әкімдік", due_on=date(2026, 2, 12), by=saltanat).pk == reply.pk
    done = note_reply(reply, answer="Өткізілді", on=TODAY, by=saltanat)
    assert note_reply(reply, answer="Өткізілді", on=TODAY, by=saltanat) == done
    with pytest.raises(RepliedAlready):
        note_reply(reply, answer="Басқа", on=TODAY, by=saltanat)
    with pytest.raises(RepliedAlready):
        ask_side(item, side="Әкімдік", due_on=date(2026, 3, 12), by=saltanat)
    for deed in (
        lambda: ask_side(item, side="x", due_on=TODAY, by=cast.pavel),
        lambda: note_reply(reply, answer="x", on=TODAY, by=cast.pavel),
    ):
        with pytest.raises(Refused):
            deed()
    assert PlanReply.objects.get().due_on == date(2026, 2, 12)


def test_everybody_reads_it_and_takes_it_as_a_file(item, saltanat, client):
    reply = ask_side(item, side="Әкімдік", due_on=date(2026, 2, 10), by=saltanat)
    ask_side(item, side="Кәсіподақ", due_on=date(2026, 3, 10), by=saltanat)
    note_reply(reply, answer="Өткізілді", on=TODAY, by=saltanat)
    page = client.get("/kk/memoranda/").content.decode()
    assert TOLD.sides_kk in page
    assert "desk/memoranda" not in page
    rows = client.get("/kk/memoranda/?format=json").json()["rows"]
    assert (rows[0]["code"], rows[0]["plan_lines"], rows[0]["plan_late"]) == (TOLD.code, 1, 1)
    here = f"/kk/memoranda/{TOLD.code}/"
    page = client.get(here).content.decode()
    assert "Өткізілді" in page
    assert "Оқыту өткізу" in page
    told = client.get(f"{here}?format=json&list=replies").json()["rows"]
    assert [(one["side"], one["answer"]) for one in told] == [("Әкімдік", "Өткізілді"), ("Кәсіподақ", None)]
    assert client.get(f"{here}?format=csv").content.decode().splitlines()[1].startswith(f"{TOLD.code},1,")
    assert client.get("/kk/memoranda/nothing/").status_code == 404


@pytest.mark.parametrize("lines", [1, 3])
def test_the_pages_ask_the_same_few_questions(item, saltanat, client, lines, django_assert_num_queries):
    for number in range(lines):
        line = plan_together(
            memorandum(TOLD.code), replace(LINE, due_on=date(2026, 5, 1 + number)), by=saltanat
        )
        ask_side(line, side="Әкімдік", due_on=TODAY, by=saltanat)
    for address, queries in (("/kk/memoranda/", 3), (f"/kk/memoranda/{TOLD.code}/", 4)):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_desk(saltanat, client, cast):
    client.force_login(saltanat)
    desk = "/kk/desk/memoranda/"
    told = {
        **{name: getattr(TOLD, name) for name in TOLD.__dataclass_fields__ if getattr(TOLD, name)},
        "signed_on": "2026-02-01",
        "until": "2028-02-01",
        "read_on": "2026-02-03",
    }
    assert (
        "үлгі" not in client.post(desk, {**told, "code": "court-unions-2018"}, follow=True).content.decode()
    )
    assert not Memorandum.objects.exists()
    answer = client.post(desk, told)
    here = f"{desk}{TOLD.code}/"
    assert answer["Location"] == f"/kk/desk/memoranda/{TOLD.code}/"
    line = {"go": "line", "what_kk": "Оқыту", "what_ru": "Обучение", "due_on": "2026-02-20"}
    client.post(here, line)
    item = PlanItem.objects.get()
    client.post(here, {"go": "ask", "item": item.pk, "side": "Әкімдік", "due_on": "2026-02-21"})
    reply = PlanReply.objects.get()
    client.post(here, {"go": "reply", "reply": reply.pk, "answer": "Иә", "on": "2026-03-01"})
    client.post(here, {"go": "move", "item": item.pk, "to": "done", "on": "2026-03-01"})
    bad = client.post(here, {"go": "move", "item": item.pk, "to": "begun", "on": "2026-03-01"})
    assert "Жаңа тармақ қосыңыз" in bad.content.decode()
    item.refresh_from_db()
    reply.refresh_from_db()
    assert (item.state, reply.answer) == ("done", "Иә")
    for who, status in ((cast.marat, 200), (cast.saule, 404), (cast.oksana, 404), (cast.timur, 404)):
        client.force_login(who)
        assert [client.get(one).status_code for one in (desk, here)] == [status] * 2


def test_a_referral_names_a_memorandum_of_the_register(union, row, item):
    def wrong(code):
        told = read_referrals(json.dumps([{**row, "memorandum": code}]).encode(), institution=union)
        return [(one.column, one.code) for one in told.wrong]

    assert wrong("none-such") == [("memorandum", "unknown_code")]
    assert wrong(TOLD.code) == wrong("court-unions-2018") == []
