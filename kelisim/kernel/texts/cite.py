"""How an article, an act, a table or a release is cited: BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["article", "act", "dataset"]

_BIBTEX = {"article": "article", "act": "legislation", "dataset": "dataset"}
_RIS = {"article": "JOUR", "act": "STAT", "dataset": "DATA"}
_CSL = {"article": "article-journal", "act": "legislation", "dataset": "dataset"}
_BABEL = {"kk": "kazakh", "ru": "russian", "en": "english"}  # as biblatex names languages
# What reading programs take for markup of their own; Cyrillic stays as it is written.
_BIBTEX_MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "&%$#_{}"} | {"\\": "\\textbackslash{}"})


@dataclass(frozen=True, kw_only=True)
class Author:
    """A person by family and given names, or a body by its name alone."""

    family: str
    given: str = ""


@dataclass(frozen=True, kw_only=True)
class Work:
    """What is cited. A date is as long as it is known (`2023`, `2023-03`, `2023-03-24`); unknown is empty."""

    key: str
    kind: Kind
    title: str
    url: str
    language: str
    authors: tuple[Author, ...] = ()
    issued: str = ""
    container: str = ""
    number: str = ""
    publisher: str = ""
    version: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    note: str = ""
    accessed: str = ""


def bibtex(work: Work) -> str:
    """An entry as biblatex reads it; what is not known has no line."""
    told = {
        "title": work.title,
        "author": " and ".join(_bibtex_name(author) for author in work.authors),
        "date": work.issued,
        "journaltitle": work.container,
        "number": work.number,
        "publisher": work.publisher,
        "version": work.version,
        "abstract": work.abstract,
        "keywords": ", ".join(work.keywords),
        "note": work.note,
        "langid": _BABEL[work.language],
        "urldate": work.accessed,
    }
    lines = [f"  {name} = {{{_bibtex_text(name, value)}}}," for name, value in told.items() if value]
    lines.append(f"  url = {{{work.url}}},")  # an address stands as it is
    return "\n".join([f"@{_BIBTEX[work.kind]}{{{work.key},", *lines, "}", ""])


def _bibtex_text(name: str, value: str) -> str:
    return value if name == "author" else _one_line(value).translate(_BIBTEX_MARKUP)


def _bibtex_name(author: Author) -> str:
    family, given = (part.translate(_BIBTEX_MARKUP) for part in (author.family, author.given))
    return f"{family}, {given}" if given else f"{{{family}}}"


def ris(work: Work) -> str:
    """A record as reference managers read it: one tag a line, CRLF, `ER` at the end."""
    told = [
        ("TY", _RIS[work.kind]),
        ("ID", work.key),
        ("TI", work.title),
        *(("AU", _ris_name(author)) for author in work.authors),
        ("PY", work.issued[:4]),
        ("DA", _ris_date(work.issued)),
        ("JO" if work.kind == "article" else "T2", work.container),
        ("IS" if work.kind == "article" else "M1", work.number),
        ("PB", work.publisher),
        ("ET", work.version),
        ("AB", work.abstract),
        *(("KW", word) for word in work.keywords),
        ("N1", work.note),
        ("LA", work.language),
        ("UR", work.url),
        ("Y2", _ris_date(work.accessed)),
    ]
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in told if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _ris_name(author: Author) -> str:
    return f"{author.family}, {author.given}" if author.given else author.family


def _ris_date(day: str) -> str:
    """`YYYY/MM/DD/`, with what is not known left empty."""
    parts = [*day.split("-"), "", ""][:3] if day else []
    return "/".join([*parts, ""]) if parts else ""


def csl(work: Work) -> dict[str, Any]:
    """An item of CSL-JSON, as citation processors take it."""
    told: dict[str, Any] = {
        "id": work.key,
        "type": _CSL[work.kind],
        "title": work.title,
        "author": [_csl_name(author) for author in work.authors],
        "issued": _csl_date(work.issued),
        "container-title": work.container,
        "issue" if work.kind == "article" else "number": work.number,
        "publisher": work.publisher,
        "version": work.version,
        "abstract": work.abstract,
        "keyword": ", ".join(work.keywords),
        "note": work.note,
        "language": work.language,
        "URL": work.url,
        "accessed": _csl_date(work.accessed),
    }
    return {name: value for name, value in told.items() if value}


def _csl_name(author: Author) -> Mapping[str, str]:
    if author.given:
        return {"family": author.family, "given": author.given}
    return {"literal": author.family}


def _csl_date(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _csl_text(work: Work) -> str:
    return json.dumps([csl(work)], ensure_ascii=False, indent=1) + "\n"


# The ending of a file -> how it is written, and what it is called on the way.
FORMATS: Mapping[str, tuple[Callable[[Work], str], str]] = {
    "bib": (bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (ris, "application/x-research-info-systems; charset=utf-8"),
    "csl.json": (_csl_text, "application/vnd.citationstyles.csl+json; charset=utf-8"),
}
