"""The letter tables behind the fold: which spelling stands for which sound."""

from __future__ import annotations

import unicodedata

# Letters that look alike in both scripts, in pairs; the left one is Latin.
LATIN_TWINS = "ABCEHIKMOPTXYƏaceikopxyhə"
CYRILLIC_TWINS = "АВСЕНІКМОРТХУӘасеікорхуһә"
TO_CYRILLIC = dict(zip(LATIN_TWINS, CYRILLIC_TWINS, strict=True))
TO_LATIN = dict(zip(CYRILLIC_TWINS, LATIN_TWINS, strict=True))

# Longest first: "shch" must be seen before "sh".
DIGRAPHS = (
    ("shch", "ш"),
    ("sch", "ш"),
    ("sh", "ш"),
    ("zh", "ж"),
    ("dj", "ж"),
    ("kh", "х"),
    ("gh", "г"),
    ("ch", "ч"),
)
LATIN_VOWELS = frozenset("aäəáâàeéèêėiıíîoöóōőuüúūűýy")

_LATIN_ROWS = {
    "а": "aäəáâ",
    "б": "b",
    "к": "ckq",
    "д": "d",
    "е": "eéèêė",
    "ф": "f",
    "г": "gğǵġ",
    "х": "hx",
    "и": "iıíîy",
    "ж": "jžż",
    "л": "lł",
    "м": "m",
    "н": "nñńŋ",
    "о": "oöóōő",
    "п": "p",
    "р": "r",
    "с": "sß",
    "ш": "şš",
    "ч": "çč",
    "т": "t",
    "у": "uüúūűý",
    "в": "v",
    "з": "z",
}
LATIN = {latin: cyrillic for cyrillic, row in _LATIN_ROWS.items() for latin in row}

_CYRILLIC_ROWS = {
    "а": "әа",
    "г": "ғґг",
    "к": "қк",
    "н": "ңн",
    "о": "өо",
    "у": "ұүўӯу",
    "х": "һҳх",
    "и": "іыйїӣи",
    "е": "ёэєе",
    "ш": "щш",
    "ж": "ҷж",
    "тс": "ц",
    "иа": "я",
    "иу": "ю",
    "": "ъь",
}
CYRILLIC = {letter: sound for sound, row in _CYRILLIC_ROWS.items() for letter in row}

# Kazakh in Arabic letters (төте жазу), with the Persian keys many type instead. The hamza that softens a word
# has no sound of its own, as the fold does not tell soft vowels from hard ones.
_ARABIC_ROWS = {
    "а": "ا",
    "б": "ب",
    "в": "ۆ",
    "г": "گع",
    "д": "د",
    "е": "ە",
    "ж": "ج",
    "з": "ز",
    "и": "يىی",
    "к": "كقک",
    "л": "ل",
    "м": "م",
    "н": "نڭ",
    "о": "و",
    "п": "پ",
    "р": "ر",
    "с": "س",
    "т": "ت",
    "у": "ۋۇ",
    "ф": "ف",
    "х": "حھه",
    "ч": "چ",
    "ш": "ش",
    "": "\u0621\u0674",
}
ARABIC = {letter: sound for sound, row in _ARABIC_ROWS.items() for letter in row}


def is_cyrillic(letter: str) -> bool:
    """Whether a letter stands in the Cyrillic blocks."""
    return "\u0400" <= letter <= "\u052f"


def is_latin(letter: str) -> bool:
    """Whether a letter is a Latin one the fold can read; others, such as þ, are a script of their own."""
    plain = unicodedata.normalize("NFD", letter.lower())[0]
    return plain in LATIN or plain == "w"
