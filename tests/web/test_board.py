"""The council's desk: counts that balance, measures with their wholes, its own reach and nobody's name."""

import json
from datetime import date

import pytest

from kelisim.apps.mediation.actions.reconcile import reconcile
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from kelisim.apps.mediation.models import Case, Learning, Referral
from kelisim.apps.mediation.queries.reconciling import read_ledger, read_quarter
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from tests.cast import at
from tests.mediation.referring import ROW, make_union, read
from tests.mediation.test_measures import plant

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(cast, enter, to):
    def opened(user, **asked):
        client = enter(user, key=False)
        return client.get(to("council-desk"), {"quarter": "2026-01-01", **asked})

    return opened


@pytest.fixture
def later(clock):
    clock.move_to(at("2026-04-10"))


@pytest.mark.usefixtures("later")
def test_the_board_balances_and_tells_each_whole(cast, board):
    plant(cast, 12, topic="family", outcome="Sf", agreed="2026-02-12")
    plant(cast, 4, topic="family", outcome="N2", agreed="2026-02-12")
    assert applications(board(cast.marat, format="json", list="flow")) == 16
    page = board(cast.marat).content.decode()
    assert "Медиация кеңесі" in page
    measures = json.loads(board(cast.marat, format="json", list="measures").content)["rows"]
    assert any(list(row.values())[2:] == [0.75, 12, 16] for row in measures)
    assert cast.daniyar.name not in page
    assert board(cast.marat, quarter="", by="settlement").status_code == 200  # nobody offers that measure
    assert str(Case.objects.first()) not in page


@pytest.mark.parametrize("name", ["pavel", "aizhan", "daniyar", "saule", "timur"])
def test_for_others_there_is_no_such_page(cast, board, name):
    assert board(getattr(cast, name)).status_code == 404


@pytest.mark.usefixtures("later")
def test_a_council_counts_the_offices_it_holds_and_no_others(cast, board):
    plant(cast, 12, topic="family")
    RoleHolding.objects.filter(user=cast.marat, role=Role.COUNCIL).update(territory=None, body="council-75")
    assert applications(board(cast.marat, format="json", list="flow")) == 12
    RoleHolding.objects.filter(user=cast.marat, role=Role.COUNCIL).update(body="council-99")
    assert applications(board(cast.marat, format="json", list="flow")) == 0


@pytest.mark.usefixtures("later")
def test_what_is_lacking_is_named_with_its_office(cast, board):
    plant(cast, 1, topic="family")
    lack = [cast.region.code, "uz", "labour", cast.office.code, 321_000]
    Learning.objects.create(
        month=date(2026, 4, 1), cases=9, lacks=[lack, ["100000000", "kk", "debt", "o", 5]]
    )
    told = json.loads(board(cast.marat, format="json", list="lacking").content)["rows"]
    assert [list(row.values())[-1] for row in told] == [321]
    told = json.loads(board(cast.oksana, format="json", list="lacking").content)["rows"]
    assert len(told) == 2


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("number", [2, 12])
def test_the_board_asks_the_same_whatever_it_counts(cast, board, number, django_assert_num_queries):
    plant(cast, number, topic="family", outcome="Sf", agreed="2026-02-12")
    board(cast.marat)
    with django_assert_num_queries(45):
        board(cast.marat)


@pytest.mark.usefixtures("later")
def test_last_days_that_passed_are_told_of_the_duties_begun(cast, board):
    plant(cast, 12, topic="family", agreed="2026-02-12")
    for case in Case.objects.all()[:3]:
        case.moves.create(verb="miss", after="running", at=at("2026-03-14"), on="2026-03-14", reason="term")
    told = rows(board(cast.marat, format="json", list="missed"))
    assert [row[1:] for row in told] == [[0, 12, 0.0], [0, 12, 0.0], [0, 0, "–"], [0, 0, "–"], [3, 12, 0.25]]
    assert rows(board(cast.marat, quarter="2025-10-01", format="json", list="missed"))[-1][1:] == [0, 0, "–"]
    page = board(cast.marat).content.decode()
    assert page.count("Қалай есептеледі") >= 11


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize(("people", "shown"), [(9, [10, None, None]), (2, [None, None, None])])
def test_opinions_are_hidden_on_the_board_as_in_a_release(cast, board, people, shown):
    plant(cast, 14, topic="family", people=people)
    for number, case in enumerate(Case.objects.all()):
        answer = "yes" if number < 12 else "no"
        for round_ in ("30", "90"):  # asked twice she still counts once
            case.follow_ups.create(
                party=case.parties.get(),
                round=round_,
                asked_at=at("2026-03-01"),
                closes_at=at("2026-04-30"),
                satisfaction={"heard": answer},
            )
    heard = rows(board(cast.marat, format="json", list="satisfaction"))[0]
    assert (heard[1:4], heard[5]) == (shown, 14)
    assert "<5" in board(cast.marat, format="csv", list="satisfaction").content.decode() or None in heard


@pytest.mark.usefixtures("later")
def test_referrals_stand_two_sided(cast, board):
    union = make_union(cast)
    row = {**ROW, "territory": cast.district.code}
    take_referrals(union, read(union, row), by=None)
    Referral.objects.update(received_at=at("2026-02-02"))
    told = rows(board(cast.marat, format="json", list="referrals"))
    assert [line[1:4] for line in told] == [[1, 0, 0]]
    theirs = read_ledger(b"ref,status\n1,received\n")
    reconcile(union, read_quarter("2026-Q1"), theirs, by=union.officer)
    (line,) = rows(board(cast.marat, format="json", list="referrals"))
    assert line[4:7] == [0, 2, "–"]
    assert line[7] == "әзірге ешкім"
    assert rows(board(cast.marat, quarter="2025-10-01", format="json", list="referrals")) == []


def rows(answer):
    """The cells of a table as a file holds them."""
    return [list(row.values()) for row in json.loads(answer.content)["rows"]]


def applications(answer):
    """The line of applications in the flow."""
    rows = {row["name"]: list(row.values())[-1] for row in json.loads(answer.content)["rows"]}
    return rows["A"]
