"""The page of the API for people: drawn from the document, in three languages, with real answers."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.utils.translation import override

from kelisim.web.api.document import document
from kelisim.web.api.problems import KINDS
from kelisim.web.api.views import resources
from tests.api.conftest import ROOT

LANGUAGES = ("kk", "ru", "en")


def main_of(answer):
    assert answer.status_code == 200
    html = answer.content.decode()
    return html[html.index("<main") : html.index("</main")]


def plain(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_address_and_every_problem_stands_on_the_page(client, db, lang):
    html = main_of(client.get(f"/{lang}/api/"))
    listed = dict(re.findall(r'/api/address/(\w+)/"><code>([^<]+)', html))
    assert listed == {told["get"]["operationId"]: path for path, told in document()["paths"].items()}
    assert re.findall(r'<tr id="(\w+)">', html) == list(KINDS)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_every_sentence_of_the_document_is_translated(lang):
    told = [one["get"] for one in document()["paths"].values()]
    english = {one["summary"] for one in told}
    english |= {parameter.get("description") for one in told for parameter in one["parameters"]}
    with override(lang):
        said = {one.words for one in resources()} | {
            parameter.words for one in resources() for parameter in one.parameters
        }
    assert said & english == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_address_shows_a_question_and_the_real_answer(client, kz, lang):
    for one in resources():
        html = main_of(client.get(f"/{lang}/api/address/{one.code}/"))
        names = re.findall(r'<th scope="row"><code>(\w+)', html)
        assert names == [told["name"] for told in document()["paths"][one.address]["get"]["parameters"]]
        if 'class="question"' not in html:
            whole = client.get(one.address.replace("/{code}", "")).json()
            assert whole["items"] == [], one.code  # nothing of this kind is loaded
            continue
        question = unescape(re.search(r'class="question"><a href="([^"]+)"', html)[1])
        shown = unescape(re.search(r"<pre><code>(.*?)</code></pre>", html, re.DOTALL)[1]).rstrip("…\n")
        whole = json.dumps(client.get(question).json(), ensure_ascii=False, indent=2)
        assert whole.startswith(shown), one.code


def test_an_address_that_is_none(client, db):
    assert client.get("/kk/api/address/nothing/").status_code == 404


def test_a_problem_leads_to_its_line_on_the_page(client, db):
    kind = client.get(f"{ROOT}/nothing").json()["type"]
    assert kind == "/api/#no_such_address"
    answer = client.get(kind.partition("#")[0], headers={"Accept-Language": "ru"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ru/api/")


def test_an_empty_copy_says_that_there_is_no_example(client, db):
    assert "Мысал көрсететін ештеңе жүктелмеген" in plain(main_of(client.get("/kk/api/address/act/")))


@pytest.mark.parametrize("page", ["/kk/", "/kk/statistics/"])
def test_the_way_there(client, db, page):
    assert 'href="/kk/api/"' in client.get(page).content.decode()
