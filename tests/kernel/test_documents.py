"""Documents: three languages, every Kazakh letter, equal bytes, and text that stays text."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kelisim.kernel.documents.sheet import (
    Clauses,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Secret,
    Sheet,
    Signatures,
    Table,
)
from kelisim.kernel.documents.typeset import typeset

GLYPHS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі №«»₸"
TRICK = '#include("x") $x$ *bold* = not a heading @ref <label> \\ // gone?'
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>'


def sheet(**changes):
    plain = Sheet(
        title="Медиация туралы шарт",
        subtitle="№ 7K2M-9QXA-4",
        lang="kk",
        day=dt.date(2026, 3, 2),
        house="Медиация кабинеті",
        footer="Kelisim",
        blocks=(
            Heading(text="Тараптар"),
            Paragraph(text=f"{GLYPHS}\nекінші жол"),
            Facts(rows=(("Тіл", "қазақша"), ("Мерзім", "30 күн"))),
            Clauses(items=(("Мәні", "Дау"), ("", "Екінші"))),
            Table(head=("№", "Міндеттеме"), rows=(("1", "Төлеу"),)),
            Notice(text="Құпия"),
            Secret(label="Құпия сөз", code="ABCD-EFGH", square=SQUARE),
            Signatures(rows=(("Вера", "2026-03-02"), ("Рустам", ""))),
        ),
    )
    return replace(plain, **changes)


def text_of(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_every_block_and_every_kazakh_letter_is_printed():
    words = text_of(typeset(sheet()))
    for expected in (
        "Медиация туралы шарт",
        GLYPHS,
        "екінші жол",
        "30 күн",
        "Дау",
        "Міндеттеме",
        "Құпия",
        "ABCD-EFGH",
        "Рустам",
    ):
        assert expected in words


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_equal_sheets_give_equal_bytes(lang):
    assert typeset(sheet(lang=lang)) == typeset(sheet(lang=lang))


def test_what_a_person_typed_is_never_template():
    words = text_of(typeset(sheet(blocks=(Paragraph(text=TRICK),))))
    assert " ".join(TRICK.split()) in " ".join(words.split())


def test_a_sample_says_so_on_the_page():
    assert "ҮЛГІ" in text_of(typeset(sheet(sample="үлгі")))
