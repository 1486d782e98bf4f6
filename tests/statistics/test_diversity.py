"""The measures of diversity over the published figures, and the page that shows them."""

import csv
from io import StringIO

import pytest

from kelisim.apps.statistics.errors import NoSuchFigures
from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.diversity import diversity
from tests.statistics.test_pages import plain

PAGE = "/kk/statistics/diversity/"

pytestmark = pytest.mark.usefixtures("figures")


@pytest.fixture(autouse=True)
def charts(settings, tmp_path_factory):
    settings.VAR = tmp_path_factory.getbasetemp() / "drawn"


def _apart(chosen, other):
    return next(row.apart for row in diversity("KZ", chosen).peoples if row.category.code == other)


def test_the_values_of_the_brief_come_out_of_the_published_table():
    found = diversity("KZ")
    ends = [(one.territory, round(one.measures.fractionalisation, 4)) for one in found.places]
    country = found.country.measures
    assert (country.rows, round(country.fractionalisation, 4)) == (39, 0.4685)
    assert (ends[0], ends[-1], len(ends)) == (("430000000", 0.073), ("390000000", 0.6764), 16)
    assert round(_apart("kazakh", "russian"), 4) == 0.4159
    assert round(_apart("kazakh", "uzbek"), 4) == round(_apart("uzbek", "kazakh"), 4) == 0.7036
    assert [(when, round(printed, 4), round(other, 4)) for when, printed, other in found.printed] == [
        ("2021", 0.4781, 0.4801)
    ]


def test_without_a_composition_there_is_no_index():
    Observation.objects.filter(indicator="composition").delete()
    with pytest.raises(NoSuchFigures):
        diversity("KZ")


def test_a_country_without_figures_says_so(client):
    Observation.objects.all().delete()
    for query in ("", "?format=csv&list=places"):
        answer = client.get(f"{PAGE}{query}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_the_page_asks_the_same_few_questions(client, django_assert_num_queries):
    client.get(PAGE)
    with django_assert_num_queries(6):
        client.get(PAGE)
    row = Observation.objects.filter(indicator="composition", category="tatar").first()
    row.pk, row.category_id, row.value = None, "aleut-test", 1
    category = Observation.objects.filter(category="tatar").first().category
    category.pk = category.code = "aleut-test"
    category.save(force_insert=True)
    row.save()
    with django_assert_num_queries(6):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("lang", "note", "value"),
    [
        ("kk", "қарым-қатынас туралы ештеңе айтпайды", "0,4685"),
        ("ru", "ничего об отношениях", "0,4685"),
        ("en", "nothing about relations", "0.4685"),
    ],
)
def test_the_note_stands_beside_the_index(client, lang, note, value):
    said = plain(client.get(PAGE.replace("/kk/", f"/{lang}/")))
    assert [word for word in (note, value, "39") if word not in said] == []


def test_the_chosen_people_and_an_unknown_one(client):
    assert "0,7036" in plain(client.get(PAGE, {"people": "uzbek"}))
    answer = client.get(PAGE, {"people": "martian"})
    assert answer.status_code == 200
    assert "0,4159" in plain(answer)


def test_the_files_hold_every_place_and_every_people(client):
    places, peoples = (
        list(csv.DictReader(StringIO(client.get(f"{PAGE}?format=csv&list={name}").content.decode())))
        for name in ("places", "peoples")
    )
    assert len(places) == 17
    assert (places[0]["territory"], places[0]["rows"], places[0]["fractionalisation"]) == (
        "KZ",
        "39",
        "0.468536",
    )
    assert len(peoples) == 37
    assert {row["compared_with"] for row in peoples} == {"kazakh"}
