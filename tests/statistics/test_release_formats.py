"""A release read back by others: Data Package, CSV on the Web, SDMX-CSV; every row against its schema."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from csvw import TableGroup

from kelisim.apps.statistics.queries.known import known
from kelisim.engines.tabular.sdmx import COLUMNS, period_of
from kelisim.kernel.texts.of import LANGUAGES
from tests.statistics.releasing import published

PROFILES = Path(__file__).parents[1] / "schemas" / "datapackage"
READ: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": {"yes": True, "no": False}.__getitem__,
}


@pytest.fixture
def folder(data, shelf, saltanat):
    """A published release of the pack."""
    published(saltanat)
    return shelf / "2026-1"


def package(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(rows, schema):
    """What in a table breaks its own schema; written here, sharing nothing with the code that wrote it."""
    found, keys = [], set()
    if rows and list(rows[0]) != [field["name"] for field in schema["fields"]]:
        return ["the header is not the list of fields"]
    for number, row in enumerate(rows, start=2):
        for field in schema["fields"]:
            cell, limits = row[field["name"]], field.get("constraints", {})
            if cell in schema["missingValues"]:
                found += [f"{number} {field['name']} is empty"] if limits.get("required") else []
                continue
            READ[field["type"]](cell)
            if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
                found.append(f"{number} {field['name']} {cell}")
            if cell not in limits.get("enum", [cell]):
                found.append(f"{number} {field['name']} {cell}")
        key = tuple(row[name] for name in schema.get("primaryKey", ()))
        if key and key in keys:
            found.append(f"{number} {key} twice")
        keys.add(key)
    return found


def test_the_descriptor_keeps_to_the_official_profiles(folder):
    told = package(folder)
    for name, what in (
        ("datapackage", [told]),
        ("tableschema", [one["schema"] for one in told["resources"]]),
    ):
        profile = json.loads((PROFILES / f"{name}.json").read_text("utf-8"))
        checker = jsonschema.Draft7Validator(profile, format_checker=jsonschema.FormatChecker())
        assert [error.message for one in what for error in checker.iter_errors(one)] == []
    broken = {**told, "resources": [{"path": "../outside.csv"}]}
    profile = json.loads((PROFILES / "datapackage.json").read_text("utf-8"))
    assert list(jsonschema.Draft7Validator(profile).iter_errors(broken))


def test_every_row_keeps_to_the_schema_of_its_table(folder):
    resources = package(folder)["resources"]
    tables = {one["name"]: rows(folder / one["path"]) for one in resources}
    assert {name: faults(tables[name], one["schema"]) for one in resources for name in [one["name"]]} == {
        name: [] for name in tables
    }
    broken = []
    for one in resources:
        for reference in one["schema"].get("foreignKeys", ()):
            (field,), (target,) = reference["fields"], reference["reference"]["fields"]
            there = {row[target] for row in tables[reference["reference"]["resource"] or one["name"]]}
            broken += [row[field] for row in tables[one["name"]] if row[field] and row[field] not in there]
    assert broken == []


def test_sizes_and_digests_are_those_of_the_files(folder):
    for one in package(folder)["resources"]:
        data = (folder / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert b"\r" not in data
    sums = (folder / "SHA256SUMS").read_text().splitlines()
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert sorted(sums, key=lambda line: line.split("  ")[1]) == sums
    assert dict(line.split("  ")[::-1] for line in sums) == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def test_csv_on_the_web_reads_the_same_rows(folder):
    group = TableGroup.from_file(folder / "csv-metadata.json")
    assert group.check_referential_integrity() is True
    resources = {one["path"]: one for one in package(folder)["resources"]}
    assert {str(table.url) for table in group.tables} == set(resources)
    for table in group.tables:
        fields = resources[str(table.url)]["schema"]["fields"]
        expected = [
            {
                field["name"]: READ[field["type"]](row[field["name"]]) if row[field["name"]] else None
                for field in fields
            }
            for row in rows(folder / str(table.url))
        ]
        assert [day_only(row) for row in table] == expected, table.url


def day_only(row):
    """The reader takes every date for a moment."""
    return {name: value.date() if isinstance(value, datetime) else value for name, value in row.items()}


def test_sdmx_csv_says_what_the_database_says(folder):
    told = rows(folder / "sdmx" / "figures.csv")
    assert tuple(told[0]) == COLUMNS
    assert {(row["STRUCTURE"], row["STRUCTURE_ID"], row["ACTION"]) for row in told} == {
        ("dataflow", "KELISIM:DF_FIGURES(1.0)", "I")
    }
    status = {True: "B", False: "A"}
    expected = {
        (row.indicator_id, row.territory_id, row.category_id, row.source_id, row.period): (
            row.value,
            "L" if row.value is None else status[row.break_before],
            row.unit,
            row.precision,
        )
        for row in known()
    }
    read = {
        (
            row["INDICATOR"],
            row["REF_AREA"],
            row["CATEGORY"],
            row["SOURCE"],
            period_of(row["TIME_PERIOD"]),
        ): (
            Decimal(row["OBS_VALUE"]) if row["OBS_VALUE"] else None,
            row["OBS_STATUS"],
            row["UNIT_MEASURE"],
            row["PRECISION"],
        )
        for row in told
    }
    assert (read, len(read)) == (expected, len(told))


def test_readme_and_changelog_speak_three_languages(folder):
    for name, words in (
        ("README.md", {"kk": "Файлдарды қалай оқу керек", "ru": "Как читать файлы", "en": "How to read"}),
        ("CHANGELOG.md", {"kk": "Алғашқы жинақ.", "ru": "Первый выпуск.", "en": "The first release."}),
    ):
        parts = (folder / name).read_text("utf-8").split("\n---\n")
        assert len(parts) == len(LANGUAGES)
        assert [words[language] in part for language, part in zip(LANGUAGES, parts, strict=True)] == [
            True
        ] * 3
