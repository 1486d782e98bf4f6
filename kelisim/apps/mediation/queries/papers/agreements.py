"""What the sides sign: the agreement to mediate, and the settlement."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kelisim.apps.mediation.queries.papers.matter import Matter, Signed, place, sheet, sides, signatures
from kelisim.kernel.documents.sheet import Block, Clauses, Facts, Heading, Notice, Paragraph, Points, Sheet
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One numbered obligation as it was worded; `due` is a printed day or the event it waits for."""

    number: int
    debtor: str
    wording: str
    how: str
    due: str
    otherwise: str
    creditor: str = ""
    kind: str = ""
    amount: str = ""
    schedule: str = ""


def agreement(
    matter: Matter, *, conditions: tuple[tuple[str, str], ...], signed: tuple[Signed, ...]
) -> Sheet:
    """The agreement to mediate: `conditions` are the names and texts the law asks for, in its order.

    JSON attached: all who sign hold the same, and a program can compare two versions.
    """

    def blocks() -> tuple[Block, ...]:
        return (
            sides(matter, contacts=True),
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

    return sheet(matter, gettext_noop("Agreement to mediate"), blocks, attached=True)


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a settlement holds: the common text, the promises, whether all is settled and followed up.

    `rest`: what a partial settlement leaves open. `clauses`: name and text of the blocks the sides chose.
    `rounds`: after how many days performance is asked. `prevailing`: the language that prevails, by name,
    where the text stands in `languages`.
    """

    text: str
    promises: tuple[Promise, ...]
    full: bool
    followed: bool
    rest: str = ""
    clauses: tuple[tuple[str, str], ...] = ()
    rounds: tuple[int, ...] = ()
    prevailing: str = ""
    languages: str = ""


def settlement(matter: Matter, *, terms: Terms, signed: tuple[Signed, ...]) -> Sheet:
    """The settlement agreement with its numbered obligations.

    JSON attached: it stays with those who sign; what a side hands on is the pack for enforcement, without.
    """

    def blocks() -> tuple[Block, ...]:
        return (
            Facts(rows=(*sides(matter, contacts=True).rows, *_head(matter, terms))),
            *((Heading(text=_("What was agreed")), Paragraph(text=terms.text)) if terms.text else ()),
            *((Heading(text=_("What stays open")), Paragraph(text=terms.rest)) if terms.rest else ()),
            Heading(text=_("Obligations")),
            _promises(terms),
            *(block for name, text in terms.clauses for block in (Heading(text=name), Paragraph(text=text))),
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

    return sheet(matter, gettext_noop("Settlement agreement"), blocks, attached=True)


def _head(matter: Matter, terms: Terms) -> tuple[tuple[str, str], ...]:
    whole = _("the dispute is settled in full") if terms.full else _("the dispute is settled in part")
    rows = [
        (_("Date"), say.date(matter.day)),
        place(matter),
        (_("Subject"), matter.topic),
        (_("Extent"), whole),
    ]
    if terms.prevailing:
        rows.append((_("Languages of the text"), terms.languages))
        rows.append((_("If the texts differ, this one prevails"), terms.prevailing))
    return tuple(rows)


def _promises(terms: Terms) -> Block:
    if not terms.promises:
        return Paragraph(text=_("The sides took on no obligations."))
    return Points(items=tuple(_point(one) for one in terms.promises))


def _point(one: Promise) -> tuple[str, tuple[tuple[str, str], ...]]:
    lines = (
        (_("To whom"), one.creditor),
        (_("Kind"), one.kind),
        (_("What"), one.wording),
        (_("In which way"), one.how),
        (_("Amount"), one.amount),
        (_("Schedule"), one.schedule),
        (_("By when"), one.due),
        (_("If not done"), one.otherwise),
    )
    return one.debtor, tuple((label, value) for label, value in lines if value)


def _followed(terms: Terms) -> str:
    if terms.followed:
        return _(
            "The sides agreed to be asked after %(days)s days whether each obligation was performed. "
            "The question names numbers and dates only."
        ) % {"days": ", ".join(map(str, terms.rounds))}
    return _("The sides did not agree to be asked about performance.")
