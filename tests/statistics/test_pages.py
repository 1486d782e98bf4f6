"""The pages of figures: what stands on them, in how many queries, and nothing the policy forbids."""

import csv
import re
from io import StringIO

import pytest
from django.test import Client
from django.utils import translation

from kelisim.apps.statistics.models import Observation, Source
from kelisim.web.statistics.words import ablative

PAGES = {
    "statistics": "/kk/statistics/",
    "population": "/kk/statistics/population/",
    "confessions": "/kk/statistics/confessions/",
    "mediation": "/kk/statistics/mediation/",
}
SPACE = "\u00a0"


def plain(response):
    """The page as a reader hears it: no markup, single spaces."""
    text = re.sub(r"<(svg|script).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"[ \n\u00a0]+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture(autouse=True)
def charts(settings, tmp_path_factory):
    """Drawings are kept between the tests of a run, not between runs."""
    settings.VAR = tmp_path_factory.getbasetemp() / "drawn"


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("address", "queries"), [("statistics", 5), ("population", 10), ("confessions", 4), ("mediation", 5)]
)
def test_a_page_asks_the_same_few_questions_however_much_there_is(
    client, django_assert_num_queries, address, queries
):
    client.get(PAGES[address])  # draws what was never drawn
    with django_assert_num_queries(queries):
        client.get(PAGES[address])
    _three_rows_more()
    with django_assert_num_queries(queries):
        client.get(PAGES[address])


def _three_rows_more():
    """One more row in each of three tables that the pages list."""
    for code in ("houses-of-friendship", "mediation-offices", "religious-associations"):
        row = Observation.objects.filter(indicator=code).first()
        row.pk, row.period = None, "2024"
        row.save()


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_no_page_holds_an_inline_style_or_an_english_aria_word(client, address, lang):
    html = client.get(PAGES[address].replace("/kk/", f"/{lang}/")).content.decode()
    assert re.findall(r"\sstyle\s*=|<style|\son[a-z]+=", html) == []
    assert "aria-roledescription" not in html
    for svg in re.findall(r"<svg[^>]*role=\"img\".*?</svg>", html, flags=re.DOTALL):
        assert re.search(r"<title id=\"(t\w+|outline-title)\">[^<]+</title>", svg)
        assert re.search(r"<desc id=\"(d\w+|outline-desc)\">[^<]+</desc>", svg)
        assert "aria-label=" not in svg


@pytest.mark.usefixtures("figures")
def test_the_six_confessions_and_both_totals_stand_side_by_side(client):
    said = plain(client.get(PAGES["confessions"]))
    for text in (
        "1 853",
        "267",
        "94",
        "1 101",
        "78",
        "349",
        "3 742",
        "3 420",
        "+322",
        "3 816",
        "18",
        "40-тан астам",
        "500-ден астам",
    ):
        assert text in said, text


@pytest.mark.usefixtures("figures")
def test_mediation_of_2019_is_printed_as_published_and_computed_beneath(client):
    said = plain(client.get(PAGES["mediation"]))
    printed, _title, computed = said.partition("Қосқанда не шығады")
    for text in ("28", "503", "962", "31 000", "19 053", "61 %", "12 375", "38 %"):
        assert text in printed, text
    for text in ("31 428", "+428", "39,9 %", "11 947", "38,5 %", "32,2", "61,6", "1 107", "84-VII"):
        assert text in computed, text
    assert "31 428" not in printed


@pytest.mark.usefixtures("figures")
@pytest.mark.parametrize(
    ("address", "codes"),
    [
        ("population", {"X03", "X11"}),
        ("confessions", {"X01", "X04", "X05", "X08"}),
        ("mediation", {"X02", "X06"}),
    ],
)
def test_inconsistencies_are_shown_by_their_number(client, address, codes):
    html = client.get(PAGES[address]).content.decode()
    assert set(re.findall(r'data-inconsistency="(X\d\d)"', html)) == codes


@pytest.mark.usefixtures("figures")
def test_abai_in_2025_says_that_it_is_not_published_alone(client):
    said = plain(client.get(PAGES["population"], {"territory": "100000000", "composition": "2025-01-01"}))
    assert "Абай облысы бөлек жарияланбаған" in said
    assert "Шығыс Қазақстан облысы + Абай облысы" in said


@pytest.mark.usefixtures("figures")
def test_two_files_that_differ_for_a_region_are_said_to_differ(client):
    said = plain(client.get(PAGES["population"], {"territory": "100000000"}))
    assert "Екеуі бірге – 610 189; жылдар қатарында сол күнге 610 205 тұр. Айырмасы \u221216" in said
    assert "Екеуі бірге" not in plain(client.get(PAGES["population"]))  # the country's has a panel of its own


@pytest.mark.usefixtures("figures")
def test_every_source_can_be_followed(client):
    """One without an address of its own leads to where it is described."""
    page = client.get(PAGES["confessions"]).content.decode()
    assert 'href="/kk/statistics/#source-seed"' in page
    assert 'id="source-seed"' in client.get("/kk/statistics/").content.decode()


@pytest.mark.usefixtures("figures")
def test_a_break_is_said_where_the_growth_would_stand(client):
    html = client.get(PAGES["population"]).content.decode()
    table = re.search(r'id="years".*?</table>', html, flags=re.DOTALL)[0]
    rows = [
        [
            re.sub(r"<[^>]+>", "", cell).replace(SPACE, " ")
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)
        ]
        for row in re.findall(r"<tr>(.*?)</tr>", table, flags=re.DOTALL)[1:]
    ]
    growth = {row[0][:4]: row[2] for row in rows}
    assert [year for year, said in growth.items() if said == "үзілген"] == ["2009", "2022"]
    assert (growth["2000"], growth["2008"], growth["2023"]) == ("", "1,13 %", "1,35 %")


@pytest.mark.usefixtures("figures")
def test_a_choice_nobody_offers_is_named_and_the_page_still_stands(client):
    response = client.get(PAGES["population"], {"territory": "999", "year": "1917"})
    assert response.status_code == 200
    assert 'id="errors-title"' in response.content.decode()


@pytest.mark.usefixtures("figures")
def test_the_file_holds_the_numbers_of_the_page(client):
    response = client.get("/kk/statistics/data/religious-associations.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(response.content.decode())))
    assert [(row["category"], row["period"], row["value"]) for row in rows] == [
        ("all", "2006-01-01", "3420"),
        ("islam", "2006-01-01", "1853"),
        ("new-religious-formations", "2006-01-01", "78"),
        ("other-small-confessions", "2006-01-01", "349"),
        ("protestantism", "2006-01-01", "1101"),
        ("roman-catholic-church", "2006-01-01", "94"),
        ("russian-orthodox-church", "2006-01-01", "267"),
        ("all", "2020-04-01", "3816"),
    ]


@pytest.mark.usefixtures("figures")
def test_a_file_of_an_unknown_indicator_is_not_found(client):
    assert client.get("/kk/statistics/data/happiness.csv").status_code == 404


@pytest.mark.usefixtures("figures")
def test_every_source_is_named_with_its_licence_on_the_first_page(client):
    said = plain(client.get(PAGES["statistics"]))
    with translation.override("kk"):
        missing = [
            row.code for row in Source.objects.all() if row.title_kk not in said or row.licence_kk not in said
        ]
    assert missing == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_country_without_figures_has_pages_that_say_so(address):
    assert Client().get(PAGES[address]).status_code == 200


@pytest.mark.parametrize(
    ("value", "ending"),
    [
        (1, "-ден"),
        (3, "-тен"),
        (6, "-дан"),
        (10, "-нан"),
        (40, "-тан"),
        (80, "-нен"),
        (500, "-ден"),
        (830, "-дан"),
        (15_000, "-нан"),
    ],
)
def test_kazakh_numbers_take_the_ending_of_their_last_word(value, ending):
    assert ablative(value) == ending
