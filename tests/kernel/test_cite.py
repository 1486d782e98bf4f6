"""How works are cited, whole files compared; bad signs in a title do not break the form."""

import json

import pytest

from kelisim.kernel.texts.cite import FORMATS, Author, Work, bibtex, csl, ris

ARTICLE = Work(
    key="assembly-2023",
    kind="article",
    title="Ассамблея народа Казахстана: история & деятельность {1995}",
    url="https://kelisim.example/ru/publication/?a=1&b=2_3",
    language="ru",
    authors=(Author(family="Абдраимов", given="Е.А."), Author(family="Комитет статистики")),
    issued="2023-03",
    container="История. Философия",
    number="1(109)",
    keywords=("АНК", "единство"),
    abstract="Первая строка\nи вторая.",
)
RELEASE = Work(
    key="release-2026-3",
    kind="dataset",
    title="Халық құрамы",
    url="https://kelisim.example/kk/releases/2026-3/",
    language="kk",
    authors=(Author(family="Kelisim"),),
    issued="2026-07-01",
    version="2026.3",
    accessed="2026-11-25",
)


def test_bibtex_of_an_article():
    assert bibtex(ARTICLE) == (
        "@article{assembly-2023,\n"
        "  title = {Ассамблея народа Казахстана: история \\& деятельность \\{1995\\}},\n"
        "  author = {Абдраимов, Е.А. and {Комитет статистики}},\n"
        "  date = {2023-03},\n"
        "  journaltitle = {История. Философия},\n"
        "  number = {1(109)},\n"
        "  abstract = {Первая строка и вторая.},\n"
        "  keywords = {АНК, единство},\n"
        "  langid = {russian},\n"
        "  url = {https://kelisim.example/ru/publication/?a=1&b=2_3},\n"
        "}\n"
    )


def test_ris_of_a_release():
    assert ris(RELEASE) == (
        "TY  - DATA\r\nID  - release-2026-3\r\nTI  - Халық құрамы\r\nAU  - Kelisim\r\nPY  - 2026\r\n"
        "DA  - 2026/07/01/\r\nET  - 2026.3\r\nLA  - kk\r\n"
        "UR  - https://kelisim.example/kk/releases/2026-3/\r\nY2  - 2026/11/25/\r\nER  - \r\n"
    )


def test_ris_keeps_what_is_not_known_of_a_date_empty():
    assert "DA  - 2023/03//\r\n" in ris(ARTICLE)


def test_csl_of_an_act_whose_day_is_a_year():
    act = Work(
        key="law-70",
        kind="act",
        title="Law",
        url="https://x.example/",
        language="en",
        issued="2008",
        number="70",
    )
    assert csl(act) == {
        "id": "law-70",
        "type": "legislation",
        "title": "Law",
        "issued": {"date-parts": [[2008]]},
        "number": "70",
        "language": "en",
        "URL": "https://x.example/",
    }


def test_csl_tells_persons_from_bodies():
    assert csl(ARTICLE)["author"] == [
        {"family": "Абдраимов", "given": "Е.А."},
        {"literal": "Комитет статистики"},
    ]


@pytest.mark.parametrize("kind", ["article", "act", "dataset"])
def test_every_kind_has_every_form(kind):
    work = Work(key="k", kind=kind, title="T", url="https://x.example/", language="kk")
    for write, media_type in FORMATS.values():
        assert write(work).endswith("\n")
        assert "/" in media_type
    assert json.loads(FORMATS["csl.json"][0](work))[0]["id"] == "k"
