"""What follows a settlement or an end: attestation, follow-up sheet, the pack for enforcement."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from kelisim.apps.mediation.queries.papers.matter import Matter, Signed, place, sheet, sides, signatures
from kelisim.kernel.documents.sheet import Block, Break, Facts, Heading, Notice, Paragraph, Sheet, Table
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Course:
    """That mediation took place: from when, how many meetings, until when, whether it was settled."""

    began: dt.date
    meetings: int
    settled_on: dt.date | None
    ended_on: dt.date | None


def attestation(matter: Matter, *, course: Course) -> Sheet:
    """The office attests that mediation took place. JSON attached: days and names, nothing of substance."""

    def blocks() -> tuple[Block, ...]:
        return (
            Paragraph(
                text=_(
                    "The office attests that mediation took place between the sides named here, "
                    "with the mediator named here."
                )
            ),
            sides(matter),
            Facts(rows=(place(matter), *_course(course))),
            *_resulted(course),
            Notice(text=_("What was said in mediation, and why it ended as it did, is not part of this.")),
            signatures((Signed(name=_("For the office: name, post, signature, seal")),)),
        )

    return sheet(matter, gettext_noop("Attestation that mediation took place"), blocks, attached=True)


def _course(course: Course) -> tuple[tuple[str, str], ...]:
    rows = [(_("Agreement to mediate signed on"), say.date(course.began))]
    rows.append((_("Meetings held"), str(course.meetings)))
    if course.ended_on:
        rows.append((_("Ended"), say.date(course.ended_on)))
    return tuple(rows)


def _resulted(course: Course) -> tuple[Block, ...]:
    if course.settled_on is None:
        return ()
    said = _("The settlement agreement of %(day)s resulted from this mediation.")
    return (Paragraph(text=said % {"day": say.date(course.settled_on)}),)


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The clear row of an obligation: number, whose, by when, how it stands; no wording."""

    number: int
    debtor: str
    due: str
    status: str = ""


def follow_up(matter: Matter, *, promised: tuple[Promised, ...], answers: tuple[str, ...]) -> Sheet:
    """The sheet on which performance is asked and ticked: numbers and days, no name and no wording.

    `matter` comes without sides. JSON attached: it is the clear layer, as clerks read it.
    """

    def blocks() -> tuple[Block, ...]:
        head = (_("No."), _("Who"), _("By when"), *answers)
        rows = tuple((str(one.number), one.debtor, one.due, *("" for _each in answers)) for one in promised)
        return (
            Paragraph(text=_("Each obligation by its number in the settlement. Tick one box a line.")),
            Table(head=head, rows=rows, widths=(2, 5, 5, *(4 for _each in answers)), ruled=True),
            Facts(rows=((_("Asked on"), ""), (_("Answered by"), ""), (_("Written down by"), ""))),
            Notice(text=_("Nobody has to answer. Do not write down what was agreed or why.")),
        )

    return sheet(matter, gettext_noop("Follow-up sheet"), blocks, attached=True)


def enforcement(
    matter: Matter, *, course: Course, promised: tuple[Promised, ...], settlement: Sheet
) -> Sheet:
    """Attestation, how each obligation stands, and the settlement: for the side whose key opens it.

    No JSON attached: she may show a part of the settlement and keep the rest to herself.
    """
    attested = attestation(matter, course=course)

    def blocks() -> tuple[Block, ...]:
        head = (_("No."), _("Who"), _("By when"), _("Last answer"))
        rows = tuple((str(one.number), one.debtor, one.due, one.status or "–") for one in promised)
        return (
            Paragraph(
                text=_(
                    "In this pack: the attestation of the office and the settlement. "
                    "You take them to a court or a bailiff yourself; nobody else is sent them."
                )
            ),
            *(
                (Heading(text=_("Obligations")), Table(head=head, rows=rows, widths=(2, 6, 6, 6)))
                if rows
                else ()
            ),
            Break(),
            Heading(text=attested.title),
            *attested.blocks,
            Break(),
            Heading(text=settlement.title),
            *settlement.blocks,
        )

    return sheet(matter, gettext_noop("Pack for enforcement"), blocks)


def of_side(matter: Matter, letter: str) -> str:
    """How the clear layer calls a side, in the language of the document."""
    with override(matter.lang):
        return _("Applicant") if letter == "A" else _("Other side")
