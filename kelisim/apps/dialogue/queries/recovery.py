"""The words by which somebody goes on as the same participant on another device."""

from __future__ import annotations

import secrets
from functools import lru_cache

from kelisim.engines.names.fold import solid
from kelisim.kernel.packs.pack import Pack, current

FILE, WORDS = "dialogue/words.csv", 8


def offered() -> bool:
    """Whether the pack has a list of words."""
    return bool(_list(current()))


def drawn() -> list[str]:
    """Eight words by chance: of 512 words, one of 2^72 sequences."""
    words = _list(current())
    return [secrets.choice(words) for _ in range(WORDS)]


def key_of(typed: str) -> str:
    """The same for whatever script, case and spaces they are typed in; empty if they are not eight words."""
    words = [solid(word) for word in typed.replace(",", " ").split()]
    return " ".join(words) if len(words) == WORDS and all(words) else ""


@lru_cache(maxsize=4)
def _list(pack: Pack) -> tuple[str, ...]:
    if not pack.has(FILE):
        return ()
    return tuple(row["word"] for row in pack.csv(FILE, columns=("word",)))
