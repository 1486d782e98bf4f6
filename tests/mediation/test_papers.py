"""The documents of a case: one language throughout, every name and number printed, equal bytes."""

import io
import json
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kelisim.apps.mediation.errors.documents import ProtocolUnreadable
from kelisim.apps.mediation.queries.papers import agreements
from kelisim.apps.mediation.queries.papers.elections import read_election
from kelisim.apps.mediation.queries.papers.matter import Signed
from kelisim.kernel.documents.typeset import as_json, typeset
from tests.mediation.languages import strangers
from tests.mediation.paper_samples import LINK, SECRET, matter, papers, protocol, terms, typed

GLYPHS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі №«»₸"
LANGS = ("kk", "ru", "en")
NAMES = tuple(papers("kk"))
# Whoever hands one of these on may want to blacken a part of it, or it holds what opens a case.
WITHOUT_DATA = {
    *("application", "receipt", "invitation", "refusal", "answer", "referral"),
    *("child risk", "enforcement"),
}
OF_NO_CASE = {"election", "statistics"}


@pytest.fixture(scope="module")
def printed():
    """Every document in every language, typeset once."""
    sheets = {(name, lang): sheet for lang in LANGS for name, sheet in papers(lang).items()}
    return {key: (sheet, typeset(sheet)) for key, sheet in sheets.items()}


def words_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def flat(words):
    return " ".join(words.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("lang", "number"), [("kk", "№ K7M2"), ("ru", "Дело № K7M2"), ("en", "Case K7M2")])
def test_each_paper_speaks_the_language_of_the_case(printed, name, lang, number):
    sheet, pdf = printed[name, lang]
    words = flat(words_of(pdf))
    assert sheet.title in words
    assert number in words or name in OF_NO_CASE
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/Lang"] == lang


@pytest.mark.parametrize("name", NAMES)
def test_titles_differ_from_language_to_language(printed, name):
    assert len({printed[name, lang][0].title for lang in LANGS}) == len(LANGS)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_another_language_stands_in_a_paper(printed, name, lang):
    words = words_of(printed[name, lang][1])
    for ours in (SECRET, LINK, "K7M2-9QXB-4", "0" * 64):
        words = words.replace(ours, "")
    assert strangers(words, lang) == set()


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_of_another_language_would_be_found(printed, lang):
    for other in set(LANGS) - {lang}:
        found = {name: strangers(words_of(printed[name, other][1]), lang) for name in NAMES}
        assert [name for name, words in found.items() if not words] == []


@pytest.mark.parametrize("lang", LANGS)
def test_each_paper_prints_every_kazakh_letter_in_every_language(lang):
    missing = [
        name for name, one in papers(lang, office=GLYPHS).items() if GLYPHS not in words_of(typeset(one))
    ]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_equal_papers_give_equal_bytes(printed, name):
    assert all(typeset(papers(lang)[name]) == printed[name, lang][1] for lang in LANGS)


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_archived_tagged_and_carries_its_data_where_that_widens_nothing(printed, name):
    sheet, pdf = printed[name, "kk"]
    reader = PdfReader(io.BytesIO(pdf))
    about = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A<" in "".join(about.split())
    assert "pdfuaid:part" in about
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert sheet.attached == (name not in WITHOUT_DATA)
    told = {found: b"".join(data) for found, data in reader.attachments.items()}
    assert told == ({"data.json": as_json(sheet).encode()} if sheet.attached else {})


@pytest.mark.parametrize("name", NAMES)
def test_contacts_stand_only_in_what_both_sign(printed, name):
    both = {"agreement", "settlement", "enforcement"}
    assert ("+7 700 000 00 02" in words_of(printed[name, "kk"][1])) == (name in both)


def test_a_paper_that_leaves_the_room_names_no_side(printed):
    for name in ("child risk", "follow-up"):
        assert not any(typed("kk")[one] in words_of(printed[name, "kk"][1]) for one in "ab")
    slip = PdfReader(io.BytesIO(printed["referral", "kk"][1])).pages[-1].extract_text()
    assert "K7M2-9QXB-4" in slip
    assert not any(typed("kk")[one] in slip for one in "ab")


def test_the_settlement_prints_sides_mediator_and_each_obligation(printed):
    words = flat(words_of(printed["settlement", "kk"][1]))
    told = typed("kk")
    expected = [told[one] for one in ("a", "b", "m", "proxy", "what", "how", "text", "language")]
    assert [one for one in (*expected, "1 000 ₸", "2 × 500", "30, 90, 365") if one not in words] == []


def test_a_settlement_without_obligations_says_so():
    bare = replace(terms("kk"), promises=(), followed=False)
    sheet = agreements.settlement(matter("kk"), terms=bare, signed=(Signed(name="Вера"),))
    assert "Тараптар өздеріне міндеттеме алған жоқ." in words_of(typeset(sheet))


def test_the_receipt_prints_the_secret_whole(printed):
    assert SECRET in words_of(printed["receipt", "kk"][1])


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"lang": "kz"}, ["lang"]),
        ({"held_on": "2 наурыз"}, ["held_on"]),
        ({"present": 121}, ["present"]),
        ({"present": 63}, ["candidates"]),
        ({"entitled": -1, "chair": " "}, ["chair", "entitled"]),
        ({"candidates": [{"name": "А"}]}, ["candidates"]),
    ],
)
def test_an_election_that_cannot_be_is_named_field_by_field(change, fields):
    with pytest.raises(ProtocolUnreadable) as error:
        read_election(json.dumps(protocol("kk") | change).encode())
    assert error.value.data == {"fields": fields}


@pytest.mark.parametrize("raw", [b"", b"\xff", b"[]", b"{"])
def test_a_file_that_is_no_protocol_is_refused(raw):
    with pytest.raises(ProtocolUnreadable):
        read_election(raw)
