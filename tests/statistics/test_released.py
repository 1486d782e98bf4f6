"""Counts of cases on the page: of a finished quarter, hidden where small, rounded."""

from dataclasses import asdict
from datetime import date

import pytest
from django.utils import translation

from kelisim.apps.mediation.models import ReleasedTable
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import Cell, Rule
from kelisim.web.statistics.released import outcomes, regions

RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)


def counts(*cells):
    return release(
        [Cell(row=row, column=column, cases=cases, applicants=cases) for row, column, cases in cells],
        rule=RULE,
    )


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
    assert "Әзірге шығарылым жоқ" in client.get("/kk/statistics/mediation/").content.decode()


@pytest.mark.usefixtures("figures")
def test_the_page_shows_the_latest_quarter_that_is_out_and_asks_as_little_for_much(
    client, django_assert_num_queries
):
    for until, shown in ((date(2026, 4, 1), "40"), (date(2026, 7, 1), "1 240")):
        since = date(until.year, until.month - 3, 1)
        out(level="outcome", since=since, until=until, columns=["Sf", "W"], values=[[None, 30, 45]] * 2)
        rows = ["100000000", "750000000"]
        value = int(shown.replace(" ", ""))
        lines = [[None, None], [value, None], [value, 1300]]
        out(level="region_topic", since=since, until=until, rows=rows, columns=["debt"], values=lines)
        client.get("/kk/statistics/mediation/")
        with django_assert_num_queries(6):
            page = client.get("/kk/statistics/mediation/").content.decode().replace("\xa0", " ")
        assert f"{shown}</td>" in page
        assert "&lt;5" in page
    out(level="outcome", since=date(2026, 1, 1), until=date(2027, 1, 1), columns=["Sf"], values=[[5, 5]] * 2)
    assert "1 240</td>" in client.get("/kk/statistics/mediation/").content.decode().replace("\xa0", " ")


def out(*, rows=("all",), **told):
    ReleasedTable.objects.create(rows=list(rows), rule=asdict(RULE), **told)


@pytest.mark.usefixtures("figures")
def test_the_page_of_released_counts_shows_periods_revisions_and_digests(client):
    year = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}
    out(level="performance", columns=["performed", "not"], values=[[60, None, 70]] * 2, **year)
    out(level="performance", columns=["performed", "not"], values=[[80, None, 90]] * 2, revision=2, **year)
    out(level="discrimination", rows=["language"], columns=["work"], values=[[None, None]] * 2, **year)
    out(level="outcome", since=date(2025, 10, 1), until=date(2026, 1, 1), columns=["Sf"], values=[[5, 5]] * 2)
    page = client.get("/kk/statistics/mediation/released/?period=2025-01-01..2026-01-01").content.decode()
    assert "Келісімдер қалай орындалды, 2-нұсқа" in page
    assert page.count("<svg") >= 2
    told = client.get(
        "/kk/statistics/mediation/released/?period=2025-01-01..2026-01-01&format=json&list=digests"
    )
    assert len({row["SHA-256"] for row in told.json()["rows"]}) == 3
    kept = client.get(
        "/kk/statistics/mediation/released/?period=2025-01-01..2026-01-01&format=csv&list=performance-1"
    )
    assert [line.rsplit(",")[-1] for line in kept.content.decode().splitlines()[1:]] == ["60", "", "70"]
    assert client.get("/kk/statistics/mediation/released/?period=2025").status_code == 404


@pytest.mark.usefixtures("figures")
def test_what_is_withheld_as_a_whole_is_said_in_words_and_codes_are_called(client):
    year = {"since": date(2025, 1, 1), "until": date(2026, 1, 1)}
    out(level="performance", columns=["performed", "unknown"], values=[[60, None, 70]] * 2, **year)
    out(level="access", rows=["web", "office"], columns=["kk", "ru"], values=[[60, None, 70]] * 3, **year)
    quarter = {"since": date(2026, 1, 1), "until": date(2026, 4, 1)}
    for level in ("outcome", "region_topic"):
        out(level=level, columns=["Sf"], values=[[None, None]] * 2, **quarter)
    for address in ("/kk/statistics/mediation/", "/kk/statistics/mediation/released/"):
        page = client.get(address).content.decode()
        assert "Бұл кезеңнің барлық саны жасырылған" in page
        assert "Әзірге шығарылым жоқ" not in page
    assert "Саны көрсетілген ең соңғы кезең: 2025 ж." in page
    page = client.get("/kk/statistics/mediation/released/?period=2025-01-01..2026-01-01").content.decode()
    for words in ("Орындалуы белгісіз", "Сайт", "қазақ тілі", "3 мәннің 1"):
        assert words in page
