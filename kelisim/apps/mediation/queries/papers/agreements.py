"""What the sides sign: the agreement to mediate, and the settlement."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.queries.papers.matter import Matter, Signed, place, sheet, sides, signatures
from kelisim.kernel.documents.sheet import Block, Clauses, Facts, Heading, Notice, Paragraph, Sheet, Table


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One numbered obligation as it was worded; `due` is a printed day or the event it waits for."""

    number: int
    debtor: str
    wording: str
    how: str
    due: str
    otherwise: str


def agreement(
    matter: Matter, *, conditions: tuple[tuple[str, str], ...], signed: tuple[Signed, ...]
) -> Sheet:
    """The agreement to mediate: `conditions` are the names and texts the law asks for, in its order."""

    def blocks() -> tuple[Block, ...]:
        return (
            sides(matter),
            Notice(
                text=_(
                    "Taking part is voluntary. Each side may leave at any time. "
                    "What is said in mediation stays in it."
                )
            ),
            Heading(text=_("Conditions")),
            Clauses(items=conditions),
            Heading(text=_("Signatures")),
            signatures(signed),
        )

    return sheet(matter, gettext_noop("Agreement to mediate"), blocks)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a settlement holds: the common text, the promises, whether all is settled and followed up."""

    text: str
    promises: tuple[Promise, ...]
    full: bool
    followed: bool


def settlement(matter: Matter, *, terms: Terms, signed: tuple[Signed, ...]) -> Sheet:
    """The settlement agreement with its numbered obligations."""

    def blocks() -> tuple[Block, ...]:
        return (
            Facts(rows=(*sides(matter).rows, place(matter), (_("Subject"), matter.topic), _extent(terms))),
            *((Heading(text=_("What was agreed")), Paragraph(text=terms.text)) if terms.text else ()),
            Heading(text=_("Obligations")),
            *_promises(terms),
            Heading(text=_("Performance")),
            Paragraph(text=_followed(terms)),
            Notice(
                text=_(
                    "This settlement is in force from the day of signing. "
                    "Keep it: a court or a bailiff will ask for it."
                )
            ),
            Heading(text=_("Signatures")),
            signatures(signed),
        )

    return sheet(matter, gettext_noop("Settlement agreement"), blocks)


def _extent(terms: Terms) -> tuple[str, str]:
    whole = _("the dispute is settled in full") if terms.full else _("the dispute is settled in part")
    return _("Extent"), whole


def _promises(terms: Terms) -> tuple[Block, ...]:
    if not terms.promises:
        return (Paragraph(text=_("The sides took on no obligations.")),)
    head = (_("No."), _("Who"), _("What and how"), _("By when"), _("If not done"))
    rows = tuple(
        (
            str(one.number),
            one.debtor,
            "\n".join(filter(None, (one.wording, one.how))),
            one.due,
            one.otherwise,
        )
        for one in terms.promises
    )
    return (Table(head=head, rows=rows),)


def _followed(terms: Terms) -> str:
    if terms.followed:
        return _(
            "The sides agreed to be asked after 30, 90 and 365 days whether each obligation was performed. "
            "The question names numbers and dates only."
        )
    return _("The sides did not agree to be asked about performance.")
