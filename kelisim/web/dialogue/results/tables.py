"""The tables of a publication: on the page in words, in files with numbers and codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kelisim.apps.dialogue.models.statement import FORMS
from kelisim.apps.dialogue.queries.published import Publication
from kelisim.kernel.texts import say
from kelisim.web.charts.figure import Column
from kelisim.web.dialogue.results.wording import wording
from kelisim.web.files import Cell, Listing, Stranger

SHOWN, OWN, FRAGILE = 10, 5, 0.03
Entry = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One table with its file; `rows` beyond the first ten stand in the file only."""

    key: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    listing: Listing
    stack: bool = True


def percents(value: int | str | None) -> str:
    """A printed share: whole per cents, coded at the ends, hidden where few answered."""
    if value is None:
        return _("hidden")
    if isinstance(value, int):
        return say.percent(value / 100, digits=0)
    if value == "95 or more":
        return _("95 % or more")
    return _("5 % or less")


def letters(told: Entry) -> list[str]:
    """The groups that are described."""
    return sorted(one["id"] for one in told["groups"])


def entries(told: Entry, name: str, chosen: Callable[[Entry], bool]) -> list[Entry]:
    """Those of a list, in its order."""
    return [one for one in told[name] if chosen(one)]


def unites(one: Entry) -> bool:
    """By both methods or by one."""
    return str(one["uniting"]) != "no"


def differing(told: Entry) -> list[Entry]:
    """Contested statements, those with the widest gap first."""
    return sorted(entries(told, "common_ground", lambda one: one["contested"]), key=_gap, reverse=True)


def _gap(one: Entry) -> float:
    shares = [cell["value"] for cell in one["per_group"].values() if cell["value"] is not None]
    return max(shares, default=0) - min(shares, default=0)


def ranked(one: Publication, name: str, side: str, found: list[Entry], caption: str) -> Listed:
    """Statements with each group's answer and the score with its interval."""
    groups = letters(one.told)
    return Listed(
        key=name,
        caption=caption,
        columns=[
            Column(label=pgettext("column", "Statement")),
            *_heads(groups),
            Column(label=pgettext("column", "Score, 90 % interval"), number=True),
            Column(label=pgettext("column", "How sure")),
        ],
        rows=[
            [
                wording(one.texts, entry["statement"]),
                *_shares(entry, groups, side),
                score(entry),
                sure(one, entry),
            ]
            for entry in found[:SHOWN]
        ],
        listing=_file(one, name, found),
    )


def differences(one: Publication, found: list[Entry], caption: str) -> Listed:
    """Each group's agreement, side by side."""
    groups = letters(one.told)
    return Listed(
        key="differences",
        caption=caption,
        columns=[Column(label=pgettext("column", "Statement")), *_heads(groups)],
        rows=[
            [wording(one.texts, entry["statement"]), *_shares(entry, groups, "agree")]
            for entry in found[:SHOWN]
        ],
        listing=_file(one, "differences", found),
    )


def own_list(one: Publication, group: Entry) -> Listed:
    """What sets one group apart from the others."""
    words = {"agree": pgettext("column", "Agree"), "disagree": pgettext("column", "Disagree")}
    lines = group["representative"]
    name = f"group-{group['id'].lower()}"
    return Listed(
        key=name,
        caption=_("Group %(letter)s, %(people)s people: what sets it apart")
        % {"letter": group["id"], "people": say.number(group["size"])},
        columns=[
            Column(label=pgettext("column", "Statement")),
            Column(label=pgettext("column", "Its answer")),
            Column(label=pgettext("column", "Share"), number=True),
        ],
        rows=[
            [wording(one.texts, line["statement"]), words[line["side"]], percents(line[line["side"]])]
            for line in lines[:OWN]
        ],
        listing=Listing(
            name=name,
            columns=("statement", "text", "side", "agree", "disagree", "pass"),
            rows=[
                [
                    line["statement"],
                    _text(one, line),
                    line["side"],
                    line["agree"],
                    line["disagree"],
                    line["pass"],
                ]
                for line in lines
            ],
        ),
    )


def unknown(one: Publication, caption: str) -> Listed:
    """Statements with too few answers, and those held back until enough new ones came."""
    found = one.told["not_enough_votes"]
    held = _("enough answers, but too few new ones since the last publication")
    return Listed(
        key="unknown",
        caption=caption,
        columns=[
            Column(label=pgettext("column", "Statement")),
            Column(label=pgettext("column", "Fewest answers in any group")),
        ],
        rows=[
            [wording(one.texts, entry["statement"]), held if entry.get("held") else _few(entry["support"])]
            for entry in found[:SHOWN]
        ],
        listing=_file(one, "unknown", found),
    )


def _few(value: int | str | None) -> str:
    if value is None:
        return _("hidden")
    return str(value) if isinstance(value, str) else say.number(value)


def everything(one: Publication) -> Listing:
    """Every cell of group and statement that may be told."""
    found = [entry for name in ("common_ground", "not_enough_votes") for entry in one.told[name]]
    return _file(one, "groups-and-statements", found)


def statements(one: Publication) -> Listing:
    """Every wording, by number."""
    rows = [
        [number, *(Stranger(texts.get(form, "")) for form in FORMS)]
        for number, texts in sorted(one.texts.items(), key=lambda item: int(item[0]))
    ]
    return Listing(name="statements", columns=("statement", *(form.value for form in FORMS)), rows=rows)


def cells(one: Publication) -> Listing:
    """The squares of the map; `level` 1 to 4: from 1, 2, 4 and 8 times the least a square may have."""
    found = (one.told["map"] or {"cells": []})["cells"]
    names = ("group", "column", "row", "level")
    return Listing(name="map", columns=names, rows=[[cell[name] for name in names] for cell in found])


def score(entry: Entry) -> str:
    """As a number of 0 to 1 with its 90 % interval."""
    if entry["score"] is None:
        return Cell(_("hidden"), None)
    told = (say.number(entry[name], digits=2) for name in ("score", "low", "high"))
    return "{} ({}–{})".format(*told)


def sure(one: Publication, entry: Entry) -> str:
    """By how many methods, and whether a few people could turn it."""
    words = {"yes": _("by both methods"), "one_method": _("by one method only"), "no": _("by neither method")}
    said = words[entry["uniting"]]
    return (
        _("%(methods)s; fragile: few people could turn it") % {"methods": said}
        if fragile(one.told, entry)
        else said
    )


def fragile(told: Entry, entry: Entry) -> bool:
    """Fewer than five people, or three in a hundred of the counted, push it out of the first ten."""
    most = entry["withstands"]
    if most is None:
        return False
    return isinstance(most, str) or (told["counted"] is not None and most < FRAGILE * told["counted"])


def _heads(groups: Sequence[str]) -> list[Column]:
    """A column a group; without groups one of everybody."""
    if not groups:
        return [Column(label=pgettext("column", "Everybody"), number=True)]
    return [Column(label=_("Group %(letter)s") % {"letter": letter}, number=True) for letter in groups]


def _shares(entry: Entry, groups: Sequence[str], side: str) -> list[str]:
    cells = (
        [entry["per_group"].get(letter) for letter in groups] if groups else list(entry["per_group"].values())
    )
    return [percents(cell[side] if cell else None) for cell in cells] or [_("hidden")]


def _text(one: Publication, entry: Entry) -> Stranger:
    return Stranger(wording(one.texts, entry["statement"]))


def _file(one: Publication, name: str, found: Iterable[Entry]) -> Listing:
    """A row a statement and group, as printed."""
    own = ("score", "low", "high", "support", "uniting", "contested", "since")
    each = ("votes", "agree", "disagree", "pass")
    rows = [
        [
            entry["statement"],
            _text(one, entry),
            *(entry.get(field) for field in own),
            letter,
            *(cell[field] for field in each),
        ]
        for entry in found
        for letter, cell in entry["per_group"].items()
    ]
    return Listing(name=name, columns=("statement", "text", *own, "group", *each), rows=rows)
