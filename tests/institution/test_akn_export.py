"""Acts as Akoma Ntoso: valid, the same bytes, and saying what the ledger says."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from django.utils.translation import override
from lxml import etree

from kelisim.apps.institution.errors import NoExpression, NoSuchThing, NotIdentified
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.exports.akn import Asked, act_xml
from kelisim.apps.institution.queries.exports.works import expressions, work_uri
from tests.institution.exports_read import AKN, akn_faults

pytestmark = pytest.mark.usefixtures("kz")


def read(code: str, **asked) -> etree._Element:
    return etree.fromstring(act_xml(code, Asked(**asked)))


def values(root: etree._Element, tag: str, attribute: str = "value") -> list[str]:
    return [one.get(attribute) for one in root.iter(f"{AKN}{tag}")]


def test_every_act_of_the_pack_is_valid_in_each_of_its_expressions():
    faults = {}
    for act in Act.objects.filter(identified=True):
        rows = list(Effect.objects.filter(about_act=act))
        for one in expressions(act, rows):
            faults[one.uri] = akn_faults(act_xml(act.code, Asked(lang=one.language, on=one.since)))
    assert len(faults) > 90
    assert {uri: told for uri, told in faults.items() if told} == {}


def test_a_document_that_is_not_valid_is_seen_as_such():
    broken = act_xml("law-70").replace(b"<FRBRcountry", b"<FRBRland")
    assert akn_faults(broken) != []


def test_the_same_bytes_in_every_language_of_the_reader():
    told = set()
    for lang in ("kk", "ru", "en"):
        with override(lang):
            told |= {act_xml("decree-856"), act_xml("decree-856", Asked(lang="ru"))}
    assert len(told) == 1


def test_an_act_is_told_by_its_work_expression_and_identifiers():
    root = read("law-70", lang="ru", on=date(2012, 1, 1))
    assert values(root, "FRBRuri") == [
        "/akn/kz/act/law/2008-10-20/70-IV",
        "/akn/kz/act/law/2008-10-20/70-IV/rus@2010-06-14",
        "/akn/kz/act/law/2008-10-20/70-IV/rus@2010-06-14.xml",
    ]
    assert {one.get("name"): one.get("value") for one in root.iter(f"{AKN}FRBRalias")} == {
        "kelisim": "law-70",
        "zan.gov.kz": "41901",
    }
    assert "".join(root.find(f".//{AKN}docTitle").itertext()) == "Об Ассамблее народа Казахстана"
    assert values(root, "FRBRlanguage", "language") == ["rus"]


@pytest.mark.parametrize(
    ("code", "uri"),
    [
        ("decree-2066", "/akn/kz/act/decree/1995-03-01/2066"),
        ("claw-298", "/akn/kz/act/constitutional-law/2026-06-05/298-VIII"),
        ("const-1995", "/akn/kz/act/constitution/1995-08-30/const-1995"),
        ("decree-2005", "/akn/kz/act/decree/2005/decree-2005"),
    ],
)
def test_how_a_work_is_addressed(code, uri):
    assert work_uri(Act.objects.get(code=code)) == uri


def test_no_two_works_have_one_address():
    uris = [work_uri(act) for act in Act.objects.filter(identified=True)]
    assert len(set(uris)) == len(uris)


def test_the_life_of_an_act_is_told_by_events_with_the_acts_behind_them():
    root = read("decree-856")
    hrefs = {one.get("eId"): one.get("href") for one in root.iter(f"{AKN}passiveRef", f"{AKN}original")}
    events = [
        (one.get("type"), one.get("date"), hrefs[one.get("source")[1:]])
        for one in root.iter(f"{AKN}eventRef")
    ]
    assert events == [
        ("generation", "2002-04-26", "/akn/kz/act/decree/2002-04-26/856"),
        ("amendment", "2005-04-30", "/akn/kz/act/decree/2005/decree-2005"),
        ("amendment", "2007-07-26", "/akn/kz/act/decree/2007-07-26/370"),
        ("repeal", "2011-09-07", "/akn/kz/act/decree/2011-09-07/149"),
    ]


def test_a_partial_date_says_so_in_a_note_and_beside_the_event():
    root = read("decree-856")
    event = next(one for one in root.iter(f"{AKN}eventRef") if one.get("eId") == "event_A02")
    assert event.get("{urn:kelisim:act:1}on") == "2005-04"
    note = next(one for one in root.iter(f"{AKN}note"))
    assert note.get("eId") == "event_A02__note"
    assert [one.text for one in note][2] == "Known only as 2005-04; the date given is its last possible day."


def test_what_an_act_did_and_suffered_is_analysed_where_the_ledger_says_so():
    root = read("decree-148")
    told = [
        (part, one.tag.removeprefix(AKN), one.get("type"), one[0].get("href"), one[1].get("href"))
        for part in ("activeModifications", "passiveModifications")
        for one in root.find(f".//{AKN}{part}")
    ]
    base = "/akn/kz/act/decree"
    assert told == [
        *[
            (
                "activeModifications",
                "textualMod",
                "repeal",
                f"{base}/2015-12-28/148",
                f"{base}/2013-04-18/552",
            )
        ],
        *[
            (
                "passiveModifications",
                "textualMod",
                "replacement",
                f"{base}/2019-01-09/824",
                f"{base}/2015-12-28/148",
            )
        ],
        *[
            (
                "passiveModifications",
                "textualMod",
                "repeal",
                f"{base}/2022-09-15/1014",
                f"{base}/2015-12-28/148",
            )
        ],
    ]


def test_entry_into_force_stands_only_where_its_day_was_read():
    read_day = read("law-401").find(f".//{AKN}timeInterval")
    assert (read_day.get("start"), read_day.get("end")) == ("#event_A13", None)
    assert read("decree-370").find(f".//{AKN}timeInterval") is None
    assert read("decree-856").find(f".//{AKN}timeInterval").get("start") is None


def test_an_act_nobody_identified_has_no_document():
    with pytest.raises(NotIdentified, match="Nobody has identified the act “act-rsi-2014”"):
        act_xml("act-rsi-2014")
    with pytest.raises(NoSuchThing):
        act_xml("nothing")


def test_an_expression_that_is_not_there_names_those_that_are():
    with pytest.raises(NoExpression, match=r"no expression “kaz”.*rus@1995-03-01, eng@1995-03-01"):
        act_xml("decree-2066", Asked(lang="kk"))
    with pytest.raises(NoExpression, match="no expression “1990-01-01”"):
        act_xml("law-70", Asked(on=date(1990, 1, 1)))


def test_as_known_before_the_first_record_an_act_has_no_life_but_its_own():
    root = read("decree-856", as_known=date(2020, 1, 1))
    assert values(root, "eventRef", "eId") == ["generation"]
    assert akn_faults(act_xml("decree-856", Asked(as_known=date(2020, 1, 1)))) == []


def test_a_voided_row_is_not_told_now_and_is_told_as_it_was_known():
    row = Effect.objects.get(code="A14")
    known = timezone.localdate(row.recorded)
    later = row.recorded + timezone.timedelta(days=9)
    Effect.objects.filter(pk=row.pk).fill_void(voided=later, voided_by=None, reason="misread")
    assert "event_A14" not in values(read("decree-856"), "eventRef", "eId")
    assert "event_A14" in values(read("decree-856", as_known=known), "eventRef", "eId")


@pytest.mark.parametrize("code", ["law-70", "decree-370"])
def test_two_questions_are_asked_however_long_an_act_s_life(code, django_assert_num_queries):
    with django_assert_num_queries(2):
        act_xml(code)
