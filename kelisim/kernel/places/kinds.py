"""What the endings of an official list of places mean, written out in three languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kelisim.engines.names.latin import romanise
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.texts.of import Text


@dataclass(frozen=True)
class Kind:
    """One kind of place: how its short form is recognised, and the full form of its name."""

    code: str
    kk: re.Pattern[str]
    ru: re.Pattern[str]
    pattern: Text

    def name(self, kk: str, ru: str) -> Text:
        """The full name in three languages; English is romanised from the Kazakh."""
        bare_kk, bare_ru = (_bare(pattern, text) for pattern, text in ((self.kk, kk), (self.ru, ru)))
        return Text(
            kk=self.pattern.kk.format(bare_kk) if bare_kk else kk,
            ru=self.pattern.ru.format(bare_ru) if bare_ru else ru,
            en=self.pattern.en.format(romanise(bare_kk or kk)),
        )


def _bare(pattern: re.Pattern[str], text: str) -> str:
    """The name without the word for its kind; nothing if the short form is not there."""
    found = pattern.fullmatch(text)
    return found["name"].strip() if found else ""


def kinds_of(pack: Pack) -> tuple[Kind, ...]:
    """The pack's kinds in the order they are tried."""
    return tuple(
        Kind(
            code=line["code"],
            kk=re.compile(line["short_kk"]),
            ru=re.compile(line["short_ru"]),
            pattern=Text(**{language: line[f"name_{language}"] for language in ("kk", "ru", "en")}),
        )
        for line in pack.csv("places/kinds.csv")
    )


def kind_of(kinds: tuple[Kind, ...], kk: str, ru: str) -> Kind:
    """The first kind that knows both short forms, else the first that knows one; the last knows any."""
    both = (kind for kind in kinds[:-1] if _bare(kind.kk, kk) and _bare(kind.ru, ru))
    either = (kind for kind in kinds if _bare(kind.kk, kk) or _bare(kind.ru, ru))
    return next(both, None) or next(either)
