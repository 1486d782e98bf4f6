"""Kazakh and Russian names in plain Latin letters, for English pages and for addresses."""

from __future__ import annotations

import re

_TABLE = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "gh", "д": "d", "е": "e", "ё": "yo", "ж": "zh",
    "з": "z", "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ng", "о": "o",
    "ө": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh",
    "һ": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e",
    "ю": "yu", "я": "ya",
}  # fmt: skip


def romanise(text: str) -> str:
    """The text with each Cyrillic letter in Latin, capitals kept: «Қонаев» is Qonaev."""
    out = []
    for char in text:
        latin = _TABLE.get(char.lower())
        if latin is None:
            out.append(char)
        else:
            out.append(latin.capitalize() if char.isupper() else latin)
    return "".join(out)


def slug(text: str) -> str:
    """A piece of an address: lower-case Latin letters and digits joined by hyphens; may be empty."""
    return re.sub(r"[^a-z0-9]+", "-", romanise(text).lower()).strip("-")
