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


@pytest.mark.parametrize("known", ["9999-12-31", "0001-01-01"])
def test_the_first_and_the_last_day_there_is_are_days(kz, capsys, known):
    for words in (["on", known, "--as-known", known], ["compare", "0001-01-01", known, "--as-known", known]):
        assert main(["institution", *words, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["as_known"] == known


BARE_YEAR = {
    "kk": "«2014» – күн емес. ЖЖЖЖ-АА-КК (YYYY-MM-DD) түрінде жазыңыз, мысалы 2021-01-01.",
    "ru": "«2014» – не день. Напишите в виде ГГГГ-ММ-ДД (YYYY-MM-DD), например 2021-01-01.",
    "en": "“2014” is no day. Write it as YYYY-MM-DD, for example 2021-01-01.",
}


@pytest.mark.parametrize("lang", BARE_YEAR)
def test_a_bare_year_is_refused_with_the_form_wanted_in_the_language_of_the_terminal(
    kz, capsys, monkeypatch, lang
):
    monkeypatch.setenv("LANG", f"{lang}_KZ.UTF-8")
    for words in (["on", "2014"], ["compare", "2014", "2021-01-01"], ["compare", "2010-01-01", "2014"]):
        assert main(["institution", *words]) == 2
        assert capsys.readouterr() == ("", f"{BARE_YEAR[lang]}\n")


def test_the_keys_stand_in_the_order_of_the_contract(kz, capsys):
    main(["institution", "on", "2023-01-01", "--json"])
    found = json.loads(capsys.readouterr().out)
    dated = ["on", "precision", "certain", "act", "clause"]
    told = ["facts", "confidence", "verified", "flags"]
    organ, power = found["organs"][0], found["powers"][0]
    assert list(found["institution"]) == [
        *("id", "exists", "name", "name_act", "status", "head", "created", "abolished", "succeeds")
    ]
    assert list(organ) == ["id", "name", "class", "parent", "as", "created", "placed", "head", *told]
    assert list(power) == ["code", "holder", "value", "since", *told]
    assert [list(organ["created"]), list(power["since"])] == [dated, dated]
    assert list(found["uncertain"][0]) == ["effect", "verb", "subject", "key", "earliest", "latest"]
    assert list(found["open_consequences"][0]) == ["act", "effect", "subject", "key"]
    assert list(found["notes"][0]) == ["code", "text"]
    main(["institution", "compare", "2010-01-01", "2023-01-01", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert list(found["changes"][0]) == [
        *("kind", "subject", "key", "before", "after", "at", "effect", "net", "facts")
    ]
    assert list(found["acts"][0]) == ["id", "title", "date", "verb_counts"]


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
