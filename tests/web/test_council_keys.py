"""The council's page of officers and keys: its members alone; every change and both turns on pages."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.queries import break_glass, officers
from kelisim.apps.mediation.tasks import lapse_openings
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.seal.models import EscrowSet
from tests import cast as story
from tests.disguises import shown_in
from tests.web.staff_steps import done, page

OPEN = {"reason": "secret_lost", "to": "A", "statement": "Жеке куәлігімен келді."}


@pytest.fixture(autouse=True)
def second_factors(cast):
    for user in (cast.gulnar, cast.viktor, cast.pavel):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})


@pytest.fixture
def lost(cast):
    """Talks; Vera lost her secret and got a new one."""
    told = story.running(cast)
    renew_secret(told.party("A"), by=cast.aizhan)
    return told


def deed(to, told, name):
    return to("case-deed", number=str(told.case), deed=name)


@pytest.mark.parametrize("name", ["aizhan", "daniyar", "saule", "oksana", "timur", "pavel"])
def test_whoever_sits_on_no_council_finds_no_page(cast, enter, to, name):
    client = enter(getattr(cast, name), key=False)
    assert client.get(to("council-keys")).status_code == 404
    assert client.post(to("council-keys"), {"go": "carry"}).status_code == 404


def test_two_officers_return_a_key_and_read_nothing(cast, lost, enter, to):
    client = enter(cast.marat)
    wrong = client.post(to("council-keys"), {"go": "find", "number": "0000-0000-2"})
    assert set(wrong.context["failed"].errors) == {"number"}
    found = done(client, to("council-keys"), {"go": "find", "number": str(lost.case)})
    assert found == deed(to, lost, "open-escrow")
    assert set(client.post(found, {}).context["form"].errors) == {"reason", "to", "statement"}
    assert done(client, found, OPEN) == to("council-keys")
    assert client.get(to("council-keys")).context["waiting"] == []
    client = enter(cast.gulnar)
    shown = client.get(to("council-keys"))
    assert [(one.number, one.to) for one in shown.context["waiting"]] == [
        (str(lost.case), "өтініш беруші, жаңа құпия кодымен")
    ]
    told = page(client, deed(to, lost, "return-key"))
    assert OPEN["statement"] in told
    for word in (story.ESSENCE, story.SHORT_TEXT, story.VERA.name, story.RUSTAM.name):
        assert word not in told + shown.content.decode()
    assert done(client, deed(to, lost, "return-key"), {"checked": "on"}) == to("council-keys")
    assert [one.state for one in break_glass.openings_of(lost.case)] == ["returned"]


def test_both_turns_lie_in_the_audit_by_two_people_and_without_a_word(cast, lost, enter, to):
    done(enter(cast.marat), deed(to, lost, "open-escrow"), OPEN)
    done(enter(cast.gulnar), deed(to, lost, "return-key"), {"checked": "on"})
    told = Entry.objects.filter(deed__in=["mediation.open_escrow", "mediation.return_key"]).order_by("number")
    assert [(one.deed, one.by) for one in told] == [
        ("mediation.open_escrow", cast.marat.pk),
        ("mediation.return_key", cast.gulnar.pk),
    ]
    assert shown_in(json.dumps([one.facts for one in told]).encode(), OPEN["statement"].split()) == []


def test_what_no_second_officer_finishes_lapses_and_the_sides_read_it(cast, lost, enter, to, client, clock):
    done(enter(cast.marat), deed(to, lost, "open-escrow"), OPEN)
    clock.shift(timedelta(days=8))
    lapse_openings()
    assert enter(cast.gulnar).post(deed(to, lost, "return-key"), {"checked": "on"}).status_code in {302, 403}
    assert [one.state for one in break_glass.openings_of(lost.case)] == ["lapsed"]
    client.cookies.clear()
    entry = {"number": lost.receipts["B"].number, "secret": lost.secret("B")}
    assert client.post(to("my-case"), entry).status_code == 302
    assert "кілтті ешкім алған жоқ" in client.get(to("my-case")).content.decode()
    rows = client.get(to("my-case-trail"), {"format": "json"}).json()["rows"]
    assert {"open_escrow", "lapse_escrow"} <= {row["deed"] for row in rows}


def test_one_officer_never_takes_both_turns(cast, lost, enter, to):
    client = enter(cast.marat)
    done(client, deed(to, lost, "open-escrow"), OPEN)
    answer = client.post(deed(to, lost, "return-key"), {"checked": "on"})
    assert answer.status_code == 403
    assert [one.state for one in break_glass.openings_of(lost.case)] == ["waiting"]


def test_a_stranger_and_another_region_find_no_case_to_open(cast, lost, enter, to):
    for name in ("pavel", "timur"):
        client = enter(getattr(cast, name), key=False)
        assert client.get(deed(to, lost, "open-escrow")).status_code == 404
    RoleHolding.objects.filter(user=cast.marat).update(territory=None, body="council-76")
    assert enter(cast.marat).get(deed(to, lost, "open-escrow")).status_code == 404


def test_three_are_named_then_one_leaves_and_the_cases_go_over(cast, lost, enter, to):
    EscrowSet.objects.filter(body=cast.council.code).update(until=timezone.now())
    client = enter(cast.marat)
    three = [cast.marat.pk, cast.gulnar.pk, cast.viktor.pk]
    refused = client.post(to("council-keys"), {"go": "enrol", "officers": three[:2]})
    assert set(refused.context["failed"].errors) == {"officers"}
    done(client, to("council-keys"), {"go": "enrol", "officers": three})
    RoleHolding.objects.filter(user=cast.viktor).update(until=timezone.localdate())
    RoleHolding.objects.create(user=cast.pavel, role=Role.COUNCIL, territory=cast.region, since="2020-01-01")
    enrol(cast.pavel, story.PASSPHRASE, by=None)
    assert "comes" in client.get(to("council-keys")).context
    done(client, to("council-keys"), {"go": "renew", "comes": cast.pavel.pk})
    assert client.get(to("council-keys")).context["progress"] == {"done": 0, "all": 1}
    for user in (cast.marat, cast.gulnar):
        done(enter(user), to("council-keys"), {"go": "carry"})
    assert officers.board(cast.council, None).carrying == officers.Carrying(old=0, mine=0, passed=0, fresh=1)
    assert client.get(to("council-keys")).context["progress"] is None


def test_the_list_costs_the_same_for_one_and_for_three_and_comes_as_a_file(
    cast, enter, to, django_assert_num_queries
):
    keys = cast.keys(cast.marat)
    for number in range(3):
        case = story.submit(cast.application(essence=f"Дау {number}"), once=f"{number}" * 30).case
        renew_secret(case.parties.get(side="A"), by=cast.aizhan)
        open_escrow(
            case, ground=Ground(reason="secret_lost", statement="С", to="A"), by=cast.marat, keys=keys
        )
        client = enter(cast.gulnar)
        if number != 1:
            with django_assert_num_queries(19):
                shown = client.get(to("council-keys"))
    told = json.loads(client.get(to("council-keys") + "?format=json").content)
    assert [row["number"] for row in told["rows"]] == [line.number for line in shown.context["waiting"]]
