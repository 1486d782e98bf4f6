"""Where acts and effects were read: short codes in the rows, their words in the pack."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from kelisim.apps.institution.states import SURENESS, Confidence
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, shaped
from kelisim.kernel.texts.of import Text

SOURCES = "institution/sources.yaml"


class SourceLine(Line):
    """A source by its short code."""

    code: str
    text: Names
    sure: Confidence = Confidence.HIGH


@lru_cache(maxsize=4)
def sources(pack: Pack) -> Mapping[str, Text]:
    """The pack's sources by their short code."""
    return {
        line.code: Text(kk=line.text.kk, ru=line.text.ru, en=line.text.en)
        for line in shaped(pack.records(SOURCES), SOURCES, SourceLine)
    }


def surest(text: str, pack: Pack) -> Confidence:
    """How sure a row may be that rests on these sources: as sure as the surest of them."""
    known = {line.code: line.sure for line in shaped(pack.records(SOURCES), SOURCES, SourceLine)}
    return max((known.get(code, Confidence.HIGH) for code in codes_in(text)), key=SURENESS.index)


def codes_in(text: str) -> list[str]:
    """The codes in `seed, e`."""
    return [code.strip() for code in text.split(",") if code.strip()]


def source_words(text: str) -> str:
    """The sources behind a row in the reader's language; what is no code of the pack stands as it is."""
    known = sources(current())
    return "; ".join(known[code].of() if code in known else code for code in codes_in(text))
