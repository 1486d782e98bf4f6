"""Closed lists of a pack: a code and what it is called in three languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text


@dataclass(frozen=True, kw_only=True)
class Code:
    """One line of a closed list. `hint` may be empty."""

    code: str
    name: Text
    hint: Text

    def __str__(self) -> str:
        return self.name.of()


def codes(group: str, *, file: str = "mediation/codes") -> tuple[Code, ...]:
    """The list called `group` in the order written; empty if the pack has none."""
    return _groups(current(), f"{file}.yaml").get(group, ())


def code_name(group: str, code: str, *, file: str = "mediation/codes") -> Text:
    """What a code is called; the code itself where the pack no longer knows it."""
    for known in codes(group, file=file):
        if known.code == code:
            return known.name
    return Text(kk=code, ru=code, en=code)


def choices(group: str, *, file: str = "mediation/codes") -> list[tuple[str, str]]:
    """The list for a form, in the reader's language."""
    return [(code.code, code.name.of()) for code in codes(group, file=file)]


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language people may ask for. `interface`: pages are written in it."""

    code: str
    name: Text
    interface: bool
    state: bool


def languages() -> tuple[Language, ...]:
    """All languages of the pack, those of the interface first."""
    return _languages(current())


@lru_cache(maxsize=4)
def _languages(pack: Pack) -> tuple[Language, ...]:
    return tuple(
        Language(code=line["code"], name=text(line["name"]), interface=line["interface"], state=line["state"])
        for line in pack.records("languages.yaml")
    )


@lru_cache(maxsize=16)
def _groups(pack: Pack, path: str) -> dict[str, tuple[Code, ...]]:
    if not pack.has(path):
        return {}
    return {
        group: tuple(
            Code(code=line["code"], name=text(line["name"]), hint=text(line.get("hint", {})))
            for line in lines
        )
        for group, lines in pack.yaml(path).items()
    }


def text(written: dict[str, Any]) -> Text:
    """A text as a pack writes it: `{kk: …, ru: …, en: …}`."""
    return Text(kk=str(written.get("kk", "")), ru=str(written.get("ru", "")), en=str(written.get("en", "")))
