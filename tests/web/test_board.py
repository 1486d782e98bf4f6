"""The council's desk: counts that balance, measures with their wholes, its own reach and nobody's name."""

import json
from datetime import date

import pytest

from kelisim.apps.mediation.models import Case, Learning
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from tests.cast import at
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
    with django_assert_num_queries(43):
        board(cast.marat)


def applications(answer):
    """The line of applications in the flow."""
    rows = {row["name"]: list(row.values())[-1] for row in json.loads(answer.content)["rows"]}
    return rows["A"]
