"""Every column a release may have, called by name in three languages, and how a cell is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kelisim.engines.tabular.types import NO, YES, Column, Kind, Table
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import LANGUAGES

TITLES: dict[str, Promise] = {
    "about": _("Kind of thing the effect is about"),
    "act": _("Code of the act"),
    "added": _("Sum of the parts"),
    "after": _("Value in this release"),
    "before": _("Value in the release before"),
    "break_before": _("Broken before this figure"),
    "carved_from": _("Territory it was carved out of"),
    "category": _("Code of the category"),
    "change": _("What happened to the figure"),
    "clause": _("Article"),
    "code": _("Code"),
    "column": _("Column of the table"),
    "community": _("Code of the community"),
    "confidence": _("Confidence"),
    "date": _("First possible day"),
    "date_last": _("Last possible day"),
    "difference": _("Sum less printed total"),
    "facts": _("Facts of the source article"),
    "figures": _("Number of figures"),
    "hidden": _("Hidden by disclosure control"),
    "identified": _("The act is identified"),
    "inconsistencies": _("Inconsistencies it carries"),
    "indicator": _("Code of the indicator"),
    "iso": _("Code of ISO 3166-2"),
    "key": _("Key"),
    "kind": _("Kind"),
    "layout": _("Number of units of the layout"),
    "level": _("Level in the tree of places"),
    "licence_en": _("Licence in English"),
    "licence_kk": _("Licence in Kazakh"),
    "licence_ru": _("Licence in Russian"),
    "name_en": _("Name in English"),
    "name_kk": _("Name in Kazakh"),
    "name_ru": _("Name in Russian"),
    "note_en": _("Note in English"),
    "note_kk": _("Note in Kazakh"),
    "note_ru": _("Note in Russian"),
    "number": _("Number of the act"),
    "on": _("In effect from, first possible day"),
    "on_last": _("In effect from, last possible day"),
    "order": _("Order in lists"),
    "parent": _("Territory it lies in"),
    "period": _("Day, month, year or span of years"),
    "precision": _("Precision"),
    "rest": _("Printed total less the counted parts, where a part is known only as more than a number"),
    "principal": _("A principal act"),
    "printed": _("Total as printed"),
    "read_on": _("Day on which it was read"),
    "reason": _("Reason it was voided"),
    "reason_en": _("Reason in English"),
    "reason_kk": _("Reason in Kazakh"),
    "reason_ru": _("Reason in Russian"),
    "residual": _("What was left over"),
    "revision": _("Revision of the table"),
    "row": _("Row of the table"),
    "short_en": _("Short title in English"),
    "short_kk": _("Short title in Kazakh"),
    "short_ru": _("Short title in Russian"),
    "since": _("First day"),
    "source": _("Code of the source"),
    "source_text": _("Where it was read"),
    "status": _("Status"),
    "subject": _("Code of the subject"),
    "table": _("Table of counts"),
    "territory": _("Code of the territory"),
    "title_en": _("Title in English"),
    "title_kk": _("Title in Kazakh"),
    "title_ru": _("Title in Russian"),
    "unit": _("Unit"),
    "until": _("First day after"),
    "url": _("Address on the web"),
    "value": _("Value"),
    "verb": _("What the act does"),
    "verdict": _("Verdict"),
    "verified": _("Checked in the first publication"),
    "voided": _("Voided"),
}


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A table and where its rows come from; they are asked for when the file is written, once."""

    table: Table
    rows: Callable[[], Iterable[Sequence[str]]]


def column(name: str, kind: Kind = "string", **more: object) -> Column:
    """A column by its name; optional, of another kind, or with a pattern or options if told so."""
    return Column(name=name, titles=said(TITLES[name]), kind=kind, **more)  # type: ignore[arg-type]


def optional(name: str, kind: Kind = "string", **more: object) -> Column:
    """A column whose cells may be empty."""
    return column(name, kind, required=False, **more)


def said(text: Promise) -> dict[str, str]:
    """A text of the catalogues in every language."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = str(text)
    return found


def number(value: Decimal | None) -> str:
    """A value as a cell: a point, no grouping, no idle zeros; empty where there is none."""
    return "" if value is None else say.exact(value)


def flag(value: bool) -> str:
    """Yes or no."""
    return YES if value else NO


def text(value: object) -> str:
    """Any other value as a cell: ISO dates, lists with spaces between, empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return flag(value)
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
