"""`kelisim institution`: exit codes, JSON on stdout, reasons on stderr."""

from __future__ import annotations

import json

import pytest

from kelisim.cli.main import main


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


def test_on_answers_with_json_alone_and_its_own_letters(kz, capsys):
    assert main(["institution", "on", "2021-01-01", "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert list(found) == [
        *("schema", "pack", "on", "as_known", "institution", "organs", "powers", "lapsed"),
        *("acts_in_force", "uncertain", "open_consequences", "notes"),
    ]
    assert (found["schema"], found["pack"], found["on"]) == ("kelisim/institution-on/1", "kz", "2021-01-01")
    assert "Қазақстан халқы Ассамблеясы" in told.out
    assert told.err == ""
    assert '""' not in told.out.replace('"key": ""', "")  # no holder is a fact, not an unknown


def test_compare_answers_with_json(kz, capsys):
    assert main(["institution", "compare", "2010-01-01", "2023-01-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        *("schema", "pack", "from", "to", "as_known", "changes", "acts", "uncertain", "notes"),
    ]


def test_before_the_assembly_is_an_answer(kz, capsys):
    assert main(["institution", "on", "1990-01-01", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["institution"]["exists"] is False


def test_as_known_before_the_first_record_says_so(kz, capsys):
    assert main(["institution", "on", "2021-01-01", "--as-known", "2000-01-01"]) == 0
    assert "Nothing had been recorded" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ["on", "2014"],
        ["on", "2014-02-30"],
        ["on", "2021-01-01", "--as-known", "yesterday"],
        ["compare", "2010-01-01", "2023"],
        ["compare", "2023-01-01", "2010-01-01"],
    ],
)
def test_bad_input_is_named_and_exits_2(kz, capsys, words):
    assert main(["institution", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert ("YYYY-MM-DD" in told.err) or ("2010-01-01 is before 2023-01-01" in told.err)


def test_without_a_ledger_it_exits_4(db, capsys):
    assert main(["institution", "on", "2021-01-01", "--json"]) == 4
    told = capsys.readouterr()
    assert (told.out, "kelisim packs load" in told.err) == ("", True)


@pytest.mark.parametrize(("lang", "word"), [("kk", "Органдар"), ("ru", "Органы"), ("en", "Bodies")])
def test_the_table_speaks_the_language_of_the_terminal(kz, capsys, monkeypatch, lang, word):
    monkeypatch.setenv("LANG", f"{lang}_XX.UTF-8")
    assert main(["institution", "on", "2021-01-01"]) == 0
    assert main(["institution", "compare", "2007-06-01", "2007-08-01"]) == 0
    assert word in capsys.readouterr().out


def test_without_a_ledger_nothing_is_exported(db, capsys):
    assert main(["institution", "export", "popolo"]) == 4
    assert capsys.readouterr().out == ""
