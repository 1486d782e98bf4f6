"""Checking a pack: every file, source, fact and page, and every complaint with its place."""

import json

import pytest
from django.utils.translation import override

from kelisim.cli.packs import run_check
from kelisim.kernel.packs.check import Carrier, check_pack
from kelisim.kernel.packs.complaints import BadPack

LISTED = "{what: w, source: s, licence: l, read: 2026-11-22"


@pytest.fixture
def made(tmp_path, settings):
    """A pack of these files; pack.yaml lists them unless the test writes its own."""
    settings.BASE_DIR = tmp_path
    folder = tmp_path / "kelisim" / "packs" / "test"

    def make(files, **listed):
        manifest = "code: test\nname: {kk: a, ru: b, en: c}\nfiles:\n"
        for path in files:
            manifest += f"  {path}: {LISTED}{listed.get(path.partition('.')[0], '')}}}\n"
        for path, text in {"pack.yaml": manifest, **files}.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        return check_pack("test")

    return make


def said(report):
    return [
        (complaint.file, complaint.line, complaint.code, complaint.value) for complaint in report.complaints
    ]


SEED = "facts:\n  - {id: F001, text: a}\n  - {id: F002, text: b}\ninconsistencies:\n  - {id: X01, text: c}\n"


def test_facts_are_found_in_tables_and_however_deep_in_records(made):
    report = made(
        {
            "seed.yaml": SEED,
            "acts.yaml": "- {id: law, facts: [F001], parts: [{key: one, facts: [F002]}]}\n",
            "rows.csv": "code,facts,inconsistencies\na,F001 F002,X01\nb,,\n",
        },
        rows=", page: ''",
    )
    assert report.facts == {
        "F001": [Carrier(record="acts.yaml#law", page=""), Carrier(record="rows.csv#a", page="")],
        "F002": [Carrier(record="acts.yaml#one", page=""), Carrier(record="rows.csv#a", page="")],
    }
    assert said(report) == [("seed.yaml", 1, "not_shown", "X01")]


def test_a_page_is_the_record_s_own_or_the_file_s_filled_from_the_record(made):
    report = made(
        {
            "seed.yaml": SEED,
            "a.yaml": "- {id: one, facts: [F001], inconsistencies: [X01]}\n"
            "- {id: two, facts: [F002], page: /}\n",
        },
        a=", page: '/#{id}'",
    )
    assert report.as_json() == {
        "pack": "test",
        "facts": {
            "F001": [{"record": "a.yaml#one", "page": "/en/#one"}],
            "F002": [{"record": "a.yaml#two", "page": "/en/"}],
        },
        "inconsistencies": {"X01": [{"record": "a.yaml#one", "page": "/en/#one"}]},
        "counts": {
            "files": 2, "facts": 2, "carried": 2, "inconsistencies": 1, "shown": 1, "orphans": 0,
            "complaints": 0,
        },
        "errors": [],
    }  # fmt: skip
    assert report.good


def test_orphans_strangers_and_addresses_without_a_page_are_named(made):
    report = made(
        {
            "seed.yaml": SEED,
            "a.csv": "id,facts,inconsistencies\nfirst,F001 F003,\nsecond,,X09\n",
        },
        a=", page: no/such/page/",
    )
    assert said(report) == [
        ("a.csv", 2, "no_page", "/en/no/such/page/"),
        ("a.csv", 3, "no_page", "/en/no/such/page/"),
        ("a.csv", 2, "unknown_fact", "F003"),
        ("a.csv", 3, "unknown_fact", "X09"),
        ("seed.yaml", 1, "orphan_fact", "F002"),
        ("seed.yaml", 1, "not_shown", "X01"),
    ]
    assert report.counts()["orphans"] == 1


def test_an_address_is_filled_with_days_and_numbers_and_a_gap_in_it_is_no_page(made):
    report = made(
        {
            "seed.yaml": SEED,
            "a.yaml": "- {id: one, day: 2022-06-08, n: 3, facts: [F001, F002], inconsistencies: [X01]}\n",
            "b.yaml": "- {id: two, facts: [F001]}\n",
        },
        a=", page: '?on={day}&n={n}'",
        b=", page: '?on={day}'",
    )
    assert report.facts["F002"] == [Carrier(record="a.yaml#one", page="/en/?on=2022-06-08&n=3")]
    assert said(report) == [("b.yaml", 1, "no_page", "/en/?on={day}")]


def test_files_unlisted_missing_and_without_source(made):
    report = made(
        {
            "pack.yaml": f"code: test\nname: {{kk: a}}\nfiles:\n"
            f"  gone.csv: {LISTED}}}\n  a.csv: {LISTED}}}\n",
            "a.csv": "code,source\n1,here\n2,\n",
            "extra/b.txt": "b",
        }
    )
    assert said(report) == [
        ("gone.csv", 4, "not_found", ""),
        ("extra/b.txt", 1, "not_listed", ""),
        ("a.csv", 3, "no_source", "a.csv#2"),
    ]


def test_a_manifest_line_must_say_source_licence_and_day(made):
    report = made(
        {
            "pack.yaml": "code: test\nname: {kk: a}\nfiles:\n  a.csv: {what: w}\n"
            "  b.csv: {what: w, colour: red}\n"
        }
    )
    assert [(c.file, c.line, c.column, c.code, c.value) for c in report.complaints] == [
        ("pack.yaml", 4, "source, licence, read", "no_source", "a.csv"),
        ("pack.yaml", 1, 1, "not_a_mapping", "b.csv"),
    ]


def test_a_file_of_values_is_checked_value_by_value(made):
    report = made({"v.yaml": "- {key: a, value: 1, verified: yes}\n"}, v=", values: true")
    assert said(report) == [("v.yaml", 1, "no_source", "a")]


def test_bad_files_are_all_named_and_the_rest_is_read(made):
    report = made(
        {
            "seed.yaml": SEED,
            "a.yaml": "x: 007\n",
            "b.csv": "a,b\n1\n",
            "c.yaml": "- {id: c, facts: [F001, F002]}\n",
        }
    )
    assert said(report) == [
        ("a.yaml", 1, "ambiguous", "007"),
        ("b.csv", 2, "cell_count", "1"),
        ("seed.yaml", 1, "not_shown", "X01"),
    ]


def test_a_pack_that_is_not_there_is_bad_input():
    with pytest.raises(BadPack):
        check_pack("nowhere")


@pytest.mark.parametrize(("code", "status"), [("_blank", 0), ("nowhere", 2)])
def test_the_command_s_exit_status(code, status, capsys):
    class Arguments:
        json = True

    Arguments.code = code
    with override(None):  # a command speaks the terminal's language; the next test its own
        assert run_check(Arguments) == status
    told = capsys.readouterr().out
    if status == 0:
        assert json.loads(told)["errors"] == []
    else:
        assert "nowhere/pack.yaml" in told
