"""Acts and effects from a table: everything or nothing, and each wrong cell with its own sentence."""

from __future__ import annotations

import csv
import json

import pytest

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.as_json import structure_json
from kelisim.apps.institution.queries.lines import COLUMNS
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.registry.models import Organisation
from kelisim.cli.main import main
from kelisim.kernel.audit.models import Entry

pytestmark = pytest.mark.usefixtures("kz")
SURE = {"source": "gazette", "confidence": "high", "verified": "yes"}
ACT = SURE | {
    "row": "act",
    "act": "decree-900",
    "kind": "decree",
    "number": "900",
    "date": "2024-03-01",
    "name_kk": "Жастар кеңесін құру туралы",
    "name_ru": "О создании Совета молодёжи",
    "name_en": "On forming the Youth Council",
}
FOUND = SURE | {
    "row": "effect",
    "act": "decree-900",
    "date": "2024-03-01",
    "clause": "1(2)",
    "about": "organisation",
    "subject": "youth-council",
    "verb": "create",
    "other": "assembly",
    "tie": "attached",
    "name_kk": "Жастар кеңесі",
    "name_ru": "Совет молодёжи",
    "name_en": "Youth Council",
}
GRANT = SURE | {
    "row": "effect",
    "act": "decree-900",
    "date": "2024-03-01",
    "about": "power",
    "subject": "public-awards",
    "verb": "grant",
    "holder": "youth-council",
    "parameters": "seats=3",
}
CIRCLE = SURE | {
    "row": "effect",
    "act": "law-70",
    "date": "2024-03-01",
    "about": "organisation",
    "subject": "fund",
    "verb": "place_under",
    "other": "fund",
    "tie": "part",
}


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def table(tmp_path):
    """Writes rows as a file."""

    def write(*rows: dict[str, str], name: str = "acts.csv") -> str:
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return str(tmp_path / name)

    return write


def counts() -> tuple[int, int, int, int]:
    return Act.objects.count(), Effect.objects.count(), Organisation.objects.count(), Entry.objects.count()


def test_an_act_with_a_new_body_and_its_power_is_recorded_in_one_step(table, capsys):
    before = counts()
    assert main(["institution", "import", table(ACT, FOUND, GRANT), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"acts": 1, "effects": 2, "already": 0, "dry_run": False}
    assert [b - a for a, b in zip(before, counts(), strict=True)] == [1, 2, 1, 2]
    found = structure_json(structure_on(Act.objects.get(code="decree-900").date))
    council = next(organ for organ in found["organs"] if organ["id"] == "youth-council")
    assert (council["name"]["kk"], council["parent"], council["as"]) == (
        "Жастар кеңесі",
        "assembly",
        "attached",
    )
    assert council["created"]["clause"] == "1(2)"
    power = next(row for row in found["powers"] if row["holder"] == "youth-council")
    assert (power["code"], power["value"]) == ("public-awards", {"seats": 3})
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.thing, entry.facts) == (
        "institution.published", "decree-900", {"acts": 1, "effects": 2}
    )  # fmt: skip


def test_the_same_file_twice_is_the_same_import(table, capsys):
    path = table(ACT, FOUND, GRANT)
    main(["institution", "import", path])
    before = counts()
    capsys.readouterr()
    assert main(["institution", "import", path, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["already"] == 3
    assert counts() == before


def test_what_was_voided_does_not_come_back_with_the_file(table):
    path = table(ACT, FOUND, GRANT)
    main(["institution", "import", path])
    row = Effect.objects.get(key="youth-council")
    Effect.objects.filter(pk=row.pk).fill_void(voided=row.recorded, voided_by=None, reason="misread")
    assert main(["institution", "import", path]) == 0
    assert Effect.objects.unvoided().filter(key="youth-council").count() == 0


def test_a_dry_run_checks_everything_and_writes_nothing(table, capsys):
    before = counts()
    assert main(["institution", "import", table(ACT, FOUND), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"acts": 1, "effects": 1, "already": 0, "dry_run": True}
    assert counts() == before


@pytest.mark.parametrize(
    ("rows", "place", "sentence"),
    [
        ((ACT, FOUND, GRANT | {"date": "2024-02-01"}), "4:holder", "the body named here is not in being"),
        ((CIRCLE,), "2:other", "a body would stand under itself"),
        ((CIRCLE | {"date": "1996-01-01", "other": "assembly"},), "2:subject", "not in being yet"),
        ((ACT, FOUND | {"act": "decree-901"}), "3:act", "nothing has this code"),
        ((CIRCLE | {"other": "nobody"},), "2:other", "not in being on that day"),
        ((ACT | {"date": "1995-02-30"}, FOUND), "2:date", "there is no such day"),
        ((CIRCLE | {"date": "1995-02-30"},), "2:date", "there is no such day"),
        ((CIRCLE | {"verb": "revoke", "other": "", "tie": "", "holder": "fund"},), "2:verb", "another verb"),
        ((CIRCLE | {"verb": "found"},), "2:verb", "write one of: create"),
        ((CIRCLE | {"clause": "somewhere"},), "2:clause", "this is no article"),
        ((CIRCLE | {"act": "const-1995", "clause": "99(1)"},), "2:clause", "its last one is 98"),
        ((CIRCLE | {"subject": "fonds"},), "2:subject", "nothing has this code"),
        ((CIRCLE | {"rule": "elected"},), "2:rule", "leave it empty"),
        ((CIRCLE | {"source": ""},), "2:source", "fill it in"),
        ((CIRCLE | {"confidence": "sure"},), "2:confidence", "write one of: high, medium, low"),
        ((ACT | {"act": "law-70"},), "2:act", "recorded with other words"),
        ((ACT, ACT), "3:act", "stands twice"),
        ((ACT, FOUND, GRANT | {"parameters": "three seats"}), "4:parameters", "seats=9; of=10"),
        ((GRANT | {"act": "law-70", "subject": "mazhilis-seats", "date": "2010-01-01", "holder": "fund"},),
         "2:holder", "use a transfer"),
    ],
)  # fmt: skip
def test_each_wrong_cell_gets_its_sentence_and_nothing_changes(table, capsys, rows, place, sentence):
    before = counts()
    assert main(["institution", "import", table(*rows)]) == 2
    told = capsys.readouterr()
    line = next(text for text in told.err.splitlines() if text.startswith(f"acts.csv:{place}:"))
    assert sentence in line
    assert told.out == ""
    assert counts() == before


def test_every_bad_row_is_told_at_once_and_the_good_ones_are_not_written(table, capsys):
    before = counts()
    rows = (ACT, FOUND, GRANT | {"date": "yesterday"}, CIRCLE, CIRCLE | {"subject": "nobody"})
    assert main(["institution", "import", table(*rows), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)["errors"]
    assert [(one["line"], one["column"], one["value"]) for one in told] == [
        (4, "date", "yesterday"),
        (5, "other", "fund"),
        (6, "subject", "nobody"),
    ]
    assert counts() == before


@pytest.mark.parametrize(
    ("lang", "sentence"), [("kk", "мұндай күн жоқ"), ("ru", "такого дня нет"), ("en", "there is no such day")]
)
def test_the_reason_is_told_in_the_reader_s_language(table, capsys, monkeypatch, lang, sentence):
    monkeypatch.setenv("LANG", f"{lang}_KZ.UTF-8")
    assert main(["institution", "import", table(CIRCLE | {"date": "1995-02-30"})]) == 2
    assert sentence in capsys.readouterr().err


def test_a_file_that_is_no_table_is_refused(tmp_path, capsys):
    path = tmp_path / "acts.csv"
    for content in (b"\xff\xfe", b"act,date\nx,y\n", ",".join(COLUMNS).encode() + b"\n"):
        path.write_bytes(content)
        assert main(["institution", "import", str(path)]) == 2
        assert "acts.csv:" in capsys.readouterr().err
    assert main(["institution", "import", str(tmp_path / "none.csv")]) == 2
