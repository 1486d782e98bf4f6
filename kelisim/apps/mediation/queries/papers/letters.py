"""The letter that ends an appeal: refusal, answer, or referral with its return slip."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from kelisim.apps.mediation.queries.papers.matter import Matter, place, sheet, sides
from kelisim.kernel.documents.sheet import Block, Break, Facts, Heading, Notice, Paragraph, Sheet, Table


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A letter that ends an appeal: the rule it rests on, the text, where else to go, how to complain.

    `addressee`: the body a referral goes to, which sends its return slip back; `memorandum` may be empty.
    """

    title: str
    rule: str
    text: str
    elsewhere: str
    complaint: str
    addressee: str = ""
    memorandum: str = ""


REFUSAL = gettext_noop("Refusal of mediation")
ANSWER = gettext_noop("Answer to an appeal")
REFERRAL = gettext_noop("Referral to a body")


def letter(matter: Matter, *, reply: Reply) -> Sheet:
    """A refusal, an answer or a referral; `reply.title` is one of the three above.

    No JSON attached: the applicant may show a part of it elsewhere.
    """

    def blocks() -> tuple[Block, ...]:
        parts: list[Block] = [sides(matter)]
        if reply.addressee:
            parts.insert(0, Facts(rows=((pgettext("letter", "To"), reply.addressee), *_memorandum(reply))))
        for name, text in (
            (_("Rule"), reply.rule),
            (_("Reply"), reply.text),
            (_("Where else you can go"), reply.elsewhere),
            (_("If you disagree"), reply.complaint),
        ):
            if text:
                parts += [Heading(text=name), Paragraph(text=text)]
        return (*parts, *_return_slip(matter, reply))

    return sheet(matter, reply.title, blocks)


def _memorandum(reply: Reply) -> tuple[tuple[str, str], ...]:
    return ((_("Number of the memorandum"), reply.memorandum),)


def _return_slip(matter: Matter, reply: Reply) -> tuple[Block, ...]:
    """A page of its own that the body tears off and sends back: number and four statuses, no name."""
    if not reply.addressee:
        return ()
    statuses = (
        pgettext("referral", "received"),
        pgettext("referral", "accepted"),
        pgettext("referral", "started"),
        pgettext("referral", "ended"),
    )
    rows = tuple((status, "", "") for status in statuses)
    return (
        Break(),
        Heading(text=_("Return slip")),
        Paragraph(text=_("Please send this page back to the office when something on it changes.")),
        Facts(
            rows=(
                (pgettext("letter", "From"), reply.addressee),
                (pgettext("letter", "To"), place(matter)[1]),
                (_("Case number"), matter.number),
                *_memorandum(reply),
            )
        ),
        Table(head=(_("Status"), _("Date"), _("Signature")), rows=rows, widths=(5, 4, 5), ruled=True),
        Facts(rows=((_("Ground of the end, by the law"), ""),)),
        Notice(text=_("Nothing else is asked: no name, and nothing of what was said.")),
    )
