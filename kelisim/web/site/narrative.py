"""The story a pack tells: chapters, records and doubts, read once a process and wholly checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Literal, TypeVar

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError

from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack, open_pack
from kelisim.kernel.texts.of import Text
from kelisim.web.site.record import Codes, Day, Empty, Part, Said


class Item(Part):
    """A line of a list inside a paragraph."""

    text: Said


class Paragraph(Part):
    """A few sentences with their sources."""

    id: str
    text: Said
    items: tuple[Item, ...] = ()


class Shown(BaseModel):
    """A list of records shown under a chapter; without ids the whole list."""

    what: Literal["sessions", "programmes", "conflicts", "memoranda", "claims"]
    ids: tuple[str, ...] = ()


class Chapter(BaseModel):
    """One page of the story. `years` is a label, the same in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    years: str
    title: Said
    summary: Said
    shows: tuple[Shown, ...] = ()
    paragraphs: tuple[Paragraph, ...]

    def parts(self) -> list[Part]:
        """Every paragraph and every line of its lists."""
        return [part for paragraph in self.paragraphs for part in (paragraph, *paragraph.items)]


class Goal(Part):
    """What a programme sets out to do; goals may hold measures."""

    id: str
    kind: Literal["aim", "task", "direction", "priority", "measure", "result"]
    number: str = ""
    title: Said
    indicator: Text = Empty
    known: Text = Empty
    comments_since: date | None = None
    comments_until: date | None = None
    items: tuple[Goal, ...] = ()


class Programme(Part):
    """A strategy, concept or programme with its goals."""

    id: str
    kind: Literal["strategy", "concept", "programme"]
    since: str
    until: str
    act: str
    title: Said
    note: Said
    items: tuple[Goal, ...] = ()


class Session(Part):
    """A session of the Assembly; without a day nothing was read of it."""

    id: str
    number: str
    printed: Day
    on: Day
    also: Day
    place: Text
    theme: Text
    theme_language: str
    date_confidence: Literal["high", "medium", "low", ""]
    date_verified: bool
    theme_verified: bool


class Conflict(Part):
    """A clash as the article names it."""

    id: str
    printed: Day
    recalled: Day = None
    place: Said
    told: Said
    settled: Said


class Memorandum(Part):
    """An agreement between those who use mediation."""

    id: str
    signed: Day
    sides: Said
    purpose: Said


class Claim(Part):
    """A result claimed, what speaks for it and against, and who added each; no verdict.

    `*_given` is false where the text only says that there is nothing. Evidence of readers is taken in from
    `comments_since` until `comments_until`; without a day it is open on that side.
    """

    id: str
    claim: Said
    evidence: Said
    counter: Said
    claim_by: Codes
    evidence_by: Codes
    counter_by: Codes
    evidence_given: bool = True
    counter_given: bool = True
    comments_since: date | None = None
    comments_until: date | None = None
    conflicts: Codes = ()


class Doubt(Part):
    """An inconsistency: what the source says, what does not fit, how this platform shows it."""

    id: str
    kind: Literal[
        "sum", "passes", "definition", "date", "term", "status", "actor", "citation", "power", "scope"
    ]
    chapter: str
    title: Said
    says: Said
    doubt: Said
    shown: Said


class Source(Part):
    """A source by its number; one to nine are the article's own references."""

    id: str
    number: int
    short: Said
    title: Said
    note: Text = Empty
    address: str = ""


class Moment(Part):
    """A dated point that leads into a chapter."""

    id: str
    when: Day
    kind: Literal["event", "act", "session", "body", "figure"]
    chapter: str
    title: Said


@dataclass(frozen=True, kw_only=True)
class Story:
    """All a pack tells. A pack without a story tells nothing and is no error."""

    chapters: tuple[Chapter, ...] = ()
    programmes: tuple[Programme, ...] = ()
    sessions: tuple[Session, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    memoranda: tuple[Memorandum, ...] = ()
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    sources: tuple[Source, ...] = ()
    moments: tuple[Moment, ...] = ()

    def records(self, shown: Shown) -> list[Any]:
        """The records a chapter asks for, in the pack's order."""
        return [record for record in getattr(self, shown.what) if not shown.ids or record.id in shown.ids]

    def sources_of(self, codes: Iterable[str]) -> list[Source]:
        """The sources of these ids, by number."""
        wanted = set(codes)
        return [source for source in self.sources if source.id in wanted]

    def doubts_of(self, codes: Iterable[str]) -> list[Doubt]:
        """The inconsistencies of these ids, by id."""
        wanted = set(codes)
        return [doubt for doubt in self.doubts if doubt.id in wanted]


M = TypeVar("M", bound=BaseModel)


def _fit(model: type[M], record: Any, path: str) -> M:
    try:
        return model.model_validate(record)
    except ValidationError as error:
        raise BadPack(
            [
                Complaint(
                    file=path,
                    code="bad_value",
                    line=getattr(record, "line", 1),
                    column=".".join(str(step) for step in wrong["loc"]),
                    value=str(wrong["input"]),
                    hint=wrong["msg"],
                )
                for wrong in error.errors()
            ]
        ) from None


def listed(pack: Pack, name: str, model: type[M]) -> tuple[M, ...]:
    """The records of one file of a story, each checked."""
    path = f"story/{name}.yaml"
    return tuple(_fit(model, record, path) for record in pack.records(path))


def _chapters(pack: Pack) -> tuple[Chapter, ...]:
    names = sorted(path.name for path in pack.path("story/chapters").glob("*.yaml"))
    paths = [f"story/chapters/{name}" for name in names]
    return tuple(_fit(Chapter, pack.yaml(path), path) for path in paths)


def _sessions(pack: Pack) -> tuple[Session, ...]:
    path = "story/sessions.csv"
    rows = pack.csv(path) if pack.has(path) else []
    return tuple(_fit(Session, _session(row), path) for row in rows)


def _session(row: dict[str, str]) -> dict[str, Any]:
    """A row of the table as a session: the three columns of a text become one."""
    texts = {
        name: Text(kk=row[f"{name}_kk"], ru=row[f"{name}_ru"], en=row[f"{name}_en"])
        for name in ("place", "theme")
    }
    kept = {
        name: cell
        for name, cell in row.items()
        if name != "source" and name.rpartition("_")[2] not in {"kk", "ru", "en"}
    }
    truths = {name: row[name] == "true" for name in ("date_verified", "theme_verified")}
    return {**kept, **texts, **truths}


@lru_cache(maxsize=4)
def told_by(code: str) -> Story:
    """The whole story of a pack. Raises BadPack naming what does not fit."""
    pack = open_pack(code)
    return Story(
        chapters=_chapters(pack),
        programmes=listed(pack, "programmes", Programme),
        sessions=_sessions(pack),
        conflicts=listed(pack, "conflicts", Conflict),
        memoranda=listed(pack, "memoranda", Memorandum),
        claims=listed(pack, "claims", Claim),
        doubts=listed(pack, "inconsistencies", Doubt),
        sources=listed(pack, "sources", Source),
        moments=listed(pack, "timeline", Moment),
    )


def story() -> Story:
    """The story of the country this platform runs with."""
    return told_by(settings.PACK)
