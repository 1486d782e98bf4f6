"""Two days of the real ledger side by side."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from kelisim.apps.institution.queries.as_json import comparison_json, structure_json
from kelisim.apps.institution.queries.comparison import compared
from kelisim.apps.institution.queries.structure import structure_on

DAYS = (
    *("1990-01-01", "1996-01-01", "2007-06-01", "2010-01-01"),
    *("2015-12-31", "2021-01-01", "2023-01-01", "2026-07-01"),
)
PARTS = {"assembly-session", "assembly-council", "assembly-secretariat", "ethnocultural-associations"}


def on(day: str):
    return structure_json(structure_on(date.fromisoformat(day)))


def between(start: str, end: str):
    return comparison_json(compared(date.fromisoformat(start), date.fromisoformat(end)))


def test_from_2010_to_2023(kz):
    found = between("2010-01-01", "2023-01-01")
    moved = next(row for row in found["changes"] if row["effect"] == "L34")
    assert moved == {
        "kind": "organ_moved",
        "subject": "rsi",
        "key": "",
        "before": "president",
        "after": "ministry-information",
        "at": {
            "on": "2020",
            "precision": "year",
            "certain": "2020-12-31",
            "act": "act-rsi-2020",
            "clause": "№ 357-VI, 13-1(1)",
        },
        "effect": "L34",
        "net": True,
        "facts": ["F193"],
    }
    kinds = {row["effect"]: (row["kind"], row["net"]) for row in found["changes"]}
    assert kinds["L24"] == ("head_changed", False)
    assert kinds["L38"] == ("head_changed", True)
    assert kinds["L39"] == ("power_revoked", True)
    assert kinds["L40"] == ("power_changed", True)
    assert kinds["L41"] == ("power_granted", True)
    commenced = next(act for act in found["acts"] if act["id"] == "law-401")
    assert (commenced["date"], commenced["verb_counts"]) == ("2011-01-28", {"commence": 1})
    certain = [row["at"]["certain"] for row in found["changes"]]
    assert certain == sorted(certain)


def test_the_summer_of_the_renaming(kz):
    (only,) = [row for row in between("2007-06-01", "2007-08-01")["changes"] if row["kind"] == "renamed"]
    assert (only["before"]["kk"], only["after"]["kk"], only["at"]["act"]) == (
        "Қазақстан халықтарының Ассамблеясы",
        "Қазақстан халқы Ассамблеясы",
        "decree-370",
    )


def test_the_status_is_told_by_its_codes(kz):
    changed = [
        (row["before"], row["after"])
        for row in between("1994-01-01", "2026-07-01")["changes"]
        if row["kind"] == "status_changed" and row["key"] == "assembly"
    ]
    assert changed == [
        (None, "consultative-advisory"),
        ("consultative-advisory", "consultative-advisory"),
        ("consultative-advisory", "active-public-institution"),
        ("active-public-institution", "constitutional"),
        ("constitutional", "full-subject"),
    ]


def test_a_day_with_itself_differs_in_nothing(kz):
    found = between("2010-01-01", "2010-01-01")
    assert (found["changes"], found["acts"]) == ([], [])


def picture(found):
    """The plain values of an answer to `on`."""
    return {
        "organs": {organ["id"]: (organ["name"], organ["parent"], organ["head"]) for organ in found["organs"]},
        "powers": {(p["code"], p["holder"]): p["value"] for p in (*found["powers"], *found["lapsed"])},
    }


def apply(seen, changes):
    """Applies changes by their own words; parts end with their whole."""
    for row in changes:
        if row["kind"].startswith("power_"):
            _apply_power(seen["powers"], row)
        else:
            _apply_organ(seen["organs"], row)
    return seen


def _apply_power(powers, row):
    if row["kind"] == "power_revoked":
        del powers[row["subject"], row["key"]]
    else:
        powers[row["subject"], row["key"]] = row["after"]


def _apply_organ(organs, row):
    subject, after = row["subject"], row["after"]
    if row["kind"] == "organ_created":
        organs[subject] = (after["name"], after.get("parent"), None)
    elif row["kind"] == "institution_abolished":
        for code in PARTS:
            organs.pop(code)
    elif subject in organs:
        organs[subject] = _changed(*organs[subject], row)


def _changed(name, parent, head, row):
    after = row["after"]
    match row["kind"]:
        case "organ_renamed":
            return after, parent, head
        case "organ_moved":
            return name, after, head
        case "head_changed":
            return name, parent, after | {"act": row["at"]["act"]}
    raise AssertionError(row["kind"])


@pytest.mark.parametrize(
    ("start", "end"), [*pairwise(DAYS), ("1990-01-01", "2026-07-01"), ("2010-01-01", "2023-01-01")]
)
def test_a_day_and_the_changes_give_the_later_day(kz, start, end):
    assert apply(picture(on(start)), between(start, end)["changes"]) == picture(on(end))
