"""The fold, the order and the Latin spelling of names."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.engines.names.fold import bones, fold, solid
from kelisim.engines.names.latin import romanise, slug
from kelisim.engines.names.order import sort_key

SPELLINGS = [
    (("Қазақстан халқы Ассамблеясы", "Qazaqstan halqy Assambleiasy"), "казакстан халки асамблеиаси"),
    (("Respýblıkalyq", "Республикалық"), "республикалик"),
    (("Маңғыстау", "Mañğystau", "Mangystau"), "манистау"),
    (("Семёнов", "Semyonov"), "семенов"),
    (("Цой", "Tsoi", "Tsoy"), "тсои"),
    (("курстap", "курстар"), "курстар"),
    (("Жетісу", "Jetısu", "Zhetysu"), "жетису"),
    (("Атырау", "Atıraw"), "атирау"),
    (("Әзербайжан", "Азербайджан", "Azerbaijan"), "азербаижан"),
    (("Ульянов", "Ulyanov", "Ulianov"), "улианов"),
    (("Щучинск", "Shchuchinsk"), "шучинск"),
    (("ОО «Тонг-Иль»", "OO Tong-Il"), "о тон ил"),
    (("Қоғамдық келісім", "kogamdyk kelisim", "Qogamdyq kelisim"), "когамдик келисим"),
    (("Ас-\n\nсамблея",), "асамблеиа"),
    (("OO «Достық»",), "о достик"),
    (("Hope қоры",), "хопе кори"),
    (("№ 12 мектеп",), "12 мектеп"),
]


@pytest.mark.parametrize(("spellings", "key"), SPELLINGS)
def test_fold_gives_every_spelling_the_same_key(spellings, key):
    assert {spelling: fold(spelling) for spelling in spellings} == dict.fromkeys(spellings, key)


def test_bones_join_what_the_key_keeps_apart():
    assert (fold("Қарағанды"), fold("Караганда"), bones("Қарағанды"), bones("Караганда")) == (
        "караганди",
        "караганда",
        "кргнд",
        "кргнд",
    )
    assert (bones("Балқаш"), bones("Балхаш"), bones("Ая")) == ("блкш", "блкш", "")


def test_solid_forgets_spaces():
    assert solid("Тонг Иль") == solid("Тонгиль") == "тонил"


@given(st.text(max_size=40))
def test_fold_is_idempotent_and_blind_to_case_and_form(text):
    key = fold(text)
    assert fold(key) == key
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text(alphabet="АаӘәБбҒғҚқНнӨөҰұҮүІіЫыЯяЮюЦц -«»", max_size=30))
def test_fold_ignores_case_of_kazakh_words(text):
    assert fold(text.upper()) == fold(text.lower()) == fold(text)


def test_sort_key_puts_names_in_kazakh_order():
    names = [
        "10-мектеп",
        "Абай",
        "Ақмола",
        "Алматы",
        "Әулиеата",
        "Ғалым",
        "Қостанай",
        "Ұлытау",
        "Шымкент",
        "Ірі",
        "Zhambyl",
    ]
    mixed = names[:]
    random.Random(7).shuffle(mixed)
    assert sorted(mixed, key=sort_key) == names
    assert all(sort_key(name).isdigit() for name in names)


def test_romanise_keeps_capitals_and_slug_is_an_address():
    assert (romanise("Қонаев"), slug("Ұлытау облысы"), slug("!!!")) == ("Qonaev", "ulytau-oblysy", "")
