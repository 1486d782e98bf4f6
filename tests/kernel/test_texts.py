"""Texts in three languages, and how dates and numbers are said."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from kelisim.kernel.texts import say
from kelisim.kernel.texts.keys import keys_of
from kelisim.kernel.texts.of import Text, of

DAY = dt.date(2007, 7, 26)


def test_text_falls_back_to_the_next_language_and_says_which():
    text = Text(ru="Астана", en="Astana")
    assert (text.of("kk"), text.with_language("kk"), text.of("en"), Text().of("ru")) == (
        "Астана",
        ("Астана", "ru"),
        "Astana",
        "",
    )


def test_of_reads_the_column_of_the_active_language():
    city = SimpleNamespace(name_kk="Алматы", name_ru="Алма-Ата", name_en="")
    with translation.override("ru"):
        assert (of(city, "name"), of(city, "name", "en")) == ("Алма-Ата", "Алматы")


@pytest.mark.parametrize(
    ("lang", "day", "month", "year", "number", "share", "money"),
    [
        (
            "kk",
            "2007 ж. 26 шілде",
            "2007 ж. шілде",
            "2007 ж.",
            "31\u00a0428,5",
            "38,5\u00a0%",
            "1\u00a0500\u00a0₸",
        ),
        (
            "ru",
            "26 июля 2007 г.",
            "июль 2007",
            "2007 г.",
            "31\u00a0428,5",
            "38,5\u00a0%",
            "1\u00a0500\u00a0₸",
        ),
        ("en", "26 July 2007", "July 2007", "2007", "31,428.5", "38.5\u00a0%", "1,500\u00a0₸"),
    ],
)
def test_figures_are_said_as_the_language_writes_them(lang, day, month, year, number, share, money):
    assert [
        say.date(DAY, lang),
        say.date(DAY, lang, precision="month"),
        say.date(DAY, lang, precision="year"),
        say.number(Decimal("31428.5"), lang),
        say.percent(0.385, lang),
        say.money(1500, lang),
    ] == [day, month, year, number, share, money]


def test_moment_is_shown_at_kazakhstans_offset():
    noon_utc = dt.datetime(2026, 1, 5, 12, 0, tzinfo=dt.UTC)
    assert say.moment(noon_utc, "ru") == "5 января 2026 г., 17:00"


def test_keys_hold_every_name_once():
    keys = keys_of("Қоғамдық келісім", "Qogamdyq kelisim", "Общественное согласие")
    assert (keys.key, keys.bones) == ("когамдик келисим|обшественое согласие", "кгмдкклсм|бшствнсглс")
