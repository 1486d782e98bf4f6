"""The documents of a case: one language throughout, every name and number printed, equal bytes."""

import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kelisim.apps.mediation.queries.papers import agreements, notices
from kelisim.apps.mediation.queries.papers.matter import Matter, Side, Signed
from kelisim.kernel.documents.typeset import typeset

DAY = dt.date(2026, 3, 2)
GLYPHS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі №«»₸"
MATTER = Matter(
    number="K7M2-9QXB-4",
    lang="kk",
    day=DAY,
    office="«Достық» кабинеті",
    office_address="Абай даңғылы, 1",
    topic="Көршілер",
    sides=(
        Side(name="Вера Әлімқызы", role="Өтініш беруші", contact="+7 700 000 00 01", representative="Ғалым"),
        Side(name="Рүстем Ұлан", role="Екінші тарап"),
    ),
    mediator="Данияр Һәкім",
    register_no="KZ-17",
)
SIGNED = (Signed(name="Вера Әлімқызы", how="2026-03-02"), Signed(name="Рүстем Ұлан"))
PROMISES = (
    agreements.Promise(
        number=1,
        debtor="Рүстем Ұлан",
        wording="Шарбақты түзету",
        how="өз күшімен",
        due="2026-04-01",
        otherwise="1 000 ₸",
    ),
)
TERMS = agreements.Terms(text="Тараптар татуласты.", promises=PROMISES, full=True, followed=True)
ENDED = notices.Ended(ground="Тараптар бас тартты", article="26(1)(3)", began=DAY, on=dt.date(2026, 3, 20))
RECEIVED = notices.Received(
    secret="ABCD-EFGH-JKMN-PQRS-TVWX",
    square="",
    at=dt.datetime(2026, 3, 2, 6, tzinfo=dt.UTC),
    receiver="Айжан, маман",
    step="Кабинет қарайды",
    by=dt.date(2026, 3, 5),
)
INVITED = notices.Invited(text="Шарбақ туралы сөйлесейік", by=DAY, address="kelisim/join/abc")
REFUSED = notices.Reply(
    title=notices.REFUSAL, rule="1(4)", text="Қолданылмайды", elsewhere="Сот", complaint="10 күн"
)

PAPERS = {
    "receipt": lambda matter: notices.receipt(matter, received=RECEIVED),
    "invitation": lambda matter: notices.invitation(matter, invited=INVITED),
    "refusal": lambda matter: notices.letter(matter, reply=REFUSED),
    "consultation": lambda matter: notices.consultation(matter, minutes=25, adviser="Айжан"),
    "agreement": lambda matter: agreements.agreement(matter, conditions=(("Мәні", "Шарбақ"),), signed=SIGNED),
    "settlement": lambda matter: agreements.settlement(matter, terms=TERMS, signed=SIGNED),
    "ending": lambda matter: notices.ending(matter, ended=ENDED),
    "certificate": lambda matter: notices.certificate(matter, ended=ENDED),
    "acceptance": lambda matter: notices.acceptance(matter, answers=(("Туыстық", "жоқ"),), on=DAY),
    "protocol": lambda matter: notices.protocol(matter, held=(("Күні", "2026-03-10"),)),
}


def words_of(sheet):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(typeset(sheet))).pages)


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize(("lang", "number"), [("kk", "№ K7M2"), ("ru", "Дело № K7M2"), ("en", "Case K7M2")])
def test_each_paper_speaks_the_language_of_the_case(kind, lang, number):
    sheet = PAPERS[kind](replace(MATTER, lang=lang))
    words = words_of(sheet)
    assert sheet.title in " ".join(words.split())
    assert number in words


@pytest.mark.parametrize("kind", PAPERS)
def test_titles_differ_from_language_to_language(kind):
    assert len({PAPERS[kind](replace(MATTER, lang=lang)).title for lang in ("kk", "ru", "en")}) == 3


def test_the_settlement_prints_sides_mediator_and_each_obligation():
    words = " ".join(words_of(PAPERS["settlement"](MATTER)).split())
    expected = ("Вера Әлімқызы", "Ғалым", "Рүстем Ұлан", "Данияр Һәкім", "KZ-17", "Тараптар татуласты.")
    assert [one for one in (*expected, "Шарбақты түзету", "1 000 ₸") if one not in words] == []


def test_a_settlement_without_obligations_says_so():
    sheet = agreements.settlement(MATTER, terms=replace(TERMS, promises=(), followed=False), signed=SIGNED)
    assert "Тараптар өздеріне міндеттеме алған жоқ." in words_of(sheet)


def test_the_receipt_prints_the_secret_whole():
    assert RECEIVED.secret in words_of(PAPERS["receipt"](MATTER))


@pytest.mark.parametrize("kind", PAPERS)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_each_paper_prints_every_kazakh_letter_in_every_language(kind, lang):
    words = words_of(PAPERS[kind](replace(MATTER, lang=lang, office=GLYPHS)))
    assert GLYPHS in words


@pytest.mark.parametrize("kind", PAPERS)
def test_equal_papers_give_equal_bytes(kind):
    assert typeset(PAPERS[kind](MATTER)) == typeset(PAPERS[kind](MATTER))


@pytest.mark.parametrize("kind", PAPERS)
def test_no_english_word_stands_in_a_kazakh_paper(kind):
    """The samples are written without Latin words, so one that is printed was left untranslated."""
    words = words_of(PAPERS[kind](MATTER)).replace(RECEIVED.secret, "").replace(INVITED.address, "")
    assert set(re.findall(r"[A-Za-z]{3,}", words)) - {"Kelisim", "QXB"} == set()
