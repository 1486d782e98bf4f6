"""A text in Kazakh, Russian and English, and which of the three the reader gets."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text in three languages; an unknown translation is an empty string, never a guess."""

    kk: str = ""
    ru: str = ""
    en: str = ""

    def of(self, lang: str | None = None) -> str:
        """The text in `lang` (default: the reader's); the next language that has one otherwise."""
        return self.with_language(lang)[0]

    def with_language(self, lang: str | None = None) -> tuple[str, str]:
        """The text and the language it is really in, so that a page can mark a borrowed one."""
        wanted = lang or reader_language()
        for code in (wanted, *LANGUAGES):
            text: str = getattr(self, code)
            if text:
                return text, code
        return "", wanted


def reader_language() -> str:
    """The active language, always one of ours: Kazakh where none is set."""
    active = (get_language() or "kk")[:2]
    return active if active in LANGUAGES else "kk"


def text_of(thing: object, field: str) -> Text:
    """The three columns `<field>_kk`, `<field>_ru`, `<field>_en` as one text."""
    return Text(**{code: getattr(thing, f"{field}_{code}") or "" for code in LANGUAGES})


def of(thing: object, field: str, lang: str | None = None) -> str:
    """What a reader of `lang` (default: the active language) reads in `field`."""
    return text_of(thing, field).of(lang)
