"""An institution refers a dispute: taken in once, received by a clerk, told in four statuses and no more."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override
from jsonschema import validate

from kelisim.apps.mediation.actions.import_batch import import_batch
from kelisim.apps.mediation.actions.issue_pass import issue_pass, revoke_pass
from kelisim.apps.mediation.actions.link_referral import link_referral
from kelisim.apps.mediation.actions.open_from_referral import Told, open_from_referral
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.actions.withdraw import withdraw
from kelisim.apps.mediation.errors.referrals import CaseHasReferral, PassTooLong, ReferralTaken
from kelisim.apps.mediation.models import Case, Referral, ReferrerPass
from kelisim.apps.mediation.queries.batch import read_batch
from kelisim.apps.mediation.queries.referral_file import read_referrals
from kelisim.apps.mediation.queries.referrals import standing, statuses
from kelisim.apps.registry.models import OrganisationKind
from kelisim.cli.main import main
from kelisim.kernel.access.door import Refused
from kelisim.kernel.seal.models import Holder
from tests import cast as stories
from tests.cast import ONCE_A, body
from tests.mediation.referring import CANARY, KEY, as_csv, read
from tests.mediation.test_import import as_csv as batch_csv
from tests.mediation.test_secrecy import dump

TOLD = Told(essence="Жалақы үш ай төленбеді.", notice=True)


@pytest.fixture
def cast(cast):
    """With the second factor the clerk and the administrator need."""
    for user in (cast.aizhan, cast.timur):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return cast


def test_a_file_comes_in_once_in_either_form(union, row, cast):
    first = take_referrals(union, read(union, row), by=union.officer)
    again = take_referrals(union, read_referrals(as_csv(row), institution=union), by=union.officer)
    assert first == again == list(Referral.objects.all())
    assert (first[0].office, first[0].topic, first[0].deadline) == (cast.office, "labour", date(2026, 12, 30))


def test_the_same_number_with_other_content_is_said(union, row, sent):
    told = read(union, {**row, "topic": "debt"})
    assert [(one.line, one.column, one.code) for one in told.wrong] == [(1, "ref", "other_content")]


def test_every_bad_cell_is_named_and_nothing_is_kept(union, row):
    bad = {
        **row,
        "ref": "",
        "stage": "nowhere",
        "deadline": "31.12.2026",
        "territory": "1",
        "languages": "kz",
    }
    with override("kk"):
        wrong = read(union, row, bad, {**row, "extra": "x"}, name="list.json").wrong
        assert sorted((one.line, one.column, one.code) for one in wrong) == [
            (2, "deadline", "bad_date"),
            (2, "languages", "unknown_code"),
            (2, "ref", "empty"),
            (2, "stage", "unknown_code"),
            (2, "territory", "unknown_territory"),
            (3, "extra", "unknown_column"),
            (3, "ref", "repeated"),
        ]
        assert not [one for one in wrong if one.message.isascii()]
    with pytest.raises(ValueError, match="complaints"):
        take_referrals(union, read(union, row, bad), by=union.officer)
    assert not Referral.objects.exists()


@pytest.mark.parametrize("raw", [b"[1]", b"{", b"\xff", b"", b'[{"ref": 1}]', b"ref;topic\n1;2", b'ref\n"'])
def test_a_broken_file_is_told(union, raw):
    assert read_referrals(raw, institution=union).wrong


def test_a_referral_goes_only_where_it_can_be_received(union, row, cast, client):
    body("office-752", OrganisationKind.MEDIATION_OFFICE, cast.district, name="Кілтсіз кабинет")

    def wrong(**changes):
        return [(one.column, one.code) for one in read(union, {**row, **changes}).wrong]

    assert wrong(office="office-752") == [("office", "closed")]
    assert wrong(office="office-999") == [("office", "no_such_office")]
    assert wrong() == wrong(office=cast.office.code) == []
    Authenticator.objects.create(user=cast.saule, type=Authenticator.Type.TOTP, data={})
    client.force_login(cast.saule)
    page = client.get("/kk/desk/referrals/ledger/").content.decode()
    assert "Кілтсіз кабинет" in page
    assert str(cast.office.name_kk) not in page
    Holder.objects.filter(kind=Holder.Kind.OFFICE).update(retired_at=timezone.now())
    assert wrong() == [("territory", "no_office")]


def test_the_letterbox_is_described_as_it_answers(ask, row, client):
    told = client.get("/api/v1/referrals/openapi.json").json()
    whole = {"$defs": told["components"]["schemas"]}

    def fits(name, thing):
        text = json.dumps({**whole, "$ref": f"#/$defs/{name}"}).replace("#/components/schemas/", "#/$defs/")
        validate(thing, json.loads(text))

    fits("Referral", row)
    fits("Status", ask(row).json())
    fits("Statuses", ask().json())
    fits("Problem", ask({**row, "topic": "x"}, key="y" * 16).json())
    fits("Problem", ask(token="wrong").json())
    assert list(told["paths"]) == ["/api/v1/referrals", "/api/v1/referrals/quarters/{quarter}"]
    assert "/api/v1/referrals/openapi.json" in client.get("/kk/api/").content.decode()


def test_only_its_own_officer_sends_and_a_stranger_sees_no_page(union, row, cast, client):
    for who in (cast.pavel, cast.aizhan, cast.timur):
        with pytest.raises(Refused):
            take_referrals(union, read(union, row), by=who)
        client.force_login(who)
        assert client.get("/kk/desk/referrals/").status_code == 404
        assert client.get("/kk/desk/referrals/file/").status_code == 404


def test_statuses_follow_the_case(union, sent, cast):
    assert standing(sent).status == "received"
    story = stories.agreed(cast)
    with pytest.raises(Refused):
        link_referral(sent, case=story.case, by=cast.pavel)
    sent = link_referral(sent, case=story.case, by=cast.aizhan)
    assert (standing(sent).status, standing(sent).started_on) == ("started", story.case.agreed_on)


def test_a_referral_and_a_case_belong_to_each_other_alone(union, row, sent, cast):
    other = take_referrals(union, read(union, {**row, "ref": "2"}), by=union.officer)[0]
    receipt = open_from_referral(sent, TOLD, once=ONCE_A, by=cast.aizhan)
    assert open_from_referral(sent, TOLD, once=ONCE_A, by=cast.aizhan).secret == receipt.secret
    with pytest.raises(ReferralTaken):
        open_from_referral(sent, TOLD, once="z" * 24, by=cast.aizhan)
    with pytest.raises(CaseHasReferral):
        link_referral(other, case=receipt.case, by=cast.aizhan)
    assert Case.objects.count() == 1


def test_nobody_learns_who_did_not_want_it(sent, cast):
    receipt = open_from_referral(sent, TOLD, once=ONCE_A, by=cast.aizhan)
    withdraw(receipt.case, by=receipt.party)
    told = statuses(Referral.objects.get())
    assert (told["status"], told["ground"]) == ("ended", "not_started")
    assert set(told) == {"ref", "status", "received_on", "accepted_on", "started_on", "ended_on", "ground"}


def test_a_program_sends_once_and_reads_statuses_only(ask, row, union, caplog):
    first, again = ask(row), ask(row)
    assert (first.status_code, first.json()) == (201, again.json())
    listed = ask()
    assert listed.json() == {"items": [first.json()], "next_page": None}
    assert listed.headers["Cache-Control"] == "no-store"
    assert CANARY not in listed.content.decode() + first.content.decode() + caplog.text
    assert ask({**row, "ref": "2"}).status_code == 409
    assert [ask({**row, "topic": "x"}, key="y" * 16).status_code, ask(row, key="").status_code] == [422, 400]
    assert Referral.objects.count() == 1


def test_a_pass_is_its_institutions_alone_and_ends(ask, row, union, cast, client):
    other = body("union-2", OrganisationKind.TRADE_UNION, cast.region, name="Басқа")
    take_referrals(other, read_referrals(json.dumps([row]).encode(), institution=other), by=None)
    assert ask().json()["items"] == []
    assert ask(token="wrong").status_code == client.get("/api/v1/referrals").status_code == 401
    given = ReferrerPass.objects.get()
    with pytest.raises(Refused):
        revoke_pass(given, by=cast.pavel)
    ReferrerPass.objects.update(until=timezone.localdate())
    assert ask().status_code == 401
    ReferrerPass.objects.update(until=timezone.localdate() + timedelta(days=1))
    revoke_pass(given, by=union.officer)
    assert ask().status_code == 401
    with pytest.raises(PassTooLong):
        issue_pass(union, until=timezone.localdate() + timedelta(days=400), by=union.officer)


def test_a_dump_shows_no_contact_and_no_token(ask, row, union):
    token = issue_pass(union, until=timezone.localdate() + timedelta(days=3), by=union.officer)
    ask(row)
    whole = dump()
    assert CANARY.encode() not in whole
    assert b"77010000077" not in whole
    assert token.encode() not in whole


def test_the_officer_and_the_clerk_at_their_desks(union, row, cast, client, tmp_path):
    client.force_login(union.officer)
    file = SimpleUploadedFile("f.csv", as_csv(row))
    seen = client.post(
        "/kk/desk/referrals/file/", {"office": union.code, "once": KEY, "file": file, "go": "check"}
    )
    assert (seen.status_code, Referral.objects.count()) == (200, 0)
    file = SimpleUploadedFile("f.csv", as_csv(row))
    client.post("/kk/desk/referrals/file/", {"office": union.code, "once": KEY, "file": file, "go": "enter"})
    sent = Referral.objects.get()
    client.force_login(cast.aizhan)
    assert row["ref"] in client.get("/kk/desk/office/referrals/").content.decode()
    address = f"/kk/desk/office/referrals/{sent.uid}/"
    assert CANARY in client.get(address).content.decode()
    bad = client.post(address, {"go": "link", "number": "1"})
    assert "Бұл істің нөмірі емес" in bad.content.decode()
    told = {"go": "open", "essence": TOLD.essence, "notice": "on", "once": ONCE_A}
    assert client.post(address, told).status_code == 200
    client.force_login(union.officer)
    desk = client.get("/kk/desk/referrals/").content.decode()
    assert "қабылданды" in desk
    assert CANARY not in desk
    assert str(Case.objects.get()) not in desk
    assert client.get(address).status_code == 404
    assert client.get("/kk/desk/referrals/?format=json").json()["rows"][0]["status"] == "accepted"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_the_same_few_questions(union, row, client, rows, django_assert_num_queries):
    told = read(union, *({**row, "ref": str(one)} for one in range(rows)))
    take_referrals(union, told, by=union.officer)
    client.force_login(union.officer)
    client.get("/kk/desk/referrals/")
    with django_assert_num_queries(8):
        client.get("/kk/desk/referrals/")


def test_the_commands(union, row, tmp_path, capsys):
    path = tmp_path / "f.csv"
    path.write_bytes(as_csv(row))
    words = ["mediation", "refer", "--institution", union.code, "--file", str(path)]
    assert (main([*words, "--dry-run"]), Referral.objects.count()) == (0, 0)
    assert (main(words), main([*words, "--json"]), Referral.objects.count()) == (0, 0, 1)
    path.write_bytes(as_csv({**row, "topic": "x", "ref": "9"}))
    assert main(words) == 2
    capsys.readouterr()
    assert main(["mediation", "referrals", "--institution", union.code]) == 0
    assert [one["status"] for one in json.loads(capsys.readouterr().out)] == ["received"]


def test_a_paper_that_names_its_referral_is_linked(sent, row, cast):
    batch = read_batch(batch_csv({"referral_no": row["ref"]}), region="75")
    import_batch(cast.office, batch, by=cast.aizhan)
    assert Referral.objects.get().case == Case.objects.get()
