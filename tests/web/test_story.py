"""The story: chapters in three languages, every fact and doubt in its place, nothing from the database."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kelisim.kernel.packs.complaints import BadPack
from kelisim.kernel.packs.pack import Pack, open_pack
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.site import narrative
from kelisim.web.site.narrative import Story, told_by

LISTS = ["story", "sources-and-doubts", "sessions-list", "programme-list"]


@pytest.fixture
def whole() -> Story:
    return told_by("kz")


def page(client, name, lang, *args):
    with override(lang):
        address = reverse(name, args=args)
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


def every_text(thing):
    """Every Text inside a record, however deep, with the name of its field."""
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if isinstance(value, narrative.Text):
            yield name, value
        for inner in value if isinstance(value, tuple) else ():
            if hasattr(type(inner), "model_fields"):
                yield from every_text(inner)


def records(whole):
    return [record for name in vars(whole) for record in getattr(whole, name)]


def parts(whole):
    """Every record and everything inside it that may cite."""

    def inside(thing):
        yield thing
        for name in ("paragraphs", "items"):
            for inner in getattr(thing, name, ()):
                yield from inside(inner)

    return [part for record in records(whole) for part in inside(record)]


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_chapter_answers_with_all_its_text(client, whole, lang):
    for chapter in whole.chapters:
        body = page(client, "story-chapter", lang, chapter.id)
        assert body.count("<h1") == 1
        shown = unescape(body)
        for part in chapter.parts():
            assert part.text.of(lang) in shown, (chapter.id, lang)


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_lists_answer_with_one_heading_and_whole_tables(client, lang, name):
    body = page(client, name, lang)
    assert body.count("<h1") == 1
    assert body.count("<table") == body.count("<caption")
    assert not re.findall(r"<th(?! scope)[ >]", body)


def test_no_text_is_missing_in_any_language(whole):
    may_be_empty = {"theme", "place", "note", "indicator", "known"}
    missing = [
        (getattr(record, "id", ""), name, lang)
        for record in records(whole)
        for name, text in every_text(record)
        for lang in LANGUAGES
        if not getattr(text, lang) and (name not in may_be_empty or any(vars(text).values()))
    ]
    assert missing == []


def test_kazakh_and_russian_are_not_one_text(whole):
    """A sentence copied from one language into the other is no translation."""
    same = [
        (record.id, text.kk)
        for record in records(whole)
        for _name, text in every_text(record)
        if len(text.kk) > 20 and text.kk == text.ru
    ]
    assert same == []


def test_the_story_alone_carries_all_219_facts_and_no_others(whole):
    cited = {fact for part in parts(whole) for fact in getattr(part, "facts", ())}
    seed = {line["id"] for line in open_pack("kz").yaml("seed.yaml")["facts"]}
    assert cited == seed
    assert len(seed) == 219


def test_every_source_doubt_and_chapter_that_is_named_exists(whole):
    sources = {source.id for source in whole.sources}
    doubts = {doubt.id for doubt in whole.doubts}
    chapters = {chapter.id for chapter in whole.chapters}
    wrong = [
        (getattr(part, "id", part), code)
        for part in parts(whole)
        for code, known in [
            *((code, sources) for code in getattr(part, "sources", ())),
            *((code, doubts) for code in getattr(part, "inconsistencies", ())),
            *([(part.chapter, chapters)] if hasattr(part, "chapter") else []),
        ]
        if code not in known
    ]
    assert wrong == []
    numbers = [source.number for source in whole.sources]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_paragraph_and_record_names_a_source(whole):
    told = [chapter.paragraphs for chapter in whole.chapters] + [
        whole.programmes,
        whole.conflicts,
        whole.memoranda,
        whole.claims,
    ]
    assert [part.id for group in told for part in group if not part.sources] == []


@pytest.mark.django_db
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_of_24_doubts_has_its_anchor_and_a_mark_in_its_chapter(client, whole, lang):
    body = page(client, "sources-and-doubts", lang)
    expected = [f"X{number:02}" for number in range(1, 25)]
    assert re.findall(r'<li id="(X\d\d)" data-inconsistency="\1"', body) == expected
    for doubt in whole.doubts:
        chapter = page(client, "story-chapter", lang, doubt.chapter)
        assert f'data-inconsistency="{doubt.id}"' in chapter, doubt.id
        assert f"#{doubt.id}" in chapter


@pytest.mark.django_db
def test_every_chip_of_every_page_leads_to_a_source_that_is_there(client, whole):
    addresses = [("story-chapter", chapter.id) for chapter in whole.chapters]
    for name, *arguments in [*addresses, ("sources-and-doubts",)]:
        body = page(client, name, "ru", *arguments)
        asked = set(re.findall(r'href="#(source-\d+)"', body))
        there = set(re.findall(r'id="(source-\d+)"', body))
        assert asked <= there, (name, arguments)


@pytest.mark.django_db
def test_what_is_recalled_says_so(client, whole):
    body = page(client, "story-chapter", "en", "conflicts")
    assert "from memory, not read: October 2006" in body
    assert "Partly from memory, not read" in body


@pytest.mark.django_db
def test_sessions_keep_the_gaps(client):
    body = page(client, "sessions-list", "en")
    rows = re.findall(r'<tr id="session-\d+">\s*<th scope="row">(\w+)</th>(.*?)</tr>', body, re.S)
    assert len(rows) == 34
    empty = [number for number, cells in rows if "Nothing was read of this session." in cells]
    assert empty == ["XVIII", "XXIII", "XXVIII", "XXX"]
    anniversary = dict(rows)["XXII"]
    assert "23 April 2015" in anniversary
    assert "another copy: 22 April 2015" in anniversary


@pytest.mark.django_db
def test_a_stranger_chapter_is_not_found(client):
    assert client.get("/kk/story/no-such-chapter/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_the_blank_pack_says_that_it_tells_nothing_yet(client, settings, name):
    settings.PACK = "_blank"
    assert 'class="empty"' in page(client, name, "kk")


@pytest.mark.django_db
def test_one_chapter_and_many_ask_the_database_alike(client, whole, monkeypatch):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(client, "story", "kk")
            page(client, "story-chapter", "kk", whole.chapters[0].id)
        return [query["sql"] for query in queries]

    many = asked()
    few = replace(whole, chapters=whole.chapters[:1], moments=whole.moments[:1])
    monkeypatch.setattr("kelisim.web.site.story.tell", lambda: few)
    assert asked() == many
    assert [sql for sql in many if "packs_installation" not in sql] == []  # the sample banner alone asks


def test_a_bad_chapter_is_refused_with_its_place(tmp_path):
    folder = tmp_path / "story" / "chapters"
    folder.mkdir(parents=True)
    (folder / "01.yaml").write_text(
        'id: one\nyears: "2020"\nparagraphs: []\n'
        'title: {kk: "а", ru: "б"}\nsummary: {kk: "а", ru: "б", en: "c"}\n',
        encoding="utf-8",
    )
    with pytest.raises(BadPack) as caught:
        narrative._chapters(Pack("bad", tmp_path))
    complaint = caught.value.complaints[0]
    assert (complaint.file, complaint.column) == ("story/chapters/01.yaml", "title")
