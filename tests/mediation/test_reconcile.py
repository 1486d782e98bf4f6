"""Two ledgers of a quarter laid side by side: every row named, both sides confirm, then it stays."""

from __future__ import annotations

import json
from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.link_referral import link_referral
from kelisim.apps.mediation.actions.open_from_referral import Told, open_from_referral
from kelisim.apps.mediation.actions.reconcile import confirm_comparison, reconcile
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.errors.reconciliations import (
    ComparisonChanged,
    QuarterClosed,
    QuarterNotOver,
    SamePerson,
)
from kelisim.apps.mediation.models import Reconciliation
from kelisim.apps.mediation.queries.reconciling import (
    COMPARED,
    Quarter,
    counted,
    past_quarters,
    quarter_of,
    read_ledger,
    read_quarter,
)
from kelisim.apps.mediation.queries.referral_counts import referrals_by_stage
from kelisim.apps.mediation.queries.tables import Tally
from kelisim.cli.main import main
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from tests import cast as stories
from tests.mediation.referring import CANARY, read
from tests.mediation.test_secrecy import dump

LATER = "2026-07-03T06:00:00+00:00"


@pytest.fixture
def cast(cast):
    """With the second factor staff need."""
    for name in ("aizhan", "saule", "marat", "oksana", "timur"):
        Authenticator.objects.create(user=getattr(cast, name), type=Authenticator.Type.TOTP, data={})
    return cast


@pytest.fixture
def quarter(sent):
    """The one in which the referral came."""
    return quarter_of(sent.received_at.date())


@pytest.fixture
def over(quarter, clock):
    """The quarter is over."""
    clock.move_to(LATER)
    return quarter


def ledger(*rows):
    return read_ledger(json.dumps(rows).encode(), name="ours.json")


def kinds(found):
    return {line["ref"]: str(line["kind"]) for line in found.lines}


def test_quarters():
    assert [str(one) for one in past_quarters(date(2026, 1, 5), 3)] == ["2025-Q4", "2025-Q3", "2025-Q2"]
    assert read_quarter("2026-Q4") == Quarter(date(2026, 10, 1)) == quarter_of(date(2026, 12, 31))
    assert (Quarter(date(2026, 10, 1)).until, Quarter(date(2026, 1, 1)).until) == (
        date(2027, 1, 1),
        date(2026, 4, 1),
    )
    assert [read_quarter(one) for one in ("2026-Q5", "2026-3", "", "0000-Q1")] == [None] * 4


def test_every_row_of_either_ledger_is_named(union, row, sent, over, clock):
    take_referrals(union, read(union, {**row, "ref": "late"}), by=union.officer)
    told = ledger(
        {"ref": sent.ref, "topic": "debt", "status": "received", "deadline": "2026-12-30"},
        {"ref": "lost", "topic": "labour"},
        {"ref": "late", "topic": "labour"},
    )
    found = reconcile(union, over, told, by=union.officer)
    assert kinds(found) == {sent.ref: "differs", "lost": "theirs", "late": "elsewhere"}
    assert {line["ref"]: line["fields"] for line in found.lines}[sent.ref] == {"topic": ["labour", "debt"]}
    found = reconcile(union, over, ledger({"ref": "lost"}), by=union.officer)
    assert kinds(found) == {sent.ref: "ours", "lost": "theirs"}
    found = reconcile(union, over, ledger({"ref": sent.ref}), by=union.officer)
    assert counted(found.lines) == {"matched": 1, "differs": 0, "ours": 0, "theirs": 0, "elsewhere": 0}
    assert Reconciliation.objects.count() == 1


def test_both_confirm_what_they_read_and_then_it_stays(union, row, sent, over, cast):
    found = reconcile(union, over, ledger({"ref": sent.ref, "status": "received"}), by=union.officer)
    old = found.digest
    for who in (cast.pavel, cast.aizhan, cast.oksana, cast.timur):
        for side in ("theirs", "ours"):
            with pytest.raises(Refused):
                confirm_comparison(found, digest=old, side=side, by=who)
    with pytest.raises(Refused):
        confirm_comparison(found, digest=old, side="ours", by=union.officer)
    confirm_comparison(found, digest=old, side="theirs", by=union.officer)
    found = reconcile(union, over, ledger({"ref": "lost"}), by=union.officer)
    assert found.theirs_at is None  # a new comparison has to be read again
    with pytest.raises(ComparisonChanged):
        confirm_comparison(found, digest=old, side="theirs", by=union.officer)
    RoleHolding.objects.create(user=cast.saule, role=Role.REFERRER, body=union.code, since=date(2020, 1, 1))
    confirm_comparison(found, digest=found.digest, side="theirs", by=union.officer)
    again = confirm_comparison(found, digest=found.digest, side="theirs", by=cast.saule)
    assert again.theirs_by == union.officer
    done = confirm_comparison(found, digest=found.digest, side="ours", by=cast.saule)
    assert done.is_closed
    assert reconcile(union, over, ledger({"ref": "lost"}), by=union.officer) == done
    with pytest.raises(QuarterClosed):
        reconcile(union, over, ledger({"ref": sent.ref}), by=union.officer)


def test_one_person_is_not_both_sides(union, sent, over, cast):
    RoleHolding.objects.create(user=cast.saule, role=Role.REFERRER, body=union.code, since=date(2020, 1, 1))
    found = reconcile(union, over, ledger({"ref": sent.ref}), by=cast.saule)
    confirm_comparison(found, digest=found.digest, side="theirs", by=cast.saule)
    with pytest.raises(SamePerson):
        confirm_comparison(found, digest=found.digest, side="ours", by=cast.saule)


def test_a_quarter_is_compared_when_it_is_over(union, sent, quarter):
    with pytest.raises(QuarterNotOver), override("kk"):
        reconcile(union, quarter, ledger({"ref": sent.ref}), by=union.officer)
    assert not Reconciliation.objects.exists()


def test_a_confirmed_quarter_stays_while_referrals_move_on(union, sent, over, cast):
    found = reconcile(union, over, ledger({"ref": sent.ref, "status": "received"}), by=union.officer)
    story = stories.received(cast)
    link_referral(sent, case=story.case, by=cast.aizhan)
    assert kinds(Reconciliation.objects.get(pk=found.pk)) == {sent.ref: "matched"}
    assert kinds(
        reconcile(union, over, ledger({"ref": sent.ref, "status": "received"}), by=union.officer)
    ) == {sent.ref: "differs"}


def test_a_bad_list_is_named_cell_by_cell(union, sent, over):
    told = ledger(
        {"ref": "1", "ended_on": "31.12.2026"},
        {"ref": "1"},
        {"ref": ""},
        {"ref": "2", "applicant_name": CANARY},
    )
    assert [(one.line, one.column, one.code) for one in told.wrong] == [
        (4, "applicant_name", "unknown_column"),
        (1, "ended_on", "bad_date"),
        (2, "ref", "repeated"),
        (3, "ref", "empty"),
    ]
    with pytest.raises(ValueError, match="complaints"):
        reconcile(union, over, told, by=union.officer)


def test_the_pages_of_both_sides(union, sent, over, cast, client):
    client.force_login(union.officer)
    address = "/kk/desk/quarters/"
    file = SimpleUploadedFile("l.csv", f"ref;status\n{sent.ref};ended\nlost;received\n".encode())
    form = {"office": union.code, "quarter": str(over), "once": "o" * 24}
    bad = client.post(address, {**form, "file": SimpleUploadedFile("l.csv", b"ref\n\n1\n1\n")})
    assert "1" in bad.content.decode()
    assert not Reconciliation.objects.exists()
    answer = client.post(address, {**form, "file": file}, follow=True)
    page = answer.content.decode()
    found = Reconciliation.objects.get()
    assert "тек мекеменің тізілімінде бар" in page
    here = f"{address}{found.uid}/"
    client.post(here, {"side": "theirs", "digest": found.digest})
    client.force_login(cast.saule)
    assert here in client.get(address).content.decode()
    client.post(here, {"side": "ours", "digest": found.digest})
    assert Reconciliation.objects.get().is_closed
    assert "Екі тарап" in client.get(here).content.decode()
    rows = client.get(f"{here}?format=json").json()["rows"]
    assert [(one["ref"], one["kind"], one["field"]) for one in rows] == [
        ("lost", "theirs", None),
        (sent.ref, "differs", "status"),
    ]
    for who, status in ((cast.oksana, 200), (cast.pavel, 404), (cast.timur, 404), (cast.aizhan, 404)):
        client.force_login(who)
        assert [client.get(one).status_code for one in (address, here)] == [status] * 2


def test_the_ledger_shows_clear_rows_of_her_reach(union, sent, cast, client):
    for who in (cast.saule, cast.marat, cast.oksana):
        client.force_login(who)
        page = client.get("/kk/desk/referrals/ledger/").content.decode()
        assert sent.ref in page
        assert CANARY not in page
        rows = client.get("/kk/desk/referrals/ledger/?format=json").json()["rows"]
        assert [(one["institution"], one["ref"], one["status"]) for one in rows] == [
            (union.code, sent.ref, "received")
        ]
    elsewhere = stories.place("710000000", "region", None, "Астана")
    RoleHolding.objects.filter(user=cast.saule).update(territory=elsewhere)
    assert not access.ledger_referrals(cast.saule).exists()
    for who in (cast.aizhan, cast.pavel, cast.timur, union.officer):
        client.force_login(who)
        assert client.get("/kk/desk/referrals/ledger/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_ledger_asks_the_same_few_questions(union, row, cast, client, rows, django_assert_num_queries):
    told = read(union, *({**row, "ref": str(one)} for one in range(rows)))
    take_referrals(union, told, by=union.officer)
    client.force_login(cast.saule)
    client.get("/kk/desk/referrals/ledger/")
    with django_assert_num_queries(10):
        client.get("/kk/desk/referrals/ledger/")


def test_a_program_compares_a_quarter(ask, row, union, clock):
    ask(row)
    clock.move_to("2026-04-03T06:00:00+00:00")
    assert ask(quarter="2026-Q1").status_code == 404
    sent = ask([{"ref": row["ref"], "status": "received"}, {"ref": "lost"}], quarter="2026-Q1")
    assert sent.json()["counts"] == {"matched": 1, "differs": 0, "ours": 0, "theirs": 1, "elsewhere": 0}
    assert ask(quarter="2026-Q1").json() == sent.json()
    assert ask([{"ref": ""}], quarter="2026-Q1").status_code == 422
    assert ask([{"ref": "1"}], quarter="2026-Q4").status_code == 409
    assert ask([{"ref": "1"}], quarter="now").status_code == 404


def test_a_pass_asks_so_often_a_minute(ask, monkeypatch):
    monkeypatch.setattr("kelisim.web.mediation.passes.MOST", 2)
    assert [ask().status_code for _time in range(3)] == [200, 200, 429]
    assert ask(token="wrong").status_code == 401


def test_the_command(union, sent, over, tmp_path, capsys):
    words = ["mediation", "reconcile", "--institution", union.code, "--quarter", str(over)]
    assert main(words) == 2  # nothing was handed in
    path = tmp_path / "l.csv"
    path.write_text(f"ref,topic\n{sent.ref},debt\n", encoding="utf-8")
    capsys.readouterr()
    assert main([*words, "--file", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["differs"] == 1
    assert main(words) == 0
    assert "topic: labour | debt" in capsys.readouterr().out
    path.write_text("ref\n1\n1\n", encoding="utf-8")
    assert main([*words, "--file", str(path)]) == 2
    assert main([*words[:-1], "soon"]) == 2


def test_nothing_but_codes_numbers_and_days_is_kept(union, sent, over):
    reconcile(union, over, ledger({"ref": sent.ref}), by=union.officer)
    assert {"applicant_name", "applicant_phone", "other_name", "other_phone"}.isdisjoint(COMPARED)
    assert CANARY.encode() not in dump()


def test_cases_by_stage_are_counted_with_their_applicants(union, row, sent, cast):
    two = take_referrals(
        union, read(union, {**row, "ref": "2"}, {**row, "ref": "3", "stage": "court"}), by=None
    )
    for number, one in enumerate((sent, *two)):
        told = Told(essence="Жалақы төленбеді.", notice=True)
        open_from_referral(one, told, once=f"{number}" * 24, by=cast.aizhan)
    take_referrals(union, read(union, {**row, "ref": "4"}), by=None)  # nobody called her yet
    found = referrals_by_stage(since=date(2026, 1, 1), until=date(2026, 4, 1))
    assert found == {
        **dict.fromkeys(("none", "police", "bailiff"), Tally(0, 0)),
        "court": Tally(1, 1),
        "commission": Tally(2, 1),
    }
    assert set(referrals_by_stage(since=date(2025, 1, 1), until=date(2026, 1, 1)).values()) == {Tally(0, 0)}
