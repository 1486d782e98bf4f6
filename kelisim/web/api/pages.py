"""A list in pages: each item once, in an order that holds while rows are added."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from kelisim.web.api.asked import Listed
from kelisim.web.api.problems import Bad, bad_parameters
from kelisim.web.api.shapes import Shape

T = TypeVar("T")
M = TypeVar("M", bound=Model)
Place = list[str | int]


class Page(Shape, Generic[T]):
    """A part of a list. `next` is the address of the next part; null at the end."""

    items: list[T]
    next: str | None


def rows_page(
    request: HttpRequest, asked: Listed, rows: QuerySet[M], order: Sequence[str], shape: Callable[[M], T]
) -> dict[str, Any]:
    """A page of rows of the database; `order` ends with a field no two rows share."""
    found = rows.order_by(*order)
    if asked.cursor is not None:
        found = _behind(found, order, request, asked)
    part = list(found[: asked.limit + 1])
    kept = part[: asked.limit]
    last = [_plain(getattr(kept[-1], name)) for name in order] if len(part) > len(kept) else None
    return {"items": [shape(row) for row in kept], "next": _next(request, last)}


def items_page(
    request: HttpRequest, asked: Listed, items: Sequence[T], name: Callable[[T], str] = attrgetter("code")
) -> dict[str, Any]:
    """A page of a list that is whole in memory, such as a file of the pack; `name` is the item's own."""
    names = [name(item) for item in items]
    start = 0
    if asked.cursor is not None:
        (last,) = _place(request, asked, 1)
        if last not in names:
            raise _not_ours(asked)
        start = names.index(str(last)) + 1
    kept = items[start : start + asked.limit]
    more = start + asked.limit < len(items)
    return {"items": list(kept), "next": _next(request, [names[start + len(kept) - 1]] if more else None)}


def _behind(rows: QuerySet[M], order: Sequence[str], request: HttpRequest, asked: Listed) -> QuerySet[M]:
    try:
        return rows.filter(_after(order, _place(request, asked, len(order))))
    except (ValueError, TypeError, ValidationError):  # a text where the list has a day or a number
        raise _not_ours(asked) from None


def _after(order: Sequence[str], place: Place) -> Q:
    """Behind the place: the first field is greater, or equal and the second greater, and so on."""
    condition, same = Q(), Q()
    for name, value in zip(order, place, strict=True):
        condition |= same & Q(**{f"{name}__gt": value})
        same &= Q(**{name: value})
    # The first field alone lets the database begin in its index.
    return Q(**{f"{order[0]}__gte": place[0]}) & condition


def _plain(value: Any) -> str | int:
    return value if isinstance(value, (str, int)) else str(value)


def _next(request: HttpRequest, last: Place | None) -> str | None:
    if last is None:
        return None
    query = request.GET.copy()
    told = json.dumps([request.path, *last], ensure_ascii=False, separators=(",", ":"))
    query["cursor"] = urlsafe_b64encode(told.encode()).decode().rstrip("=")
    return f"{request.path}?{query.urlencode()}"


def _place(request: HttpRequest, asked: Listed, length: int) -> Place:
    """Reads a cursor back. It names its list, so that one of another list is refused."""
    try:
        text = str(asked.cursor)
        path, *place = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, TypeError, RecursionError):
        raise _not_ours(asked) from None
    if path != request.path or len(place) != length or not all(map(_sound, place)):
        raise _not_ours(asked)
    return list(place)


def _sound(value: object) -> bool:
    if isinstance(value, str):
        return value.isprintable()  # PostgreSQL keeps no zero byte, and nothing keeps half a letter
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63


def _not_ours(asked: Listed) -> Exception:
    text = _("This cursor belongs to no page of this list. Begin again without it and follow “next”.")
    return bad_parameters([Bad(parameter="cursor", code="bad_cursor", value=asked.cursor, detail=text)])
