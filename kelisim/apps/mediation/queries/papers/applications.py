"""What a side brought in writing: the application, for her own file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.queries.papers.matter import Matter, place, sheet, sides
from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Sheet
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Applied:
    """What was asked and how it came: `clear` and `wishes` are labels and values."""

    text: str = field(repr=False)
    short_text: str = field(repr=False)
    clear: tuple[tuple[str, str], ...]
    wishes: tuple[tuple[str, str], ...] = field(repr=False)
    assisted_by: str
    noticed_on: dt.date | None
    follow_up: bool


def application(matter: Matter, *, applied: Applied) -> Sheet:
    """The application as it was received. No JSON attached: she may blacken a part before handing it on."""

    def blocks() -> tuple[Block, ...]:
        consent = _("agreed to be asked") if applied.follow_up else _("did not agree to be asked")
        noticed = say.date(applied.noticed_on) if applied.noticed_on else _("not yet")
        return (
            sides(matter),
            Facts(rows=(place(matter), (_("Subject"), matter.topic), *applied.clear)),
            Heading(text=_("What happened")),
            Paragraph(text=applied.text),
            *_part(_("Text for the other side"), applied.short_text),
            *((Heading(text=_("Wishes")), Facts(rows=applied.wishes)) if applied.wishes else ()),
            Heading(text=_("How it was received")),
            Facts(
                rows=(
                    *(((_("Written down by"), applied.assisted_by),) if applied.assisted_by else ()),
                    (_("Data notice read on"), noticed),
                    (_("Questions after a settlement"), consent),
                )
            ),
            Notice(
                text=_(
                    "Mediation is voluntary. Until the agreement to mediate is signed, "
                    "the application may be withdrawn at once."
                )
            ),
        )

    return sheet(matter, gettext_noop("Application for mediation"), blocks)


def _part(name: str, text: str) -> tuple[Block, ...]:
    return (Heading(text=name), Paragraph(text=text)) if text else ()
