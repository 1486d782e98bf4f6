"""Find an office: by place and by name, in three scripts."""

import pytest

from kelisim.apps.registry.models import Organisation, OrganisationKind
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.keys import set_keys
from tests.places import plant
from tests.web.reading import read

ALMATY_REGION, ALMATY, TALGAR = "190000000", "750000000", "196200000"

pytestmark = pytest.mark.django_db


def office(number, code, *, sample=False):
    row = Organisation(
        code=f"office-{number}",
        kind=OrganisationKind.MEDIATION_OFFICE,
        territory=Territory.objects.get(code=code),
        name_kk=f"Достық үйінің кабинеті {number}",
        name_ru=f"Кабинет Дома дружбы {number}",
        name_en=f"Office of the House of Friendship {number}",
        phone="+7 (727) 000-00-0" + str(number),
        sample=sample,
    )
    set_keys(row, row.name_kk, row.name_ru, row.name_en)
    row.save()
    return row


@pytest.fixture
def places():
    plant()


def names(client, **query):
    page = client.get("/kk/find-an-office/", query)
    return [found.code for found, _where in page.context["found"]]


@pytest.mark.parametrize("q", ["достық", "Dostyk", "ДРУЖБЫ", "friendship"])
def test_name_is_found_in_any_script(client, places, q):
    office(1, ALMATY)
    assert names(client, q=q) == ["office-1"]


@pytest.mark.parametrize("q", ["алматы облысы", "Алматинская", "Almaty Region", "talgar", "Талғар"])
def test_offices_of_a_place_are_found_by_the_places_name(client, places, q):
    office(1, TALGAR)
    office(2, ALMATY)
    assert names(client, q=q) == ["office-1"]


def test_place_shows_what_lies_within_and_its_districts(client, places):
    office(1, TALGAR)
    office(2, ALMATY_REGION)
    office(3, ALMATY)
    page = client.get("/kk/find-an-office/", {"place": ALMATY_REGION})
    assert [found.code for found, _where in page.context["found"]] == ["office-1", "office-2"]
    assert [(one.code, one.offices) for one in page.context["districts"]] == [(TALGAR, 1)]
    tiles = {tile.code: tile.offices for tile in page.context["tiles"] if tile.offices}
    assert tiles == {ALMATY_REGION: 2, ALMATY: 1}


def test_every_region_of_today_has_a_square_of_its_own(client, places):
    tiles = client.get("/kk/find-an-office/").context["tiles"]
    squares = {(tile.column, tile.row) for tile in tiles}
    assert (len(tiles), len(squares), all(column and row for column, row in squares)) == (20, 20, True)


@pytest.mark.parametrize("place", ["999999999", "75", "нет", "²²²²²²²²²"])
def test_unknown_place_is_said_and_all_offices_are_shown(client, places, place):
    office(1, ALMATY)
    response = client.get("/ru/find-an-office/", {"place": place})
    assert f"Области или района с кодом {place} нет" in response.content.decode()
    assert names(client, place=place) == ["office-1"]


def test_nothing_found_and_nothing_listed_are_two_answers(client, places):
    empty = read(client.get("/en/find-an-office/")).words
    office(1, ALMATY)
    found_none = read(client.get("/en/find-an-office/", {"q": "zzz"})).words
    assert ("No office is listed yet" in empty, "No office found" in found_none) == (True, True)


def test_pages_keep_the_question(client, places):
    for number in range(21):
        office(number, ALMATY)
    page = read(client.get("/en/find-an-office/", {"q": "dostyk"}))
    assert [link for link in page.links if "page=2" in link] == ["?q=dostyk&page=2"] * 2


def test_sample_office_says_so_and_its_telephone_can_be_dialled(client, places):
    office(1, ALMATY, sample=True)
    page = read(client.get("/kk/find-an-office/"))
    assert ("Үлгі" in page.words, "tel:+77270000001" in page.links) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("query", "asked"), [({}, 5), ({"place": TALGAR}, 8), ({"q": "dostyk"}, 6)])
def test_number_of_questions_does_not_grow(client, places, django_assert_num_queries, count, query, asked):
    for number in range(count):
        office(number, TALGAR)
    with django_assert_num_queries(asked):
        client.get("/kk/find-an-office/", query)
