"""A publication as its page and its report tell it: part by part, a sentence and a table each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kelisim.apps.dialogue.queries.published import Publication
from kelisim.web.charts.draw import Words
from kelisim.web.charts.opinions import opinion_map
from kelisim.web.dialogue.results import sentences, tables
from kelisim.web.dialogue.results.tables import Listed


@dataclass(frozen=True, kw_only=True)
class Part:
    """One heading of the page; without rows only its sentence."""

    key: str
    title: str
    sentence: str
    tables: Sequence[Listed]


def parts_of(one: Publication) -> list[Part]:
    """In the order in which they are read."""
    return [_unites(one), _rejected(one), _differs(one), _unknown(one)]


def _unites(one: Publication) -> Part:
    found = tables.entries(one.told, "common_ground", tables.unites)
    caption = _("Statements that unite: how many agree")
    return Part(
        key="unites",
        title=_("What unites"),
        sentence=sentences.uniting(one.told),
        tables=[tables.ranked(one, "common_ground", "agree", found, caption)] if found else [],
    )


def _rejected(one: Publication) -> Part:
    found = tables.entries(one.told, "common_rejection", tables.unites)
    caption = _("Statements all reject: how many disagree")
    return Part(
        key="rejected",
        title=_("What all reject"),
        sentence=sentences.rejected(one.told),
        tables=[tables.ranked(one, "common_rejection", "disagree", found, caption)] if found else [],
    )


def _differs(one: Publication) -> Part:
    apart = tables.differing(one.told)
    own = [tables.own_list(one, group) for group in one.told["groups"] if group["representative"]]
    parted = [tables.differences(one, apart, _("Contested statements: how many agree"))] if apart else []
    return Part(
        key="differs",
        title=_("Where groups differ"),
        sentence=sentences.differences(one.told),
        tables=[*parted, *own],
    )


def _unknown(one: Publication) -> Part:
    caption = _("Statements with too few answers")
    return Part(
        key="unknown",
        title=_("Not known yet"),
        sentence=sentences.unknown(one.told),
        tables=[tables.unknown(one, caption)] if one.told["not_enough_votes"] else [],
    )


def map_of(one: Publication) -> SafeString | None:
    """The map of the publication with its name and description; None where no groups can be drawn."""
    told = one.told
    if told["map"] is None:
        return None
    words = Words(title=_("Opinion map"), description=sentences.map_words(told), labels={})
    drawn = opinion_map(told["map"], tables.letters(told), words)
    return mark_safe(drawn)  # noqa: S308 - built by ElementTree, which escapes; it holds no word of a stranger
