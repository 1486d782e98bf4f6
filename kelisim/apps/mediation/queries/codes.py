"""The closed lists of the room (topics, routes, reasons …), as the country's pack has them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text

FILE = "mediation/codes.yaml"


@dataclass(frozen=True, kw_only=True)
class Code:
    """One entry of a list."""

    code: str
    name: Text
    hint: Text | None = None


def codes(kind: str) -> tuple[Code, ...]:
    """A list in the pack's order; empty if the pack has none."""
    return _lists(current()).get(kind, ())


def known(kind: str, code: str) -> bool:
    """Whether the list has the code."""
    return any(one.code == code for one in codes(kind))


def named(kind: str, code: str, lang: str | None = None) -> str:
    """What a code is called in a language, the reader's by default; the code itself if it is unknown."""
    return next((one.name.of(lang) for one in codes(kind) if one.code == code), code)


@lru_cache(maxsize=4)
def _lists(pack: Pack) -> dict[str, tuple[Code, ...]]:
    if not pack.has(FILE):
        return {}
    return {
        kind: tuple(
            Code(
                code=one["code"],
                name=Text(**one["name"]),
                hint=Text(**one["hint"]) if "hint" in one else None,
            )
            for one in entries
        )
        for kind, entries in pack.yaml(FILE).items()
    }
