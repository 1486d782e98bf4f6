"""Infrastructure over the years, and a page of migration that calls nothing migration that is not."""

import csv
import re
from datetime import date
from io import StringIO

import pytest
from django.utils import timezone

from kelisim.apps.institution.queries.eras import cuts, statuses, years
from kelisim.apps.institution.queries.ledger import adopted, ledger
from kelisim.apps.statistics.actions.read_rows import COLUMNS, LABELS
from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.queries.apparent import apparent_change
from kelisim.cli.main import main
from tests.statistics.test_pages import plain

SIDES = "/kk/statistics/infrastructure/"
MIGRATION = "/kk/statistics/migration/"

pytestmark = pytest.mark.usefixtures("figures")


def table(client, address):
    return list(csv.DictReader(StringIO(client.get(address).content.decode())))


@pytest.mark.usefixtures("acts")
def test_acts_in_force_by_year_follow_the_ledger():
    found = {row.year: row for row in years(ledger(), adopted(), date(2026, 11, 25))}
    assert sorted(found) == list(range(1995, 2027))
    assert found[2015].acts.count("decree-148") == 1
    assert "decree-552" not in found[2015].acts
    assert "law-70" in found[2025].acts
    assert "law-70" not in found[2026].acts


@pytest.mark.usefixtures("acts")
def test_the_default_cuts_are_the_days_on_which_the_status_changed():
    given = statuses(ledger(), "legal-status")
    assert [one.code for one in given if not one.new] == ["consultative-advisory"]
    assert cuts(given, date(2026, 11, 25)) == (
        date(1995, 3, 1),
        date(2005, 4, 30),
        date(2007, 5, 21),
        date(2008, 10, 20),
        date(2026, 7, 1),
    )


@pytest.mark.usefixtures("acts")
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_each_of_six_sides_has_points_with_their_grounds(client, lang):
    html = client.get(SIDES.replace("/kk/", f"/{lang}/")).content.decode()
    sections = re.findall(r'<section class="stack" id="(\w+)" data-facts="F212">(.*?)</section>', html, re.S)
    assert [name for name, _ in sections] == [
        "material",
        "legal",
        "information",
        "scientific",
        "ideological",
        "status",
    ]
    assert [name for name, body in sections if "<tbody><tr" not in re.sub(r">\s+<", "><", body)] == []
    ideological = dict(sections)["ideological"]
    assert "/structure/acts/decree-1014/" in ideological
    assert "/structure/acts/law-70/" not in ideological


@pytest.mark.usefixtures("acts")
def test_the_file_of_sides_names_what_every_point_rests_on(client):
    rows = table(client, f"{SIDES}?format=csv")
    assert [row for row in rows if not row["rests_on"] and row["value"] != "0"] == []
    assert {(row["series"], row["period"], row["value"]) for row in rows if row["side"] == "scientific"} == {
        ("council-scientists", "2021", "52"),
        ("regional-scientists", "2021", "262"),
        ("university-departments", "2025", "42"),
        ("experts", "2025", "360"),
    }
    assert [row["period"] for row in rows if row["side"] == "legal"][-1] == str(timezone.localdate())


@pytest.mark.parametrize(("address", "queries"), [(SIDES, 9), (MIGRATION, 4)])
def test_pages_ask_the_same_few_questions(client, request, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        client.get(address)
    request.getfixturevalue("acts")
    row = Observation.objects.filter(indicator="houses-of-friendship").first()
    row.pk, row.period = None, "2024"
    row.save()
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize(
    ("lang", "empty", "not_migration"),
    [
        ("kk", "Көші-қон қатары жоқ", "Бұл көші-қон емес"),
        ("ru", "Ряда миграции нет", "Это не миграция"),
        ("en", "No series of migration is held", "This is not migration"),
    ],
)
def test_the_page_says_that_there_is_no_series(client, lang, empty, not_migration):
    said = plain(client.get(MIGRATION.replace("/kk/", f"/{lang}/")))
    assert [words for words in (empty, not_migration) if words not in said] == []


def test_apparent_change_is_the_difference_of_two_counts_of_one_source(client):
    found = apparent_change()
    assert (found.since, found.until, len(found.rows)) == ("2009", "2021", 10)
    rows = {row["people"]: row for row in table(client, f"{MIGRATION}?format=csv&list=apparent-change")}
    assert (rows["russian"]["before"], rows["russian"]["after"], rows["russian"]["apparent_change"]) == (
        "3793764",
        "2981946",
        "-811818",
    )
    Observation.objects.filter(indicator="census-population", period="2009").delete()
    assert apparent_change() is None
    assert client.get(MIGRATION).status_code == 200
    assert client.get(f"{MIGRATION}?format=csv&list=apparent-change").status_code == 404


def _file(tmp_path, *lines):
    path = tmp_path / "migration.csv"
    path.write_text("\n".join([",".join([*COLUMNS, *LABELS]), *lines, ""]), encoding="utf-8")
    return str(path)


GOOD = "migration-balance,KZ,all,2019,-32970,person,,final,exact,no,seed,,"


def test_a_table_of_migration_is_read_whole_and_then_shown(client, tmp_path):
    path = _file(tmp_path, GOOD)
    assert main(["figures", "import", path, "--check"]) == 0
    assert not Observation.objects.filter(indicator="migration-balance").exists()
    assert main(["figures", "import", path]) == 0
    assert "Көші-қон қатары жоқ" not in plain(client.get(MIGRATION))


def test_one_bad_cell_and_nothing_is_saved(tmp_path, capsys):
    bad = 'migration-balance,KZ,all,2020,"1,5",person,,final,exact,no,nobody,,'
    assert main(["figures", "import", _file(tmp_path, GOOD, bad)]) == 2
    said = capsys.readouterr().err
    assert [word for word in ("3", "value", "source") if word not in said] == []
    assert not Observation.objects.filter(indicator="migration-balance").exists()
