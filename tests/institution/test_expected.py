"""The six days of the brief, straight out of the ledger, and days inside an uncertain year."""

from __future__ import annotations

from datetime import date

import pytest

from kelisim.apps.institution.queries.as_json import structure_json
from kelisim.apps.institution.queries.structure import structure_on

FOUR = {"assembly-session", "assembly-council", "assembly-secretariat", "regional-assemblies"}
SIX = FOUR | {"fund", "scientific-expert-centre"}
ELEVEN = SIX | {"rsi", "ksi", "council-of-mothers", "mediation-centre", "mediation-council"}
FOURTEEN = ELEVEN | {"ethnocultural-associations", "committee-interethnic", "institute-ethnopolitical"}
PEOPLES = "Assembly of the Peoples of Kazakhstan"
PEOPLE = "Assembly of the People of Kazakhstan"
LAW = {
    ("recommendations-considered", "assembly", None),
    ("dispute-recommendations", "assembly", None),
    ("relations-monitoring", "assembly", None),
    ("bill-review", "assembly", None),
}
BY_LAW_149 = {
    ("mediation-support", "assembly", None),
    ("accreditation-rules", "assembly-council", None),
    ("public-awards", "assembly-council", None),
}
TO_2022 = {("mazhilis-seats", "assembly", 9), ("senate-appointments", "president", 15)}
AFTER_2022 = {("senate-proposals", "assembly", 5), ("senate-appointments", "president", 10)}
CONCEPTS = {"decree-856", "decree-552", "decree-148", "decree-1014", "decree-1144"}

EXPECTED = {
    "1996-01-01": (PEOPLES, "consultative-advisory", "president", FOUR, set(), None, set(), set()),
    "2007-06-01": (PEOPLES, "constitutional", "president", FOUR, TO_2022, None, {"decree-856"}, {"N1", "N5"}),
    "2010-01-01": (
        *(PEOPLE, "full-subject", "president", SIX, TO_2022 | LAW, None),
        *({"decree-856"}, {"N3", "N4", "F152"}),
    ),
    "2015-12-31": (
        *(PEOPLE, "full-subject", "first-president", ELEVEN, TO_2022 | LAW, "president"),
        *({"decree-148"}, {"X19"}),
    ),
    "2021-01-01": (
        *(PEOPLE, "full-subject", "first-president", FOURTEEN, TO_2022 | LAW | BY_LAW_149),
        *("ministry-information", {"decree-148"}, {"X15"}),
    ),
    "2023-01-01": (
        *(PEOPLE, "full-subject", "president", FOURTEEN, AFTER_2022 | LAW | BY_LAW_149),
        *("ministry-information", {"decree-1014"}, {"N2", "X22", "X23"}),
    ),
}


def answer(day: str, as_known: date | None = None):
    return structure_json(structure_on(date.fromisoformat(day), as_known))


def parents(found) -> dict[str, str | None]:
    return {organ["id"]: organ["parent"] for organ in found["organs"]}


@pytest.mark.parametrize("day", EXPECTED)
def test_the_structure_on_a_day_of_the_brief(kz, day):
    name, status, head, organs, powers, rsi, concepts, notes = EXPECTED[day]
    found = answer(day)
    assert found["institution"]["exists"] is True
    assert found["institution"]["name"]["en"] == name
    assert found["institution"]["status"]["code"] == status
    assert found["institution"]["head"]["of"] == head
    assert set(parents(found)) == organs
    assert {(p["code"], p["holder"], p["value"].get("seats")) for p in found["powers"]} == powers
    assert found["lapsed"] == []
    assert parents(found).get("rsi") == rsi
    assert set(found["acts_in_force"]) & CONCEPTS == concepts
    assert {note["code"] for note in found["notes"]} >= notes


@pytest.mark.parametrize(
    ("day", "uncertain"),
    [
        ("2007-06-01", []),
        ("2008-10-20", ["L22"]),
        ("2008-12-31", []),
        ("2014-06-01", ["L25", "L26", "L27"]),
        ("2015-12-31", ["L30"]),
        ("2018-04-27", []),
        ("2020-07-01", ["L34", "L35", "L36", "L37"]),
        ("2023-01-01", ["L42"]),
        ("2024-05-26", ["L42"]),
        ("2024-05-27", []),
    ],
)
def test_what_may_already_have_changed_stands_apart(kz, day, uncertain):
    assert [row["effect"] for row in answer(day)["uncertain"]] == uncertain


def test_inside_an_uncertain_year_the_old_state_stands(kz):
    assert "rsi" not in parents(answer("2014-12-30"))
    assert parents(answer("2014-12-31"))["rsi"] == "president"
    assert parents(answer("2020-12-30"))["rsi"] == "president"
    assert parents(answer("2020-12-31"))["rsi"] == "ministry-information"


def test_before_the_assembly_there_was_none(kz):
    found = answer("1995-02-28")
    assert found["institution"] == {
        "id": "assembly",
        "exists": False,
        "name": None,
        "name_act": None,
        "status": None,
        "head": None,
        "created": None,
        "abolished": None,
        "succeeds": None,
    }
    assert (found["organs"], found["powers"], found["lapsed"], found["notes"]) == ([], [], [], [])


def test_the_successor_takes_over_and_the_old_powers_lapse(kz):
    found = answer("2026-07-01")
    one = found["institution"]
    assert (one["id"], one["exists"], one["succeeds"]) == ("kenesi", True, "assembly")
    assert one["status"] == {"code": "highest-consultative", "act": "claw-298"}
    assert one["head"] == {"rule": "elected", "of": "kenesi-session", "act": "claw-298"}
    assert {(p["code"], p["value"].get("decision")) for p in found["powers"]} == {
        ("legislative-initiative", "2/3 of all"),
        ("public-control", None),
        ("recommendations-considered", None),
        ("referendum-initiative", "3/4 of all"),
        ("world-religions-congress", None),
    }
    assert {(p["code"], p["holder"]) for p in found["lapsed"]} == {
        (code, holder) for code, holder, _ in LAW | BY_LAW_149
    }
    orphans = {organ["id"] for organ in found["organs"] if "orphan" in organ["flags"]}
    assert orphans == {
        "council-of-mothers",
        "fund",
        "mediation-centre",
        "mediation-council",
        "scientific-expert-centre",
    }
    assert "ethnocultural-associations" not in parents(found)
    assert {"act": "law-70", "effect": "L20", "subject": "relations-monitoring", "key": "assembly"} in found[
        "open_consequences"
    ]


def test_the_last_day_of_the_assembly(kz):
    found = answer("2026-06-30")
    assert (found["institution"]["id"], found["institution"]["exists"]) == ("assembly", True)
    assert found["lapsed"] == []


def test_a_name_an_organ_and_a_power_carry_their_act_and_facts(kz):
    found = answer("2021-01-01")
    assert found["institution"]["name_act"] == "decree-370"
    organs = {organ["id"]: organ for organ in found["organs"]}
    assert organs["rsi"]["created"] == {
        "on": "2014",
        "precision": "year",
        "certain": "2014-12-31",
        "act": "act-rsi-2014",
        "clause": None,
    }
    assert organs["rsi"]["placed"]["act"] == "act-rsi-2020"
    assert organs["rsi"]["facts"] == ["F160", "F162", "F163", "F164", "F165", "F193"]
    assert organs["rsi"]["flags"] == []
    seats = next(power for power in found["powers"] if power["code"] == "mazhilis-seats")
    assert (seats["value"], seats["facts"]) == ({"seats": 9}, ["F135", "F136"])
    everything = [*found["organs"], *found["powers"]]
    assert all((row.get("created") or row["since"])["act"] for row in everything)


def test_lists_are_sorted_as_stated(kz):
    found = answer("2021-01-01")
    organs = [(organ["created"]["certain"], organ["id"]) for organ in found["organs"]]
    powers = [(power["code"], power["holder"]) for power in found["powers"]]
    assert (organs, powers) == (sorted(organs), sorted(powers))
    assert found["acts_in_force"] == [
        "res-session-1",
        "const-1995",
        "order-154-r",
        "decree-2005",
        "gov-593",
        "law-70",
        "law-401",
        "decree-149",
        "law-483",
        "decree-148",
    ]


def test_before_anything_was_recorded_the_answer_is_empty_and_says_so(kz):
    found = answer("2021-01-01", as_known=date(2026, 11, 21))
    assert (found["institution"]["exists"], found["institution"]["name"]) == (False, None)
    assert (found["organs"], found["powers"], found["acts_in_force"]) == ([], [], [])
    assert [note["code"] for note in found["notes"]] == ["nothing-recorded"]
    assert answer("2021-01-01", as_known=date(2026, 11, 22)) | {"as_known": None} == answer("2021-01-01")
