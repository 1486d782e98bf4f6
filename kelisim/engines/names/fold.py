"""One skeleton for Kazakh Cyrillic, Latin and Arabic and for Russian spellings of the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kelisim.engines.names.letters import (
    ARABIC,
    CYRILLIC,
    DIGRAPHS,
    LATIN,
    LATIN_VOWELS,
    TO_CYRILLIC,
    TO_LATIN,
    is_cyrillic,
    is_latin,
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_APOSTROPHES = re.compile("['’‘ʼʻ`´′ʹ]")
_BROKEN_LINE = re.compile(r"(?<=[^\W\d_])[-‐‑][^\S\n]*(?:\n\s*)+(?=[^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOKENS = re.compile(r"[^\W\d_]+|\d+")
_REPEATED = re.compile(r"([^\W\d_])\1+")
_SHORT = 3
_BONES = re.compile("[аеиоу ]")


def fold(text: str) -> str:
    """The key of a name: equal for its Kazakh (in three scripts), Russian and Latin spellings.

    `text` is any string; the result holds lower-case letters, digits and single spaces, and may be
    empty when the text holds neither letters nor digits. Idempotent; blind to case, to Unicode form
    and to look-alike letters inside a mixed word. Not used: any dictionary. Source: the table and the
    ten steps of docs/method/names.md.
    """
    text = _APOSTROPHES.sub("'", text.replace("№", " "))
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _one_script_a_word(_BROKEN_LINE.sub("", text))
    text = text.casefold().replace("i\u0307", "i").replace("y'", "у").replace("'", "")
    text = "".join(char for char in text if unicodedata.category(char) != "Mn")
    folded = (_fold_token(token) for token in _TOKENS.findall(text))
    return " ".join(token for token in folded if token)


def solid(text: str) -> str:
    """The key without its spaces: «Тонг Иль» and «Тонгиль» are one."""
    return fold(text).replace(" ", "")


def bones(text: str) -> str:
    """The consonants of the key, х read as к; empty below three letters.

    Proposes candidates only: «Қарағанды» and «Караганда» share their bones, but so may strangers.
    """
    skeleton = _BONES.sub("", fold(text).replace("х", "к"))
    return skeleton if len(skeleton) >= _SHORT else ""


def _one_script_a_word(text: str) -> str:
    """Turns look-alike letters of the other script, word by word."""
    cyrillic = sum(map(is_cyrillic, text))
    latin = sum(map(is_latin, text))
    if not cyrillic or not latin:
        return text
    return _LETTERS.sub(lambda match: _turn(match[0], cyrillic, latin), text)


def _turn(word: str, cyrillic: int, latin: int) -> str:
    """One word in one script; the counts are those of the whole text and settle doubtful words."""
    has_cyrillic, has_latin = any(map(is_cyrillic, word)), any(map(is_latin, word))
    if has_latin and not has_cyrillic:
        brief = len(word) <= _SHORT and all(letter in TO_CYRILLIC for letter in word)
        return _swap(word, TO_CYRILLIC) if brief and cyrillic > latin else word
    if not (has_cyrillic and has_latin):
        return word
    if any(is_cyrillic(letter) and letter not in TO_LATIN for letter in word):
        return _swap(word, TO_CYRILLIC)
    if any(is_latin(letter) and letter not in TO_CYRILLIC for letter in word):
        return _swap(word, TO_LATIN)
    return _swap(word, TO_CYRILLIC if cyrillic >= latin else TO_LATIN)


def _swap(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in word)


@lru_cache(maxsize=65_536)
def _fold_token(token: str) -> str:
    if token.isdigit():
        return token
    text = _REPEATED.sub(r"\1", "".join(_sounds(token)))
    return _REPEATED.sub(r"\1", text.replace("дж", "ж").replace("нг", "н"))


def _sounds(token: str) -> list[str]:
    """The token letter by letter, each as the sound it stands for."""
    out: list[str] = []
    place = 0
    while place < len(token):
        for digraph, sound in DIGRAPHS:
            if token.startswith(digraph, place):
                out.append(sound)
                place += len(digraph)
                break
        else:
            sound, length = _sound_at(token, place)
            out.append(sound)
            place += length
    return out


def _sound_at(token: str, place: int) -> tuple[str, int]:
    letter, following = token[place], token[place + 1 : place + 2]
    after_vowel = place > 0 and token[place - 1] in LATIN_VOWELS
    if letter == "y" and (following == "o" or (following == "e" and (place == 0 or after_vowel))):
        return "е", 2
    if letter == "w":
        return ("у" if after_vowel else "в"), 1
    if letter == "c" and following in {"e", "i", "y"}:
        return "с", 1
    for candidate in (letter, unicodedata.normalize("NFD", letter)[0]):
        if candidate in LATIN:
            return LATIN[candidate], 1
        if candidate in CYRILLIC:
            return CYRILLIC[candidate], 1
        if candidate in ARABIC:
            return ARABIC[candidate], 1
    return unicodedata.normalize("NFD", letter)[0], 1
