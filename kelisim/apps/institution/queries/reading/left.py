"""What a document carries that the ledger has no place for: told, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kelisim.apps.institution.queries.exports.akn_document import OURS
from kelisim.apps.institution.queries.reading.identity import Identity
from kelisim.apps.institution.queries.reading.life import TAKEN, verb_of
from kelisim.apps.institution.queries.reading.source import elements, first, language_of, local

_WORK = {
    *("FRBRthis", "FRBRuri", "FRBRalias", "FRBRdate", "FRBRcountry", "FRBRsubtype", "FRBRnumber", "FRBRname"),
    "FRBRauthor",
}
_META = {"identification", "lifecycle", "analysis", "temporalData", "references", "notes", "proprietary"}
_DOCUMENT = {"meta", "preface", "body"}
_SPOKEN = ("kk", "ru", "en", "kaz", "rus", "eng")


@dataclass(frozen=True, kw_only=True)
class Left:
    """An element that is not taken, and its line."""

    line: int
    what: str


def left_in(act: Any, one: Identity) -> list[Left]:
    """Every such element, in the order of the file, each kind of thing once a place."""
    meta = first(act, "meta")
    work = first(meta, "identification", "FRBRWork")
    found = [
        *(child for child in elements(act) if local(child) not in _DOCUMENT),
        *(child for child in elements(meta) if local(child) not in _META),
        *(child for child in elements(work) if local(child) not in _WORK),
        *_of_the_work(work, one, meta),
        *_of_the_analysis(first(meta, "analysis")),
        *_texts(act, meta),
        *(child for child in elements(first(meta, "proprietary")) if not child.tag.startswith(f"{{{OURS}}}")),
    ]
    found.sort(key=lambda element: element.sourceline)
    return [Left(line=element.sourceline, what=local(element)) for element in found]


def _of_the_work(work: Any, one: Identity, meta: Any) -> Iterator[Any]:
    """Names in other languages, aliases an act that stands does not have, and whoever adopted it."""
    for name in elements(work, "FRBRname"):
        if language_of(name) not in _SPOKEN:
            yield name
    if one.standing is not None:
        has = {("kelisim", one.standing.code), *one.standing.identifiers.items()}
        yield from (
            alias
            for alias in elements(work, "FRBRalias")
            if (alias.get("name"), alias.get("value")) not in has
        )
    roles = {role.get("eId") for role in elements(first(meta, "references"), "TLCRole")}
    for author in elements(work, "FRBRauthor"):
        if (author.get("href") or "").removeprefix("#") not in roles:
            yield author


def _of_the_analysis(analysis: Any) -> Iterator[Any]:
    for part in elements(analysis):
        if local(part) not in ("activeModifications", "passiveModifications"):
            yield part
            continue
        yield from (
            change for change in elements(part) if local(change) not in TAKEN or verb_of(change) is None
        )


def _texts(act: Any, meta: Any) -> Iterator[Any]:
    """The text of the act, and notes that are not ours."""
    body = first(act, "body")
    if body is not None and any(child.get("eId") != "body__notice" for child in elements(body)):
        yield body
    for note in elements(first(meta, "notes"), "note"):
        if not (note.get("eId") or "").endswith("__note"):
            yield note
