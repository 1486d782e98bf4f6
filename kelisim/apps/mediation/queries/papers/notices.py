"""What the office gives or sends: receipt, invitation, letters, notices, certificates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.queries.papers.matter import Matter, place, sheet, sides
from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Secret, Sheet
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Received:
    """What a receipt tells: the secret (shown once), who took the appeal when, what comes next by when."""

    secret: str
    square: str
    at: dt.datetime
    receiver: str
    step: str
    by: dt.date


def receipt(matter: Matter, *, received: Received) -> Sheet:
    """The ticket of an application: number, secret, receiver, next step, how to withdraw.

    No JSON attached: the secret stands on paper only.
    """

    def blocks() -> tuple[Block, ...]:
        return (
            Secret(label=_("Your secret"), code=received.secret, square=received.square),
            Notice(
                text=_(
                    "Keep the number and the secret apart. Nobody can look the secret up; "
                    "whoever has both can read your case."
                )
            ),
            Facts(
                rows=(
                    (_("Case number"), matter.number),
                    (_("Received"), say.moment(received.at)),
                    (_("By"), received.receiver),
                    place(matter),
                    (_("Next step"), received.step),
                    (_("At the latest on"), say.date(received.by)),
                )
            ),
            Heading(text=_("If you change your mind")),
            Paragraph(
                text=_(
                    "Until an agreement to mediate is signed you may withdraw at once: "
                    "open “My case” or call."
                )
            ),
        )

    return sheet(matter, gettext_noop("Receipt of an application"), blocks)


@dataclass(frozen=True, kw_only=True)
class Invited:
    """What an invitation tells: the text the applicant wrote for the other side, until when, by which way."""

    text: str
    by: dt.date
    address: str
    square: str = ""


def invitation(matter: Matter, *, invited: Invited) -> Sheet:
    """The invitation to the other side: voluntary, with the effect of silence. No JSON attached: it holds
    the link that answers for her."""

    def blocks() -> tuple[Block, ...]:
        applicant = matter.sides[0].name
        return (
            Paragraph(
                text=_("%(applicant)s asks you to settle a dispute with the help of a mediator.")
                % {"applicant": applicant}
            ),
            Facts(
                rows=(
                    (_("Subject"), matter.topic),
                    (_("Please answer by"), say.date(invited.by)),
                    place(matter),
                )
            ),
            Heading(text=_("What the other side writes to you")),
            Paragraph(text=invited.text),
            Heading(text=_("What you should know")),
            Paragraph(
                text=_(
                    "Mediation is voluntary: you may agree, refuse, or leave later. "
                    "It costs you nothing with a public mediator. "
                    "You choose the mediator together and may refuse any. "
                    "No answer by the day named counts as a refusal and brings you no harm."
                )
            ),
            Secret(label=_("Answer here"), code=invited.address, square=invited.square),
        )

    return sheet(matter, gettext_noop("Invitation to mediation"), blocks)


def consultation(matter: Matter, *, minutes: int, adviser: str) -> Sheet:
    """A note that advice was given: topic and length only. JSON attached: it is the clear layer."""

    def blocks() -> tuple[Block, ...]:
        return (
            Facts(
                rows=(
                    (_("Subject"), matter.topic),
                    (_("Length"), _("%(minutes)s minutes") % {"minutes": minutes}),
                    (_("Advice given by"), adviser),
                    place(matter),
                )
            ),
            Notice(text=_("Whoever gave this advice cannot mediate in the same matter.")),
        )

    return sheet(matter, gettext_noop("Note of a consultation"), blocks, attached=True)


@dataclass(frozen=True, kw_only=True)
class Ended:
    """How a mediation ended: the ground of the law, its article, and the two days."""

    ground: str
    article: str
    began: dt.date
    on: dt.date


def ending(matter: Matter, *, ended: Ended) -> Sheet:
    """The notice that mediation ended: ground and dates, nothing of what was said. JSON attached."""

    def blocks() -> tuple[Block, ...]:
        return (
            sides(matter),
            Facts(rows=((_("Ground"), ended.ground), (_("Article"), ended.article), *_span(ended))),
            Notice(text=_("What was said in mediation stays confidential after its end.")),
        )

    return sheet(matter, gettext_noop("Notice of the end of mediation"), blocks, attached=True)


def certificate(matter: Matter, *, ended: Ended) -> Sheet:
    """That mediation took place from one day to another, for limitation and suspension of proceedings.

    JSON attached: a court's program may read the days.
    """

    def blocks() -> tuple[Block, ...]:
        return (sides(matter), Facts(rows=_span(ended)))

    return sheet(matter, gettext_noop("Certificate of mediation"), blocks, attached=True)


def _span(ended: Ended) -> tuple[tuple[str, str], ...]:
    return ((_("Began"), say.date(ended.began)), (_("Ended"), say.date(ended.on)))


def acceptance(matter: Matter, *, answers: tuple[tuple[str, str], ...], on: dt.date) -> Sheet:
    """The mediator's acceptance with her statement on conflicts of interest, point by point.

    JSON attached: codes and answers.
    """

    def blocks() -> tuple[Block, ...]:
        return (
            sides(matter),
            Heading(text=_("Statement on conflicts of interest")),
            Facts(rows=answers),
            Facts(rows=((_("Stated on"), say.date(on)),)),
        )

    return sheet(matter, gettext_noop("Acceptance by the mediator"), blocks, attached=True)


def protocol(matter: Matter, *, held: tuple[tuple[str, str], ...]) -> Sheet:
    """The protocol of a meeting: day, mode, who, how long, when next; nothing of what was said. JSON
    attached."""

    def blocks() -> tuple[Block, ...]:
        return (sides(matter), Facts(rows=held))

    return sheet(matter, gettext_noop("Protocol of a meeting"), blocks, attached=True)
