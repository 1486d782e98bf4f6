"""What every document of a case begins with, and the words they share."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.kernel.documents.sheet import Block, Facts, Sheet, Signatures
from kelisim.kernel.texts import say

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side as a document names her."""

    name: str
    role: str
    contact: str = ""
    representative: str = ""


@dataclass(frozen=True, kw_only=True)
class Signed:
    """A signature: whose, and when and how it was given; an empty `how` leaves a line to sign on."""

    name: str
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class Matter:
    """The head of a document. `lang` is the case's language, not the reader's."""

    number: str
    lang: str
    day: dt.date
    office: str
    office_address: str
    topic: str
    sides: tuple[Side, ...]
    mediator: str = ""
    register_no: str = ""
    sample: bool = False


def sheet(
    matter: Matter, title: str, blocks: Callable[[], tuple[Block, ...]], *, attached: bool = False
) -> Sheet:
    """A document in the case's language; `title` is a msgid, `blocks` is called in that language.

    `attached`: whether the PDF carries its data as JSON; each document says it of itself.
    """
    with override(matter.lang):
        return Sheet(
            title=_(title),
            subtitle=_("Case %(number)s · %(day)s") % {"number": matter.number, "day": say.date(matter.day)},
            lang=matter.lang,
            day=matter.day,
            house=matter.office,
            footer=_("Case %(number)s") % {"number": matter.number},
            sample=_("Sample: not a real case") if matter.sample else "",
            blocks=blocks(),
            attached=attached,
        )


def sides(matter: Matter, *, contacts: bool = False) -> Facts:
    """Who stands on which side, and who mediates. A side reads of the other only the name, so contacts
    stand in nothing but what both sign: the law wants the details of the sides there."""
    rows = []
    for side in matter.sides:
        named = "\n".join(filter(None, (side.name, side.contact if contacts else "")))
        rows.append((side.role, named))
        if side.representative:
            rows.append((_("Represented by"), side.representative))
    if matter.mediator:
        rows.append((_("Mediator"), mediator(matter)))
    return Facts(rows=tuple(rows))


def mediator(matter: Matter) -> str:
    """Her name and, where she has one, her number in the register."""
    if not matter.register_no:
        return matter.mediator
    register = _("register number %(number)s") % {"number": matter.register_no}
    return f"{matter.mediator}\n{register}"


def place(matter: Matter) -> tuple[str, str]:
    """Where the office is, as a row of facts."""
    return _("Office"), "\n".join(filter(None, (matter.office, matter.office_address)))


def signatures(signed: tuple[Signed, ...]) -> Signatures:
    """Who signed and who still has to."""
    return Signatures(rows=tuple((one.name, one.how) for one in signed))
