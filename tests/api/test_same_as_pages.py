"""Pages, files and API tell the same: every public list has its address here, with the same numbers."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from django.urls import URLPattern

from kelisim.apps.institution.queries.told import claims, events
from kelisim.apps.statistics.models import Indicator
from kelisim.cli.main import main
from kelisim.web.api.document import document
from kelisim.web.dialogue.results import urls as results
from kelisim.web.dialogue.voting import urls as voting
from kelisim.web.institution import urls as institution
from kelisim.web.site import urls as site
from kelisim.web.statistics import urls as statistics
from kelisim.web.statistics.releases import urls as releases
from tests.statistics.evidence import account, published

COVERED = {
    "structure": ["institution_on", "posts"],
    "institution-compare": ["institution_compare"],
    "institution-timeline": ["effects", "events", "acts"],
    "task-list": ["tasks"],
    "organ-tasks": ["tasks_on"],
    "bill-list": ["bills"],
    "organ-detail": ["organs", "organ"],
    "power-detail": ["powers", "power"],
    "open-formats": ["acts"],
    "act-detail": ["acts", "act"],
    "find-an-office": ["offices", "mediators"],
    "story": ["years"],
    "story-chapter": ["sessions", "programmes", "conflicts", "memoranda", "claims"],
    "sources-and-doubts": ["references", "inconsistencies"],
    "sessions-list": ["sessions"],
    "programme-list": ["programmes"],
    "claims": ["claims"],
    "claim-detail": ["evidence", "standings"],
    "expected-results": ["expected_results"],
    "statistics": ["indicators", "sources"],
    "population": ["observations", "categories", "communities", "territories", "reconciliations"],
    "confessions": ["observations", "reconciliations"],
    "mediation-figures": ["observations", "reconciliations", "mediation_released"],
    "released-counts": ["mediation_released"],
    "diversity": ["diversity_places", "diversity_peoples"],
    "infrastructure": ["infrastructure"],
    "migration": ["observations", "apparent"],
    "release-list": ["releases"],
    "release-detail": ["release"],
    "series-tools": ["observations"],
    "methods": ["periods", "regions"],
    "figure-history": ["observations"],
    "figures-file": ["observations"],
    "conversation-list": ["conversations"],
    "dialogue-results": ["dialogue_results"],
    "dialogue-result": ["dialogue_results"],
}
FORMS = ("conversation-vote", "conversation-leave", "conversation-return", "statement-write")
OTHERWISE = ("dialogue-result-json", "dialogue-result-map", "dialogue-result-report")
NO_DATA = {
    **dict.fromkeys(FORMS, "a form"),
    **dict.fromkeys(OTHERWISE, "a result in another form"),
    "statement-appeal": "a form",
    "dialogue-method": "prose",
    "conversation-detail": "what its list says, in words",
    "conversation-standing": "her own, kept nowhere",
    "conversation-mine": "its writer's own",
    "evidence-add": "a form",
    "publication": "prose, and how it is cited",
    "figure-tables": "for those who load figures",
    "figure-table": "for those who load figures",
    "figure-table-away": "for those who load figures",
    "figure-source": "for those who load figures",
    "release-table": "the frozen files themselves, named with their digests by the release",
    "release-file": "the frozen files themselves, named with their digests by the release",
    "release-archive": "the frozen files themselves, named with their digests by the release",
    "release-citation": "the frozen files themselves, named with their digests by the release",
    "release-desk": "for those who release",
    "release-reading": "for those who release",
    "evidence-desk": "for editors",
    "evidence-decide": "for editors",
    "evidence-receipt": "its writer's own",
    "structure-popolo": "the institution on a day in another form",
    "structure-org": "the institution in another form",
    "act-akn": "an act in another form",
    "home": "leads to the others",
    "style": "for those who build pages",
    "unverified-law": "what a lawyer still has to read; its own CSV and JSON on the page",
    "who-sees-what": "the rules of this software, not data of a country",
    "about": "prose",
    "privacy": "prose",
    "accessibility": "prose",
    "model": "prose; its acts and claims have their own addresses",
}


def table(client, address):
    return list(csv.DictReader(StringIO(client.get(address).content.decode())))


def cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def flat(item, columns):
    """An item of the API as a line of a CSV file: a text is three columns."""
    texts = {
        f"{name}_{lang}": text
        for name, value in item.items()
        if isinstance(value, dict)
        for lang, text in value.items()
    }
    texts |= {
        f"{column}": "" for column in columns if column not in texts and column[-3:] in ("_kk", "_ru", "_en")
    }
    return {column: cell(texts[column] if column in texts else item[column]) for column in columns}


def by_line(rows):
    return sorted(rows, key=lambda row: tuple(row.values()))


def same(found, told, **renamed):
    """The lines of a file and the items of a list, whatever their order."""
    columns = list(found[0])
    items = [{**item, **{new: item[old] for new, old in renamed.items()}} for item in told]
    assert by_line([flat(item, columns) for item in items]) == by_line(found)


def test_every_public_page_has_its_addresses_here():
    names = {
        pattern.name
        for module in (institution, statistics, releases, site, results, voting)
        for pattern in module.urlpatterns
        if isinstance(pattern, URLPattern)
    }
    assert {*COVERED, *NO_DATA} == names
    known = {told["get"]["operationId"] for told in document()["paths"].values()}
    assert {code for codes in COVERED.values() for code in codes} == known


def test_every_figure_of_every_indicator(client, kz, walk):
    counted = 0
    for code in Indicator.objects.values_list("code", flat=True):
        items = walk(f"/observations?indicator={code}&limit=1000")
        if items:
            same(table(client, f"/en/statistics/data/{code}.csv"), items)
        counted += len(items)
    assert counted == len(walk("/observations?limit=1000")) > 1000


STATISTICS = "/en/statistics"
FILES = {
    f"{STATISTICS}/data/composition/?format=csv&list=figures": (
        "/observations?indicator=composition&limit=1000",
        {},
    ),
    f"{STATISTICS}/diversity/?format=csv&list=places": ("/diversity/places", {}),
    f"{STATISTICS}/diversity/?format=csv&list=peoples&people=uzbek": ("/diversity/peoples?people=uzbek", {}),
    f"{STATISTICS}/infrastructure/?format=csv&list=infrastructure": ("/infrastructure", {}),
    f"{STATISTICS}/migration/?format=csv&list=apparent-change": ("/apparent-change", {}),
    f"{STATISTICS}/methods/?format=csv&list=periods": ("/periods", {}),
    f"{STATISTICS}/methods/?format=csv&list=periods&cuts=1995-03-01": ("/periods?cuts=1995-03-01", {}),
    f"{STATISTICS}/claims/?format=csv": ("/claims", {"id": "code"}),
    f"{STATISTICS}/expected-results/?format=csv": ("/expected-results", {"id": "code"}),
    "/en/structure/tasks/?format=csv": ("/tasks", {"id": "code"}),
    "/en/sessions/?format=csv": ("/sessions", {"id": "code"}),
    "/en/story/?format=csv": ("/years", {"id": "code", "when": "date"}),
    "/en/story/conflicts/?format=csv&list=conflicts": ("/conflicts", {"id": "code"}),
    "/en/story/mediation/?format=csv&list=memoranda": ("/memoranda", {"id": "code"}),
    "/en/sources-and-doubts/?format=csv&list=doubts": ("/inconsistencies", {"id": "code"}),
}


@pytest.mark.parametrize(("file", "address"), FILES.items())
def test_a_file_and_its_list(client, kz, walk, file, address):
    told, renamed = address
    same(table(client, file), walk(told), **renamed)


def test_evidence_and_where_a_claim_stands_without_the_writer(client, kz, walk):
    published(account("zarina", "secretariat"), code="result-1", name="Зәуре")
    piece = table(client, "/en/statistics/claims/result-1/?format=csv&list=evidence")
    told = walk("/evidence?claim=result-1")
    columns = [name for name in piece[0] if name not in ("name", "reference")]
    assert [flat(one, columns) for one in told] == [{name: row[name] for name in columns} for row in piece]
    assert ["name" in one or "Зәуре" in str(one) for one in told] == [False]
    stands = table(client, "/en/statistics/claims/?format=csv&list=standings")
    found = {row["code"]: row for row in walk("/standings")}
    assert [flat({**found[row["id"]], "id": row["id"]}, list(row)) for row in stands] == stands


def test_two_regions(client, kz, ask):
    query = "one=630000000&other=190000000"
    file = table(client, f"{STATISTICS}/methods/?format=csv&list=regions&{query}")
    told = [
        {**item, "years": f"{item['since']}/{item['until']}"} for item in ask(f"/regions?{query}")["items"]
    ]
    assert file == [
        {
            "measure": row["measure"],
            "one_630000000": cell(told[0][row["measure"]]),
            "other_190000000": cell(told[1][row["measure"]]),
        }
        for row in file
    ]
    assert len(file) == 5


def test_programmes_goal_by_goal(client, kz, walk):
    file = table(client, "/en/programmes/?format=csv")
    told = [(one["code"], goal["code"], goal["kind"]) for one in walk("/programmes") for goal in one["goals"]]
    assert [(row["programme"], row["id"], row["kind"]) for row in file if row["id"]] == told


def test_tasks_on_a_day(client, kz, walk):
    page = "/en/structure/tasks/by-body/?on=2012-01-01&format=csv&list="
    file = [*table(client, f"{page}held"), *table(client, f"{page}not-held")]
    same(file, walk("/tasks/on?on=2012-01-01"), id="code")
    assert len({row["standing"] for row in file}) > 1


def test_bills_are_none_on_the_page_and_here(client, kz, walk):
    assert table(client, "/en/structure/bills/?format=csv") == walk("/bills") == []


def test_the_axis_of_years_is_effects_events_claims_and_acts_that_did_nothing(client, kz, walk):
    found = {row["row"]: row for row in table(client, "/en/structure/timeline/?format=csv")}
    effects = {row["code"]: row for row in walk("/effects")}
    others = {row["code"]: row for row in walk("/events")}
    idle = {row["code"] for row in walk("/acts")} - {row["act"] for row in effects.values()}
    assert set(found) == {*effects, *others, *idle}
    assert len(others) == len(events()) + len(claims())
    for code, row in effects.items():
        told = {
            name: cell(row[name])
            for name in ("verb", "subject", "key", "on", "on_last", "precision", "act", "clause")
        }
        assert {name: found[code][name] for name in told} == told


def test_an_act_a_power_and_a_body_as_their_files_tell_them(client, kz, ask):
    act = table(client, "/en/structure/acts/law-70/?format=csv")
    assert [row["row"] for row in act] == [row["code"] for row in ask("/acts/law-70")["effects"]]
    body = table(client, "/en/structure/bodies/rsi/?format=csv")
    assert [row["row"] for row in body] == ask("/organs/rsi")["effects"]
    power = table(client, "/en/structure/powers/mazhilis-seats/?format=csv")
    held = ask("/powers/mazhilis-seats")["held"]
    assert [(row["holder"], row["from_act"], row["to_act"]) for row in power] == [
        (row["holder"], row["since"]["act"], row["ended"]["act"]) for row in held
    ]


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (["on", "2021-01-01"], "on?on=2021-01-01"),
        (["on", "1990-01-01"], "on?on=1990-01-01"),
        (["on", "2021-01-01", "--as-known", "2000-01-01"], "on?on=2021-01-01&as_known=2000-01-01"),
        (["compare", "2010-01-01", "2023-01-01"], "compare?from=2010-01-01&to=2023-01-01"),
    ],
)
def test_the_institution_exactly_as_the_command_tells_it(client, kz, capsys, words, address):
    assert main(["institution", *words, "--json"]) == 0
    told = capsys.readouterr().out
    assert client.get(f"/api/v1/institution/{address}").content.decode() == told.strip()


def test_two_days_exactly_as_the_page_hands_them_out(client, kz, ask):
    days = "from=2010-01-01&to=2023-01-01"
    page = client.get(f"/en/structure/compare/?{days}&format=json")
    assert json.loads(page.content) == ask(f"/institution/compare?{days}")


def test_16_17_and_20_units(kz, walk):
    days = ("2017-06-01", "2018-06-19", "2022-06-08")
    assert [len(walk(f"/territories?on={day}")) for day in days] == [16, 17, 20]


def test_parts_and_totals_stand_beside_each_other(kz, walk):
    found = {row["code"]: row for row in walk("/reconciliations")}
    one = found["religious-associations-2006"]
    parts = [int(part["value"]) for part in one["parts"]]
    assert (sum(parts), one["added"], one["total"], one["difference"], one["verdict"]) == (
        3742,
        "3742",
        "3420",
        "322",
        "over",
    )
