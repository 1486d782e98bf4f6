"""Every value of law nobody has verified yet: what a lawyer still has to read, shown to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kelisim.kernel.packs.codes import text
from kelisim.kernel.packs.dated import DatedValue, unverified
from kelisim.web.files import list_file, listing

COLUMNS = ("file", "key", "value", "act", "article", "edition", "since", "until", "basis", "source")


@dataclass(frozen=True, kw_only=True)
class Unread:
    """One value as it is shown."""

    file: str
    said: str
    where: str
    edition: str
    since: date | None
    until: date | None
    source: str
    note: str


def unverified_law(request: HttpRequest) -> HttpResponse:
    """By file: what it says, in which act, article and edition, since and until when, read where."""
    found = unverified()
    rows = [_line(file, one) for file, group in found.items() for one in group]
    answer = list_file(request, listing("unverified", rows, COLUMNS))
    if answer is not None:
        return answer
    shown = [_unread(file, one) for file, group in found.items() for one in group]
    return render(request, "site/unverified_law.html", {"rows": shown})


def _unread(file: str, one: DatedValue) -> Unread:
    said = text(one.text).of() if one.text else _plain(one)
    where = " ".join(filter(None, (one.act, one.article)))
    return Unread(
        file=file,
        said=said,
        where=where,
        edition=one.edition,
        since=one.since,
        until=one.until,
        source=one.source,
        note=one.note,
    )


def _plain(one: DatedValue) -> str:
    value = ", ".join(map(str, one.value)) if isinstance(one.value, list) else str(one.value)
    return f"{one.key}: {value} {one.unit}".strip()


def _line(file: str, one: DatedValue) -> dict[str, object]:
    told = {name: getattr(one, name) for name in COLUMNS if name not in {"file", "value"}}
    days = {name: told[name].isoformat() if told[name] else None for name in ("since", "until")}
    return {**told, **days, "file": file, "value": _plain(one).partition(": ")[2]}
