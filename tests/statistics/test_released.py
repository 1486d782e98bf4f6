"""Counts of cases on the page: of a finished quarter, hidden where small, rounded."""

from datetime import date

import pytest
from django.utils import translation

from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import Cell, Rule
from kelisim.web.statistics.released import last_quarter, outcomes, regions

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)


def counts(*cells):
    return release(
        [Cell(row=row, column=column, cases=cases, applicants=cases) for row, column, cases in cells],
        rule=RULE,
    )


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 11, 24), (date(2026, 7, 1), date(2026, 10, 1))),
        (date(2026, 10, 1), (date(2026, 7, 1), date(2026, 10, 1))),
        (date(2026, 2, 28), (date(2025, 10, 1), date(2026, 1, 1))),
        (date(2026, 6, 30), (date(2026, 1, 1), date(2026, 4, 1))),
    ],
)
def test_the_last_quarter_is_over(day, quarter):
    assert last_quarter(day) == quarter


def test_outcomes_stand_in_the_order_of_the_balance_and_small_ones_are_hidden():
    table = outcomes(counts(("all", "Sf", 61), ("all", "N2", 3), ("all", "C", 38), ("all", "W", 27)), "2026")
    assert [row[1] for row in table.rows] == ["40", "25", "60", "<5"]
    assert table.foot[1] == "130"


@pytest.mark.usefixtures("places")
def test_regions_and_topics_are_called_by_name():
    with translation.override("kk"):
        table = regions(
            counts(
                ("750000000", "family", 61),
                ("750000000", "labour", 42),
                ("100000000", "family", 33),
                ("100000000", "labour", 2),
            ),
            "2026",
        )
    assert [column.label for column in table.columns] == ["Облыс немесе қала", "Еңбек", "Отбасы", "Барлығы"]
    assert table.rows == [["Абай облысы", "<5", "<5", "35"], ["Алматы қаласы", "40", "60", "105"]]
    assert table.foot[1:] == ["45", "95", "140"]


@pytest.mark.usefixtures("figures")
def test_without_a_case_the_page_says_that_nothing_was_released(client):
    assert "Әзірге жарияланым жоқ" in client.get("/kk/statistics/mediation/").content.decode()
