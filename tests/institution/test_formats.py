"""Open formats as their readers meet them: addresses, content types, refusals, links, the command."""

from __future__ import annotations

import json

import pytest
from django.conf import settings
from lxml import etree
from rdflib import Graph

from kelisim.apps.institution.models import Act
from kelisim.cli.main import main
from tests.institution.exports_read import AKN, akn_faults, popolo_faults
from tests.institution.reading import get, words

pytestmark = pytest.mark.usefixtures("kz")


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("structure/popolo.json?on=2021-01-01", "application/json"),
        ("structure/org.ttl?on=2021-01-01", "text/turtle"),
        ("structure/org.nt?on=2021-01-01", "application/n-triples"),
        ("structure/acts/law-70.akn.xml", "application/akn+xml"),
        ("structure/acts/law-70.akn.xml?language=ru&on=2012-01-01", "application/akn+xml"),
    ],
)
def test_a_file_is_the_same_in_every_language_of_the_page(client, address, kind):
    answers = [client.get(f"/{lang}/{address}") for lang in ("kk", "ru", "en")]
    assert {answer["Content-Type"] for answer in answers} == {f"{kind}; charset=utf-8"}
    assert len({answer.content for answer in answers}) == 1


def test_the_files_are_what_they_say(client):
    assert popolo_faults(client.get("/kk/structure/popolo.json?on=2010-01-01").json()) == []
    graph = Graph().parse(data=client.get("/kk/structure/org.ttl?on=2010-01-01").content, format="turtle")
    assert any(str(one).startswith(f"{settings.ORIGIN}/structure/bodies/") for one in graph.subjects())
    assert akn_faults(client.get("/kk/structure/acts/law-70.akn.xml").content) == []


def test_a_thing_s_name_leads_to_its_page(client):
    answer = client.get("/structure/bodies/assembly/", follow=True)
    assert answer.redirect_chain
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("structure/popolo.json?on=2021", "on"),
        ("structure/popolo.json?on=2021-01-01&as_known=yesterday", "as_known"),
        ("structure/org.ttl?on=2014-02-30", "on"),
        ("structure/acts/law-70.akn.xml?on=1995-02-30", "on"),
        ("structure/acts/law-70.akn.xml?language=de", "language"),
    ],
)
def test_a_wrong_question_is_refused_by_its_field(client, address, field):
    answer = client.get(f"/en/{address}")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


@pytest.mark.parametrize(
    "address",
    ["act-rsi-2014.akn.xml", "nothing.akn.xml", "decree-2066.akn.xml?language=kk", "law-70.akn.pdf"],
)
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/en/structure/acts/{address}").status_code == 404


def test_the_pages_lead_to_the_files(client):
    page = get(client, "/kk/structure/?on=2021-01-01&as_known=2026-11-25")
    assert "/kk/structure/popolo.json?on=2021-01-01&amp;as_known=2026-11-25" in page
    assert "/kk/structure/org.ttl?on=2021-01-01" in page
    assert "/kk/structure/formats/" in page
    act = get(client, "/kk/structure/acts/law-70/")
    assert [f'/kk/structure/acts/law-70.akn.xml?language={lang}"' in act for lang in ("kk", "ru", "en")] == [
        True
    ] * 3
    assert "akn.xml" not in get(client, "/kk/structure/acts/act-rsi-2014/")


def test_an_act_s_page_names_its_identifiers(client):
    text = words(get(client, "/ru/structure/acts/decree-148/"))
    assert "adilet.zan.kz U1500000148" in text
    assert "Адрес как произведения /akn/kz/act/decree/2015-12-28/148" in text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_list_of_formats_has_every_act_once(client, lang):
    page = get(client, f"/{lang}/structure/formats/?on=2021-01-01")
    assert page.count(".akn.xml") == Act.objects.filter(identified=True).count() > 30
    assert f"/{lang}/structure/acts/act-rsi-2014/" in page


def test_the_list_asks_two_questions(client, django_assert_num_queries):
    client.get("/kk/structure/formats/")
    with django_assert_num_queries(2):
        client.get("/kk/structure/formats/")


def test_the_command_writes_each_format(capfdbinary):
    assert main(["institution", "export", "popolo", "--on", "2021-01-01", "--base", "https://a.example"]) == 0
    told = json.loads(capfdbinary.readouterr().out)
    assert popolo_faults(told) == []
    assert told["organizations"][0]["links"] == [{"url": "https://a.example/structure/bodies/assembly/"}]
    assert main(["institution", "export", "org", "--on", "2021-01-01"]) == 0
    turtle = capfdbinary.readouterr().out
    assert main(["institution", "export", "org-nt", "--on", "2021-01-01"]) == 0
    triples = capfdbinary.readouterr().out
    assert set(Graph().parse(data=turtle, format="turtle")) == set(Graph().parse(data=triples, format="nt"))
    assert (
        main(["institution", "export", "akn", "--act", "law-70", "--language", "ru", "--on", "2012-01-01"])
        == 0
    )
    root = etree.fromstring(capfdbinary.readouterr().out)
    assert root.find(f".//{AKN}FRBRExpression/{AKN}FRBRuri").get("value").endswith("rus@2010-06-14")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["popolo", "--on", "2014"], "“2014” is no day"),
        (["org", "--as-known", "2014-02-30"], "“2014-02-30” is no day"),
        (["akn"], "An act is named with --act for akn"),
        (["popolo", "--act", "law-70"], "An act is named with --act for akn"),
        (["akn", "--act", "nothing"], "Nothing is recorded under the code “nothing”"),
        (["akn", "--act", "act-rsi-2014"], "Nobody has identified the act"),
        (["akn", "--act", "decree-2066", "--language", "kk"], "has no expression “kaz”"),
    ],
)
def test_the_command_refuses_with_the_reason(capsys, arguments, said):
    assert main(["institution", "export", *arguments]) == 2
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True)
