"""Notes printed beside the structure on a day, and the frame in which the pack wants it read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from django.utils.translation import gettext, gettext_noop, override

from kelisim.engines.timeline.compare import Frame
from kelisim.engines.timeline.types import State
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, shaped
from kelisim.kernel.texts.of import LANGUAGES, Text

NOTES, FRAME, POWERS = "institution/notes.yaml", "institution/frame.yaml", "institution/powers.yaml"
_NOTHING = gettext_noop("Nothing had been recorded in the ledger by that day, so this answer is empty.")


class NoteLine(Line):
    """One note of notes.yaml."""

    id: str
    kind: Literal["note", "inconsistency", "claim"]
    begins: tuple[str, ...]
    ends: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    example: date
    text: Names


@dataclass(frozen=True, kw_only=True)
class Note:
    """A sentence beside the structure: ours, an inconsistency of the article, or a claim of the article."""

    code: str
    kind: str
    text: Text
    inconsistencies: tuple[str, ...] = ()


def notes_on(state: State) -> tuple[Note, ...]:
    """The notes of the day, in the order of the pack."""
    counted = {effect.code for effect in state.counted}
    return tuple(
        Note(
            code=line.id,
            kind=line.kind,
            text=Text(kk=line.text.kk, ru=line.text.ru, en=line.text.en),
            inconsistencies=tuple(line.inconsistencies),
        )
        for line in _notes(current())
        if _shown(line, state.day, counted)
    )


def _shown(line: NoteLine, day: date, counted: set[str]) -> bool:
    begun = not counted.isdisjoint(line.begins) and (line.since is None or line.since <= day)
    return begun and counted.isdisjoint(line.ends) and (line.until is None or day < line.until)


def nothing_recorded() -> Note:
    """Said when the ledger was still empty at the moment asked for."""
    return Note(code="nothing-recorded", kind="note", text=in_all_languages(_NOTHING))


def in_all_languages(msgid: str) -> Text:
    """One of our own sentences in all three languages at once."""
    return told_in_all_languages(lambda: gettext(msgid))


def told_in_all_languages(say: Callable[[], str]) -> Text:
    """What is said to a reader, to the readers of all three languages."""
    found = {}
    for lang in LANGUAGES:
        with override(lang):
            found[lang] = say()
    return Text(**found)


def frame() -> Frame:
    """The chain of institutions and the power that is their status; empty in a pack without them."""
    return _frame(current())


@lru_cache(maxsize=4)
def _frame(pack: Pack) -> Frame:
    if not pack.has(FRAME):
        return Frame(chain=(), status="")
    file = pack.yaml(FRAME)
    return Frame(chain=tuple(file["chain"]), status=str(file["status"]))


@lru_cache(maxsize=4)
def _notes(pack: Pack) -> tuple[NoteLine, ...]:
    return tuple(shaped(pack.records(NOTES), NOTES, NoteLine))


@lru_cache(maxsize=4)
def _words(pack: Pack) -> dict[tuple[str, str], Text]:
    return {
        (line["id"], code): Text(**names)
        for line in pack.records(POWERS)
        for code, names in line.get("words", {}).items()
    }


def status_words(code: str) -> Text:
    """How a legal status is called; its code where the pack has no words for it."""
    return _words(current()).get((frame().status, code), Text(kk=code, ru=code, en=code))
