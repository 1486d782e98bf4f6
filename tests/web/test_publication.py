"""The publication as printed in three languages, what is missing said so, and citations as files."""

import json
from html import unescape

import pytest

from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.site.publication import publications_of
from tests.pages import address

MISSING = {
    "kk": "бұл тілде басылмаған",
    "ru": "на этом языке не напечатано",
    "en": "not printed in this language",
}
pytestmark = pytest.mark.django_db


def page(client, lang):
    return unescape(client.get(address("publication", None, lang)).content.decode())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_three_languages_stand_as_printed_the_readers_first(client, lang):
    body = page(client, lang)
    (one,) = publications_of(open_pack("kz"))
    assert [
        words
        for words in (one.title, one.abstract, one.keywords)
        for said in LANGUAGES
        if getattr(words, said) not in body
    ] == []
    assert body.index(f'id="article-{lang}"') == min(body.index(f'id="article-{said}"') for said in LANGUAGES)
    assert body.count(MISSING[lang]) == 2  # authors in Kazakh, series in English
    assert 'data-facts="F001 F219"' in body


def test_the_article_is_cited_in_the_readers_language(client):
    where = address("publication", None, "ru")
    found = json.loads(client.get(f"{where}?format=csl.json").content)[0]
    assert (found["language"], found["issue"], found["issued"], found["author"][0]) == (
        "ru",
        "1(109)",
        {"date-parts": [[2023]]},
        {"family": "Абдраимов", "given": "Е.А."},
    )
    kazakh = client.get(f"{address('publication', None, 'kk')}?format=bib").content.decode()
    assert kazakh.startswith("@article{article-2023-kk,\n  title = {Қазақстан халқы Ассамблеясы")
    assert "author = {Абдраимов, Е.А. and" in kazakh  # no Kazakh spelling is printed: the next one that is
    assert client.get(f"{where}?format=docx").status_code == 404


def test_an_act_and_a_table_are_cited_too(client, country):
    act = json.loads(client.get("/ru/structure/acts/law-70/?format=csl.json").content)[0]
    assert (act["type"], act["issued"], act["URL"][-25:]) == (
        "legislation",
        {"date-parts": [[2008, 10, 20]]},
        "/ru/structure/acts/law-70/"[-25:],
    )
    table = client.get("/kk/statistics/data/population.ris").content.decode()
    assert table.startswith("TY  - DATA\r\nID  - kelisim-population\r\n")
    assert "AU  - ҰСБ" in table
    assert client.get("/kk/statistics/data/population.docx").status_code == 404


def test_a_pack_without_a_publication_says_so(client, settings):
    settings.PACK = "_blank"
    assert 'class="empty"' in page(client, "kk")
