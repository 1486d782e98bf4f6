"""What arises while the talks go on: a longer term, and the notice that a child is at risk."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from kelisim.apps.mediation.queries.papers.matter import (
    Matter,
    Signed,
    mediator,
    place,
    sheet,
    sides,
    signatures,
)
from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Sheet
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Extended:
    """A longer term: day 0, the last day until then and from now on, whose word was given when."""

    began: dt.date
    before: dt.date
    until: dt.date
    voices: tuple[Signed, ...]


def extension(matter: Matter, *, extended: Extended) -> Sheet:
    """The longer term both sides and the mediator named. JSON attached: days only."""

    def blocks() -> tuple[Block, ...]:
        return (
            sides(matter),
            Paragraph(text=_("The sides extend the term of the mediation; the mediator agrees.")),
            Facts(
                rows=(
                    (_("Began"), say.date(extended.began)),
                    (_("Last day until now"), say.date(extended.before)),
                    (_("New last day"), say.date(extended.until)),
                    (_("Length in days"), str((extended.until - extended.began).days)),
                )
            ),
            Notice(
                text=_("The term is extended once. If a court sent the matter, the sides tell the court.")
            ),
            Heading(text=_("Signatures")),
            signatures(extended.voices),
        )

    return sheet(matter, gettext_noop("Extension of the term"), blocks, attached=True)


def at_risk(matter: Matter, *, facts: str, written_at: dt.datetime) -> Sheet:
    """The notice to the guardianship body: what the mediator wrote, nothing else of the case.

    `matter` comes without sides. No JSON attached: the paper leaves the house and nothing goes beside it.
    """

    def blocks() -> tuple[Block, ...]:
        return (
            Facts(
                rows=(
                    (pgettext("letter", "To"), ""),
                    (pgettext("letter", "From"), mediator(matter)),
                    place(matter),
                    (pgettext("letter", "Written"), say.moment(written_at)),
                )
            ),
            Heading(text=_("What is known")),
            Paragraph(text=facts),
            Notice(
                text=_(
                    "The law obliges the mediator to tell of danger to a child. "
                    "Everything else said in mediation stays confidential."
                )
            ),
            signatures((Signed(name=matter.mediator),)),
        )

    return sheet(matter, gettext_noop("Notice of danger to a child"), blocks)
