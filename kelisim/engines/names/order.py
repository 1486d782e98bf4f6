"""Kazakh alphabetical order as a string that any database sorts alike."""

from __future__ import annotations

import unicodedata

_ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_GAP, _DIGITS_FROM, _CYRILLIC_FROM, _LATIN_FROM, _REST = 0, 10, 20, 70, 99
_RANKS = (
    {digit: _DIGITS_FROM + int(digit) for digit in "0123456789"}
    | {letter: _CYRILLIC_FROM + rank for rank, letter in enumerate(_ALPHABET)}
    | {letter: _LATIN_FROM + rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyz")}
)


def sort_key(text: str) -> str:
    """Two digits a letter: digits, then the Kazakh alphabet, then Latin; gaps between words first.

    Russian order is contained in it. The result holds digits only, so every collation agrees.
    """
    ranks: list[int] = []
    for char in unicodedata.normalize("NFKC", text).casefold():
        if char.isalpha() or char.isdigit():
            ranks.append(_RANKS.get(char, _RANKS.get(unicodedata.normalize("NFD", char)[0], _REST)))
        elif ranks and ranks[-1] != _GAP:
            ranks.append(_GAP)
    return "".join(f"{rank:02d}" for rank in ranks).removesuffix("00")
