"""The lists of a page as files: the same rows as CSV or JSON; and how the page is cited."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from kelisim.kernel.texts import cite

FORMATS = ("csv", "json")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would compute
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_JSON: dict[str, Any] = {"ensure_ascii": False, "indent": 1}  # Cyrillic as it is written


class Cell(str):
    """A cell as a reader reads it, “19 766 807”, and the bare value that stands in a file."""

    bare: object

    def __new__(cls, said: str, bare: object) -> Cell:
        """The words first, as they stand on the page."""
        cell = super().__new__(cls, said)
        cell.bare = bare
        return cell


class Stranger(str):
    """What somebody from outside wrote. Opened in a spreadsheet it must not become a formula."""


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list of a page. A row is as long as the columns; the first listing of a page needs no name."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


def listing(name: str, rows: Iterable[Mapping[str, object]], columns: Iterable[str]) -> Listing:
    """From rows that know their columns by name; what a row does not know stays empty."""
    kept = tuple(columns)
    return Listing(name=name, columns=kept, rows=[[row.get(column) for column in kept] for row in rows])


def wanted(request: HttpRequest) -> str:
    """The file asked for by `?format=`; "" for the page."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def list_file(request: HttpRequest, *listings: Listing) -> HttpResponse | None:
    """The listing asked for by `?format=` and `?list=` (without: the first); None where a page is."""
    asked, name = wanted(request), request.GET.get("list", "")
    if not asked:
        return None
    for one in listings:
        if name in ("", one.name):
            return as_file(one, asked)
    raise Http404


def as_file(one: Listing, ending: str) -> HttpResponse:
    """Either form, with the same columns and rows."""
    if ending == "csv":
        return csv_file(one)
    rows = [{name: _plain(cell) for name, cell in zip(one.columns, row, strict=True)} for row in one.rows]
    return json_file(one.name, {"schema": f"kelisim/{one.name}/1", "rows": rows})


def csv_file(one: Listing) -> HttpResponse:
    """UTF-8, one header; an empty cell is something not known; codes, ISO dates, points in numbers."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(one.columns)
    table.writerows([_written(cell) for cell in row] for row in one.rows)
    return download(text.getvalue(), f"{one.name}.csv", _TYPES["csv"])


def json_file(name: str, found: Mapping[str, object]) -> HttpResponse:
    """Whatever shape the brief gives it."""
    answer = JsonResponse(dict(found), json_dumps_params=_JSON)
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def citation_file(work: cite.Work, ending: str) -> HttpResponse:
    """The work in one of the forms in which works are cited."""
    if ending not in cite.FORMATS:
        raise Http404
    write, media_type = cite.FORMATS[ending]
    return download(write(work), f"{work.key}.{ending}", media_type)


def download(text: str | bytes, name: str, media_type: str) -> HttpResponse:
    """Something that is kept under its own name."""
    answer = HttpResponse(text, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def refused(form: Form) -> HttpResponse:
    """What was wrong with the question, for a machine."""
    return JsonResponse({"errors": form.errors.get_json_data()}, status=400, json_dumps_params=_JSON)


def _plain(value: object) -> object:
    """As JSON holds it; nothing, an empty text and an empty list are all something not known."""
    bare = value.bare if isinstance(value, Cell) else value
    if isinstance(bare, bool | int | float):
        return bare
    if isinstance(bare, list | tuple):
        return [str(item) for item in bare] or None
    return str(bare) if bare not in (None, "") else None


def _written(value: object) -> str:
    plain = _plain(value)
    if isinstance(value, Stranger) and value.startswith(FORMULA):
        return f"'{value}"
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    if isinstance(plain, list):
        return " ".join(plain)
    return "" if plain is None else str(plain)
