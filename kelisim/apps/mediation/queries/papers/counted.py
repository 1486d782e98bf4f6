"""The statistics form: what is released of the latest quarter, as it was printed; nothing is counted here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Sheet, Table
from kelisim.kernel.texts import say

HIDDEN = "<5"


@dataclass(frozen=True, kw_only=True)
class CountedPart:
    """One table of the form: its name and lines of a label and a released count, None where hidden."""

    name: str
    rows: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A released quarter; `until` is the day after it. `digests` prove that nothing was changed since."""

    since: dt.date
    until: dt.date
    released_on: dt.date
    parts: tuple[CountedPart, ...]
    digests: tuple[str, ...]
    sample: bool = False


def form(counted: Counted, lang: str) -> Sheet:
    """The form of one quarter. JSON attached: these counts are public."""
    with override(lang):
        last = counted.until - dt.timedelta(days=1)
        span = _("%(since)s to %(until)s") % {"since": say.date(counted.since), "until": say.date(last)}
        return Sheet(
            title=_("Statistics form on mediation"),
            subtitle=span,
            lang=lang,
            day=counted.released_on,
            footer=span,
            sample=_("Sample: not real cases") if counted.sample else "",
            attached=True,
            blocks=_blocks(counted),
        )


def _blocks(counted: Counted) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Facts(rows=((_("Released on"), say.date(counted.released_on)),)),
        Notice(
            text=_(
                "Counts are rounded to five. Where fewer than five cases or too few people stand behind one, "
                "it is hidden, zero included. Parts need not add up."
            )
        ),
    ]
    for part in counted.parts:
        rows = tuple((label, HIDDEN if value is None else say.number(value)) for label, value in part.rows)
        blocks += [
            Heading(text=part.name),
            Table(head=(_("What is counted"), _("Applications")), rows=rows, widths=(5, 2)),
        ]
    blocks += [
        Heading(text=_("Digests of the released tables")),
        Paragraph(text="\n".join(counted.digests)),
    ]
    return tuple(blocks)
