"""A list of a page as a file: the same rows as CSV, or as JSON."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse

FORMATS = ("csv", "json")


def wanted(request: HttpRequest) -> str:
    """The file asked for by `?format=`; "" for the page."""
    asked = request.GET.get("format", "")
    return asked if asked in FORMATS else ""


def csv_file(name: str, rows: Sequence[Mapping[str, object]], columns: Iterable[str]) -> HttpResponse:
    """UTF-8, one header; an empty cell is something not known."""
    text = StringIO()
    table = csv.DictWriter(text, list(columns), lineterminator="\n", extrasaction="ignore")
    table.writeheader()
    table.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return " ".join(str(item) for item in value)
    return str(value)


def json_file(name: str, found: Mapping[str, object]) -> HttpResponse:
    """Cyrillic as it is written."""
    answer = JsonResponse(dict(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer


def list_file(
    asked: str, name: str, rows: Sequence[Mapping[str, object]], columns: Iterable[str]
) -> HttpResponse:
    """A plain list in either form, with the same columns."""
    columns = list(columns)
    if asked == "csv":
        return csv_file(name, rows, columns)
    told = [{column: row.get(column) or None for column in columns} for row in rows]
    return json_file(name, {"schema": f"kelisim/{name}/1", "rows": told})


def refused(form: Form) -> HttpResponse:
    """What was wrong with the question, for a machine."""
    return JsonResponse(
        {"errors": form.errors.get_json_data()}, status=400, json_dumps_params={"ensure_ascii": False}
    )
