"""`kelisim mediation allot`: the contract of its answer, and every complaint about its files."""

import json
import os
import subprocess
import sys

import pytest

CENTRES = """territory,region,lat,lon
75,75,43.25000,76.90000
100000000,10,50.41000,80.25000
101000000,10,50.41000,80.25000
"""
CASES = """id,date,territory,language,topic,excluded_mediators
C1,2026-03-02,75,kk,family,
C2,2026-03-03,KZ-75,ru,labour,M2|M9
C9,2026-03-03,100000000,uz,family,
"""
MEDIATORS = """id,territory,office,languages,topics,capacity,lat,lon
M1,75,o1,kk ru,family;labour,1,43.26,76.9
M2,75,o1,kk,family,2,,
M7,101000000,o2,kk;ru,land,5,,
"""


@pytest.fixture
def files(tmp_path):
    def write(**texts):
        for name, text in {"cases": CASES, "mediators": MEDIATORS, "centres": CENTRES, **texts}.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return [f"--{name}={tmp_path / name}.csv" for name in ("cases", "mediators", "centres")]

    return write


def run(*arguments, lang="en"):
    done = subprocess.run(
        [sys.executable, "-m", "kelisim.cli", "mediation", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": lang, "LC_ALL": lang},
    )
    return done.returncode, done.stdout, done.stderr


def test_the_answer_has_the_shape_of_the_contract(files):
    code, out, _err = run("allot", *files(), "--json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == [
        "method", "cost_version", "seed", "solver", "input_sha256", "proved_optimal", "assignments",
        "unassigned", "unassigned_reasons", "total_cost", "lower_bound", "utilisation", "centres",
        "warnings", "seconds",
    ]  # fmt: skip
    assert answer["assignments"] == [
        {
            "case": "C1",
            "mediator": "M2",
            "cost": 0.0,
            "reasons": [
                {"code": "distance", "km": 0.0, "cost": 0.0},
                {"code": "language", "value": "kk"},
                {"code": "eligible", "count": 2},
                {"code": "rank", "value": 1},
            ],
        },
        {
            "case": "C2",
            "mediator": "M1",
            "cost": 1.112,
            "reasons": [
                {"code": "distance", "km": 1.112, "cost": 1.112},
                {"code": "language", "value": "ru"},
                {"code": "eligible", "count": 1},
                {"code": "rank", "value": 1},
            ],
        },
    ]
    assert (answer["unassigned"], answer["unassigned_reasons"]) == (["C9"], {"C9": "no_shared_language"})
    assert (answer["total_cost"], answer["lower_bound"], answer["proved_optimal"]) == (
        5001.112,
        5001.112,
        True,
    )
    assert answer["utilisation"]["mediators"]["M2"] == {"load": 1, "capacity": 2, "share": 0.5}
    assert answer["centres"] == {
        "100000000": [50.41, 80.25],
        "101000000": [50.41, 80.25],
        "75": [43.25, 76.9],
        "KZ-75": [43.25, 76.9],
    }
    assert answer["warnings"] == [{"code": "unknown_mediator", "case": "C2", "value": "M9"}]


def test_every_bad_cell_is_named_and_nothing_is_solved(files):
    cases = CASES + "C1,2026-02-30,99,kz,,\nC4,2026-03-03,75,kk,family\n"
    mediators = MEDIATORS + "M8,75,o1,,land,-1,43.2,\n"
    code, out, _err = run("allot", *files(cases=cases, mediators=mediators), "--json")
    assert code == 2
    assert [
        (one["file"], one["line"], one["column"], one["value"], one["code"])
        for one in json.loads(out)["errors"]
    ] == [
        ("cases.csv", 5, "id", "C1", "duplicate_id"),
        ("cases.csv", 5, "territory", "99", "unknown_territory"),
        ("cases.csv", 5, "topic", "", "empty"),
        ("cases.csv", 5, "date", "2026-02-30", "bad_date"),
        ("cases.csv", 5, "language", "kz", "bad_language"),
        ("cases.csv", 6, "", "5", "cell_count"),
        ("mediators.csv", 5, "lon", "", "half_point"),
        ("mediators.csv", 5, "languages", "", "empty"),
        ("mediators.csv", 5, "capacity", "-1", "bad_number"),
    ]


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("kk", "бағаны"),
        ("ru", "столбца"),
        ("en", "The column “topic” is missing from the first line. Add it."),
    ],
)
def test_a_missing_column_is_told_in_the_readers_language(files, lang, sentence):
    code, _out, err = run("allot", *files(cases="id,date,territory,language,excluded_mediators\n"), lang=lang)
    assert code == 2
    assert "cases.csv:1:topic:" in err
    assert sentence in err


def test_online_uses_the_prices_that_were_learned(files, tmp_path):
    prices = tmp_path / "prices.csv"
    assert run("price", *files(), f"--out={prices}")[0] == 0
    assert prices.read_text() == "id,price_km\nM1,0.000\nM2,0.000\nM7,0.000\n"
    code, out, _err = run(
        "allot",
        *files(),
        "--method=online",
        f"--prices={prices}",
        "--period=2026-01-01..2026-12-31",
        "--json",
    )
    answer = json.loads(out)
    assert (code, answer["method"], answer["lower_bound"]) == (0, "online", 5001.112)


def test_without_json_a_table_is_printed(files):
    code, out, _err = run("allot", *files())
    assert (code, out.splitlines()[-1]) == (0, "total 5001.112 km, bound 5001.112 km")


def test_the_plan_names_what_is_lacking(files):
    code, out, _err = run("plan", *files(), "--json")
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["input_sha256", "unassigned", "lacking", "warnings"]
    assert answer["unassigned"] == {"no_shared_language": 1}
    assert answer["lacking"] == [
        {"region": "10", "language": "uz", "topic": "family", "office": "o2", "saving": 5000.0, "case": "C9"}
    ]
    _code, out, _err = run("plan", *files())
    assert out.splitlines()[0].split() == ["no_shared_language", "1"]
    assert out.splitlines()[-1].split() == ["10", "uz", "family", "o2", "5000.000"]
    assert run("plan", *files(cases=CASES + "C1,2026-02-30,75,kk,land,\n"))[0] == 2


@pytest.mark.parametrize("command", [["allot"], ["plan"], ["price", "--out=prices.csv"]])
def test_without_the_solver_each_command_says_so(files, command, tmp_path, monkeypatch):
    (tmp_path / "ortools").mkdir()
    (tmp_path / "ortools" / "__init__.py").write_text("raise ModuleNotFoundError(name='ortools')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code, _out, err = run(*command, *files())
    assert (code, "Install the package ortools" in err) == (3, True)
