"""A journalist checks figures on a phone, in Kazakh: what is not shown alone, what does not add up."""

import hashlib

import pytest

from kelisim.kernel.access.roles import Role
from tests.journeys.reading import asked, choose, kept, look, rows, said, told
from tests.statistics.releasing import person, published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EAST, ABAI, TURKISTAN = "630000000", "100000000", "610000000"
ASSOCIATIONS, PRINTED = "main figure#parts", "Жиынтық, басылғандай"


@pytest.fixture
def released(country, settings, tmp_path):
    """Everything that was published until today stands in a release."""
    settings.VAR = tmp_path
    return published(person("saltanat", Role.SECRETARIAT))


def she_comes_in(page) -> None:
    """From the front page to the figures: she is told of nothing but what stands there."""
    page.goto("/")
    page.wait_for_url("**/kk/")
    look(page)
    assert page.locator("main section.band .chip a").count() == 4
    page.click("main section.band a.all")
    page.wait_for_url("**/kk/statistics/")
    assert "Халық құрамы" in look(page)
    page.click("main ul.cards a:text-is('Халық құрамы')")
    page.wait_for_url("**/kk/statistics/population/")


def a_region_is_not_shown_alone(page) -> None:
    """Abai was published together with East Kazakhstan: the page says why, and shows both together."""
    assert "100,2" in look(page)
    choose(page, territory=ABAI, composition="2025-01-01")
    why = look(page)
    assert "Абай облысы бөлек жарияланбаған" in why
    assert "Оны бөлу болжам болар еді." in why
    assert page.locator("figure#composition").count() == 0
    page.click("main .notice a:has-text('Шығыс Қазақстан облысы + Абай облысы')")
    page.wait_for_load_state()
    assert "1 326 799" in said(page)


def she_is_not_misled(page) -> None:
    """Over the splits of 2018 and 2022 a series keeps one set of borders; over a break there is no growth."""
    choose(page, territory=TURKISTAN)
    text = look(page)
    assert "қатар 16 аймақтың шекарасын сақтайды" in text
    assert "Түркістан облысы + Шымкент қаласы" in text
    years = rows(page, "main figure#years a[href*='format=csv']")
    assert next(row for row in years if row["Күні"] == "2022-01-01")["Бір жылдағы өсім"] == "үзілген"
    page.click("main a[href*='/statistics/series/']")
    page.wait_for_load_state()
    assert "берілмейді: 2022 жылдың алдында үзілген" in look(page)
    assert "екі сан әртүрлі жолмен саналған" in said(page)


def parts_and_totals(page) -> None:
    """3 742 beside 3 420 and 31 428 beside 31 000, with the differences; a chip leads to the source."""
    page.click("nav.ways a:text-is('Конфессиялар')")
    look(page)
    sums = said(page, "section.reconciliation:has-text('Діни бірлестіктер')")
    for number in ("3 742", "3 420", "+322", "ештеңе түзетілмейді"):
        assert number in sums
    page.click("nav.ways a:text-is('Медиация сандарда')")
    look(page)
    sums = said(page, "section.reconciliation:has-text('31 000')")
    for number in ("31 428", "31 000", "+428"):
        assert number in sums
    page.click("main section.reconciliation .chip a >> nth=0")
    page.wait_for_load_state()
    look(page)


def three_ways_to_one_number(page) -> None:
    """The list as CSV and as JSON, the whole indicator as a file, and the API: one and the same figure."""
    page.goto("/kk/statistics/confessions/")
    table = rows(page, f"{ASSOCIATIONS} >> a[href*='format=csv']")
    same = told(page, f"{ASSOCIATIONS} >> a[href*='format=json']")["rows"]
    found = [next(row for row in each if row["name"] == PRINTED)["Бірлестік"] for each in (table, same)]
    assert found == ["3420", 3420]
    reference = kept(page, f"{ASSOCIATIONS} >> text=BibTeX").read_text("utf-8")
    assert reference.startswith("@dataset{")
    assert "Діни бірлестіктер" in reference
    items = asked(page, "observations", indicator="religious-associations", category="all", to="2006-12-31")
    assert [one["value"] for one in items] == ["3420"]


def the_institution_on_a_day(page, other) -> None:
    """The structure on a day, two days side by side; the address of the page is the link she sends on."""
    page.click("header summary")
    page.click("header details a:text-is('Құрылым')")
    choose(page, on="2010-01-01")
    look(page)
    page.click("main nav.ways a[href$='/compare/']")
    choose(page, **{"from": "2010-01-01", "to": "2023-01-01"})
    look(page)
    seats = said(page, "tr:has-text('Мәжілісінің депутаттарын сайлау')")
    assert "9 орын" in seats
    assert "жойылған" in seats
    other.goto(page.url)
    assert said(other, "tr:has-text('Мәжілісінің депутаттарын сайлау')") == seats


def a_claim_has_two_sides(page) -> None:
    page.goto("/kk/statistics/")
    page.click("main ul.cards a:text-is('Айтылған нәтижелер')")
    page.click("#result-2 footer a[href$='/claims/result-2/']")
    look(page)
    assert "2022 жылғы 5 маусымда жойылды" in said(page, "section[aria-labelledby=against]")


def a_release_can_be_checked(page, release) -> None:
    """The bytes she downloads have the digest that stands on the page and in SHA256SUMS."""
    page.click("nav.ways a:text-is('Шығарылымдар')")
    page.click("main table a >> nth=0")
    look(page)
    assert release.digest in said(page)
    sums = kept(page, "main a:text-is('SHA256SUMS')").read_bytes()
    assert hashlib.sha256(sums).hexdigest() == release.digest
    table = kept(page, "main a:text-is('data/religious-associations.csv')").read_bytes()
    digest = hashlib.sha256(table).hexdigest()
    assert f"{digest}  data/religious-associations.csv" in sums.decode()
    assert ",all,2006-01-01,3420," in table.decode()


def test_a_journalist_checks_a_figure_on_a_phone(page, plain, released):
    she_comes_in(page)
    a_region_is_not_shown_alone(page)
    she_is_not_misled(page)
    parts_and_totals(page)
    three_ways_to_one_number(page)
    the_institution_on_a_day(page, plain)
    a_claim_has_two_sides(page)
    a_release_can_be_checked(page, released)


WRONG = {
    "/kk/statistics/population/?territory=999": "«999» тізімде жоқ. Тізімдегінің бірін таңдаңыз.",
    "/kk/structure/?on=1995-02-30": "«1995-02-30» – күн емес",
    "/kk/structure/compare/?from=2023-01-01&to=2010-01-01": "Екеуін ауыстырып жазыңыз",
}
NOWHERE = (
    "/kk/statistics/nothing/",
    "/kk/statistics/releases/2026-9/",
    "/kk/statistics/data/happiness/",
    "/kk/statistics/confessions/?format=csv&list=nothing",
    "/kk/structure/acts/law-0/",
)
CLOSED = ("/kk/desk/figures/", "/kk/desk/releases/", "/kk/desk/ledger/", "/kk/desk/evidence/")


def test_a_stranger_who_errs_is_helped_without_scripts(plain, country):
    """A wrong day or place is named; an address of nothing says so; the desks ask her to sign in."""
    for address, words in WRONG.items():
        plain.goto(address)
        assert plain.title().startswith("Қате:"), address
        assert words in said(plain, ".errors"), address
    for address in NOWHERE:
        answer = plain.request.get(address)
        assert answer.status == 404, address
        assert "Мұндай бет жоқ" in answer.text(), address
    answer = plain.request.get("/api/v1/observations", params={"indicatr": "population", "lang": "kk"})
    assert (answer.status, answer.json()["errors"][0]["parameter"]) == (422, "indicatr")
    assert "indicator" in answer.json()["errors"][0]["detail"]
    for address in CLOSED:
        plain.goto(address)
        assert "/kk/account/sign-in/" in plain.url, address
