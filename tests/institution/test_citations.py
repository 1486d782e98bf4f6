"""Citations as people write them, and the page of an act that reads them."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from kelisim.engines.timeline.citation import Citation, NoCitation, cited
from tests.institution.reading import get, words
from tests.web.reading import read

LAW = "/en/structure/acts/law-70/"


@pytest.mark.parametrize(
    ("text", "article", "part", "turned"),
    [
        ("14-1 бөлімінің 6-бабы", "6", "14-1", True),
        ("11 бөлімінің 6-бабына сәйкес", "6", "11", True),
        ("6-баптың 14-1) тармақшасы", "6", "14-1", False),
        ("подпункт 14-1) статьи 6", "6", "14-1", False),
        ("статья 6, подпункт 11", "6", "11", False),
        ("статья 6 части 14-1", "6", "14-1", True),
        ("Article 6, subparagraph 14–1", "6", "14-1", False),
        ("article 6 of part 14-1", "6", "14-1", True),
        ("art. 6(14-1)", "6", "14-1", False),
        ("18-1-баптың 2-тармағы", "18-1", "2", False),
        ("14-1-бап", "14-1", "", False),
        ("6", "6", "", False),
    ],
)
def test_a_citation_is_read_in_each_language_and_either_order(text, article, part, turned):
    assert cited(text) == Citation(article=article, part=part, turned=turned)


@pytest.mark.parametrize("text", ["", "the Assembly", "14-1 бөлімі", "2008 жыл"])
def test_a_text_without_an_article_is_no_citation(text):
    with pytest.raises(NoCitation):
        cited(text)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_turned_citation_of_the_article_is_answered(client, kz, lang):
    answer = client.get(f"/{lang}/structure/acts/law-70/", {"cite": "14-1 бөлімінің 6-бабы"})
    text = words(answer.content.decode())
    told = {"kk": "рет ауысып кеткен", "ru": "порядок перевёрнут", "en": "order turned round"}[lang]
    assert "6(14-1)" in text
    assert told in text
    assert 'data-inconsistency="X20"' in answer.content.decode()
    assert lang == "en" or [piece for piece in read(answer).english if "бөлімінің" not in piece] == []


def test_a_citation_in_order_is_not_called_turned(client, kz):
    text = words(get(client, f"{LAW}?cite=6(11)"))
    assert "Article 6(11)" in text
    assert "turned round" not in text
    found = text[text.index("Article 6(11)") :]
    assert "recommendations and practical measures" in found


def test_a_clause_nothing_rests_on_says_so(client, kz):
    assert "No line of the ledger rests on it" in words(get(client, f"{LAW}?cite=99(1)"))


def test_a_text_without_an_article_is_named_at_its_field(client, kz):
    page = get(client, f"{LAW}?cite=nonsense")
    assert 'id="id_cite_error"' in page
    assert words(page).count("No article is named in this text") == 2


def test_an_act_names_articles_cited_what_it_repealed_and_amended(client, kz):
    law = words(get(client, LAW))
    cited_part = law[law.index("Articles cited") : law.index("Read a citation")]
    for clause in ("1(1)", "6(14-1)", "14-1(4)"):
        assert clause in cited_part
    decree = words(get(client, "/en/structure/acts/decree-1014/"))
    assert "What it repealed" in decree
    assert "What it amended" in words(get(client, "/en/structure/acts/decree-370/"))
    assert "Identifier on this platform law-70" in law


def test_what_an_act_did_downloads(client, kz):
    table = client.get(f"{LAW}?format=csv").content.decode()
    rows = [row["row"] for row in csv.DictReader(StringIO(table))]
    assert rows == ["L14", "L15", "L16", "L17a", "L17b", "L18", "L19", "L20", "L21"]
