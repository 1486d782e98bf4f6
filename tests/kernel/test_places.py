"""The tree of territories: what stood on a day, what lies where, and names found in three scripts."""

import csv
import io
from datetime import date

import pytest
from django.utils.translation import override

from kelisim.cli.places import run_centres, run_find
from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.places import queries
from kelisim.kernel.places.centre import centres_from_boundaries, centroid
from kelisim.kernel.places.load import load
from kelisim.kernel.places.models import FormerName, Level, Territory
from kelisim.kernel.texts.of import Text
from tests.places import plant

ALMATY, ASTANA, SHYMKENT, TURKISTAN = "750000000", "710000000", "790000000", "610000000"
NEW = {"100000000", "330000000", "620000000"}


@pytest.fixture
def tree(db):
    plant("711610000", "103230100", "113820100", "101010000", "104143200", "622010000")


@pytest.mark.parametrize(
    ("day", "count", "missing"),
    [
        (date(2018, 6, 18), 16, {SHYMKENT, *NEW}),
        (date(2018, 6, 19), 17, NEW),
        (date(2022, 6, 7), 17, NEW),
        (date(2022, 6, 8), 20, set()),
    ],
)
def test_units_by_day_are_sixteen_then_seventeen_then_twenty(tree, day, count, missing):
    codes = set(queries.units_on(day).values_list("code", flat=True))
    everything = set(Territory.objects.filter(level=Level.REGION).values_list("code", flat=True))
    assert (len(codes), everything - codes) == (count, missing)


def test_units_stand_in_the_order_of_the_kazakh_alphabet(tree):
    names = [unit.name_kk for unit in queries.units_on(date(2026, 11, 24))]
    assert names[:5] == ["Абай облысы", "Ақмола облысы", "Ақтөбе облысы", "Алматы қаласы", "Алматы облысы"]
    assert names[-3:] == ["Ұлытау облысы", "Шығыс Қазақстан облысы", "Шымкент қаласы"]


def test_new_regions_name_the_ones_they_came_from(tree):
    origin = {unit.code[:2]: unit.carved_from_id for unit in Territory.objects.exclude(carved_from=None)}
    assert origin == {"10": "630000000", "33": "190000000", "62": "350000000", "79": "610000000"}


@pytest.mark.parametrize(
    ("code", "day", "name"),
    [
        (TURKISTAN, date(2018, 6, 18), "South Kazakhstan Region"),
        (TURKISTAN, date(2018, 6, 19), "Turkistan Region"),
        (ASTANA, date(2019, 3, 22), "Astana"),
        (ASTANA, date(2019, 3, 23), "Nur-Sultan"),
        (ASTANA, date(2022, 9, 17), "Astana"),
        (ALMATY, date(2000, 1, 1), "Almaty"),
    ],
)
def test_a_territory_is_called_by_the_name_of_the_day(tree, code, day, name):
    load_names()
    assert queries.name_on(Territory.objects.get(code=code), day).en == name


def load_names():
    pack = open_pack("kz")
    for line in pack.csv("places/names.csv"):
        FormerName.objects.create(
            territory_id=line["code"],
            name_kk=line["name_kk"],
            name_ru=line["name_ru"],
            name_en=line["name_en"],
            since=line["since"] or None,
            until=line["until"] or None,
            source=line["source"],
            verified=False,
        )


def test_names_of_a_day_come_in_one_query(tree, django_assert_num_queries):
    load_names()
    with django_assert_num_queries(1):
        names = queries.names_on(date(2020, 1, 1))
    assert {code: text.en for code, text in names.items()} == {
        TURKISTAN: "Turkistan Region",
        ASTANA: "Nur-Sultan",
    }


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("103230100", ["KZ", "100000000", "103200000", "103230000"]),
        ("113820100", ["KZ", "110000000", "113800000"]),  # a town that hangs from its district
        ("711610000", ["KZ", "710000000"]),  # a district of a city
        ("710000000", ["KZ"]),
    ],
)
def test_a_parent_is_the_nearest_code_above_that_exists(tree, code, path):
    place = Territory.objects.get(code=code)
    assert [above.code for above in queries.above(place)] == path
    assert queries.region_of(place).code == ([*path, code][1])


def test_a_district_of_a_city_of_republican_significance_is_a_district(tree):
    place = Territory.objects.get(code="711610000")
    assert (place.level, place.kind, place.name_en) == ("district", "district", "Saraishyq District")


@pytest.mark.parametrize(
    ("code", "within"),
    [
        ("103200000", ["103200000", "103230000", "103230100"]),
        ("103230000", ["103230000", "103230100"]),
        ("711610000", ["711610000"]),
        ("101000000", ["101000000", "101010000"]),
    ],
)
def test_what_lies_within(tree, code, within):
    place = Territory.objects.get(code=code)
    found = Territory.objects.filter(queries.within(place)).order_by("code").values_list("code", flat=True)
    assert list(found) == within


def test_the_country_holds_everything_and_a_relation_can_be_asked_through(tree):
    load_names()
    assert Territory.objects.filter(queries.within(queries.country())).count() == Territory.objects.count()
    south = Territory.objects.get(code=TURKISTAN)
    assert FormerName.objects.filter(queries.within_of("territory", south)).count() == 2


@pytest.mark.parametrize("q", ["Абай ауданы", "abai audany", "абайский район", "Abai District", "ABAI"])
def test_a_place_is_found_in_three_scripts(tree, q):
    assert "103200000" in [place.code for place in queries.find(q)]


def test_a_former_name_still_finds_the_place_and_nothing_finds_nothing(tree):
    assert [place.code for place in queries.find("nur-sultan")] == [ASTANA]
    assert [place.code for place in queries.find("Южно-Казахстанская")] == [TURKISTAN]
    assert queries.find("...") == []


def test_found_places_are_ranked_by_size_and_can_be_limited(tree):
    levels = [place.level for place in queries.find("семей")]
    assert levels == sorted(levels, key=Level.values.index)
    assert [place.code for place in queries.find("semei", levels=(Level.SUBDISTRICT,))] == ["101010000"]
    assert len(queries.find("аудан", limit=7)) == 7


def test_abbreviations_are_written_out(tree):
    place = Territory.objects.get(code="103230000")
    assert (place.kind, place.name_kk, place.name_ru, place.name_en) == (
        "rural_district",
        "Қараауыл ауылдық округі",
        "Карааульский сельский округ",
        "Qaraauyl Rural District",
    )


@pytest.mark.parametrize(
    ("day", "count"), [(date(2010, 1, 1), 16), (date(2020, 1, 1), 17), (date(2024, 1, 1), 20)]
)
def test_the_tile_map_has_one_square_for_each_unit_of_the_day(tree, day, count):
    squares = queries.tiles(day)
    assert {square.code for square in squares} == {unit.code for unit in queries.units_on(day)}
    assert len({(square.column, square.row) for square in squares}) == count


def test_squares_of_today_stand_in_the_table(tree):
    squares = {(tile.code, tile.column, tile.row) for tile in queries.tiles(date(2026, 11, 24))}
    rows = Territory.objects.exclude(tile_column=None)
    assert {(row.code, row.tile_column, row.tile_row) for row in rows} == squares
    assert Text(kk="Ақтөбе", ru="Актюбинская", en="Aktobe") in [
        tile.label for tile in queries.tiles(date(2026, 1, 1))
    ]


def test_the_frozen_centres_are_those_of_the_outlines():
    assert list(queries.centre_table()) == centres_from_boundaries(open_pack("kz"))


def test_centres_by_the_rule_of_the_brief():
    table = {centre.territory: centre for centre in queries.centre_table()}
    assert len(table) == 249
    assert [code for code, centre in table.items() if centre.borrowed] == [
        "104100000", "615500000", "622000000", "635500000", "636300000",
    ]  # fmt: skip
    for code, other in (("100000000", "101000000"), ("610000000", "611000000"), ("104100000", "100000000")):
        assert (table[code].lat, table[code].lon) == (table[other].lat, table[other].lon)
    assert (table[ALMATY].lat, table[ALMATY].lon) == ("43.21547", "76.94293")


def test_a_deeper_place_has_the_centre_of_its_nearest_ancestor(tree):
    centres = queries.centres()
    points = {place.code: (place.lat, place.lon) for place in Territory.objects.all()}
    assert points["103230100"] == centres["103200000"]
    assert points["101010000"] == centres["101010000"]
    assert points["711610000"] == centres["710000000"]
    assert points["KZ"] == (None, None)


SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[2, 0], [4, 0], [4, 2], [2, 2], [2, 0]]


@pytest.mark.parametrize(
    ("geometry", "centre"),
    [
        ({"type": "Polygon", "coordinates": [SQUARE]}, (2, 2)),
        ({"type": "Polygon", "coordinates": [SQUARE[::-1]]}, (2, 2)),
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE]}, (28 / 12, 20 / 12)),
        ({"type": "Polygon", "coordinates": [SQUARE, HOLE[::-1]]}, (28 / 12, 20 / 12)),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [[[10, 0], [12, 0], [12, 2], [10, 2], [10, 0]]]]},
         ((16 * 2 + 4 * 1) / 20, (16 * 2 + 4 * 11) / 20)),
    ],
)  # fmt: skip
def test_a_centroid_is_the_balance_point_whichever_way_rings_are_wound(geometry, centre):
    assert centroid(geometry) == pytest.approx(centre, abs=1e-12)


class Arguments:
    csv = True
    from_boundaries = False
    borrowed = False
    name = ""


def test_the_centres_are_printed_as_the_contract_says(capsys):
    with override(None):
        assert run_centres(Arguments()) == 0
    lines = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert lines[0] == ["territory", "region", "lat", "lon"]
    assert lines[1] == ["100000000", "10", "50.40460", "80.23543"]
    assert {len(line) for line in lines} == {4}


@pytest.mark.parametrize(("name", "status", "told"), [("алматы қаласы", 0, ALMATY), ("Атлантида", 1, "")])
def test_finding_by_command(tree, capsys, name, status, told):
    arguments = Arguments()
    arguments.name = name
    with override(None):
        assert run_find(arguments) == status
    assert told in capsys.readouterr().out


def test_the_whole_list_is_loaded_and_a_second_loading_touches_nothing(db, django_assert_max_num_queries):
    pack = open_pack("kz")
    assert load(pack) == 15_595
    levels = {level: Territory.objects.filter(level=level).count() for level in Level.values}
    assert levels == {"country": 1, "region": 20, "district": 228, "subdistrict": 2360, "settlement": 12_986}
    assert Territory.objects.filter(parent=None).count() == 1
    with django_assert_max_num_queries(8):
        assert load(pack) == 15_595
    assert FormerName.objects.count() == 5


def test_a_changed_row_is_brought_back_to_what_the_pack_says(tree):
    pack = open_pack("kz")
    Territory.objects.filter(code=ALMATY).update(name_kk="Верный", lat=1.0)
    load(pack)
    place = Territory.objects.get(code=ALMATY)
    assert (place.name_kk, place.lat) == ("Алматы қаласы", 43.21547)
