"""What templates may say: dates, numbers, texts and addresses in the reader's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kelisim.kernel.texts import of, say

register = template.Library()


@register.filter
def text(thing: object, field: str) -> str:
    """`{{ office|text:"name" }}`: the column of the reader's language."""
    return of.of(thing, field)


@register.simple_tag
def date(day: dt.date | None, precision: str = "day") -> str:
    """`{% date act.on %}`, `{% date act.on precision="year" %}`; nothing for no date."""
    return "" if day is None else say.date(day, precision=precision)


@register.simple_tag
def moment(at: dt.datetime | None, zone: str = "") -> str:
    """`{% moment case.received_at %}`: day and wall clock; of another place with its zone."""
    return "" if at is None else say.moment(at, zone=zone)


@register.simple_tag
def ago(at: dt.datetime | None) -> str:
    """`{% ago entry.at %}`: how long ago, or in how long."""
    return "" if at is None else say.ago(at)


@register.simple_tag
def number(value: float | Decimal | None, digits: int | None = None) -> str:
    """`{% number total %}`: grouped the way of the language; nothing for no number."""
    return "" if value is None else say.number(value, digits=digits)


@register.simple_tag
def percent(share: float | Decimal | None, digits: int = 1) -> str:
    """`{% percent 0.7 %}`: a share of one as per cent."""
    return "" if share is None else say.percent(share, digits=digits)


@register.simple_tag
def money(tenge: Decimal | int | None) -> str:
    """`{% money amount %}`: an amount in tenge."""
    return "" if tenge is None else say.money(tenge)


@register.simple_tag
def language_name(code: str) -> str:
    """`{% language_name "kk" %}`: a language as the reader calls it."""
    return say.language_name(code)


@register.simple_tag
def switch_language(request: HttpRequest, lang: str) -> str:
    """The address of this very page, query included, in another language."""
    head, _, rest = request.path.lstrip("/").partition("/")
    if head not in of.LANGUAGES:
        rest = ""
    query = request.META.get("QUERY_STRING", "")
    return f"/{lang}/{rest}" + (f"?{query}" if query else "")


@register.simple_tag
def absolute(address: str) -> str:
    """An address with the origin before it, as links for other machines need it."""
    return f"{settings.ORIGIN}{address}"


@register.simple_tag
def with_query(request: HttpRequest, **changes: Any) -> str:
    """The query of this page with some values changed; a value of None or "" leaves it out."""
    query = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """The numbers a reader may go to, with gaps left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def beside(cells: Sequence[Any], columns: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """`{% for column, cell in row|beside:columns %}`: each cell with its column."""
    return zip(columns, cells, strict=True)


@lru_cache(maxsize=1)
def _has_fonts() -> bool:
    """Whether set-up could fetch the fonts; without them the system's own are used."""
    name = "fonts/fonts.css"
    return bool(finders.find(name)) if settings.DEBUG else staticfiles_storage.exists(name)


@register.simple_tag
def font_link() -> SafeString | str:
    """The link to the fonts, where set-up fetched them."""
    if not _has_fonts():
        return ""
    return format_html('<link rel="stylesheet" href="{}">', static("fonts/fonts.css"))


@register.filter
def telephone(number: str) -> str:
    """A telephone number as a link needs it: digits, and the plus before them."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
