"""Papers of the register: the letter that refuses an entry, and the list of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kelisim.apps.mediation.models import Inclusion
from kelisim.apps.mediation.queries.inclusions import applicant
from kelisim.apps.mediation.queries.requirements import cited, complaint_of, rule_of, said
from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Sheet, Signatures, Table
from kelisim.kernel.packs.codes import code_name
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of


def refusal(inclusion: Inclusion) -> Sheet:
    """Why she is not entered: rule, article, what was found, where she can go. No JSON: it is hers alone."""
    day = inclusion.decided_on or timezone.localdate()
    with override(inclusion.language):
        return Sheet(
            title=_("Refusal to enter in the register of mediators"),
            subtitle=_("Request of %(day)s") % {"day": say.date(inclusion.asked_on)},
            lang=inclusion.language,
            day=day,
            house=of(inclusion.office, "name", inclusion.language),
            footer=_("Request %(number)s") % {"number": inclusion.pk},
            sample=_("Sample: not a real case") if inclusion.office.sample else "",
            blocks=(*_asked(inclusion), *_ground(inclusion), *_complaint(inclusion), _signed()),
        )


def list_of(rows: Sequence[tuple[str, ...]], *, day: dt.date, lang: str, sample: bool) -> Sheet:
    """The register on a day, line by line; JSON attached: everybody may read it."""
    with override(lang):
        head = (
            _("Name"),
            _("Kind of mediator"),
            _("Place"),
            _("Languages"),
            _("Field"),
            _("Contacts"),
            pgettext("register", "Remarks"),
        )
        told: tuple[Block, ...] = (
            (Table(head=head, rows=tuple(rows), widths=(5, 4, 4, 3, 4, 4, 4)),)
            if rows
            else (Paragraph(text=_("Nobody stood on the register on this day.")),)
        )
        return Sheet(
            title=_("Register of mediators"),
            subtitle=_("As it stood on %(day)s") % {"day": say.date(day)},
            lang=lang,
            day=day,
            footer=_("Register of mediators, %(day)s") % {"day": say.date(day)},
            sample=_("Sample: not a real case") if sample else "",
            attached=True,
            blocks=(*told, Notice(text=_("You choose the mediator yourself; nobody is ranked here."))),
        )


def _asked(inclusion: Inclusion) -> tuple[Block, ...]:
    who = applicant(inclusion)
    rows = (
        (pgettext("letter", "To"), who.name),
        (_("Postal address"), who.address),
        (_("Kind of mediator"), code_name("mediator_kinds", inclusion.kind).of()),
        (_("Request received on"), say.date(inclusion.asked_on)),
    )
    return (Facts(rows=tuple(row for row in rows if row[1])),)


def _ground(inclusion: Inclusion) -> tuple[Block, ...]:
    """The rule as it stood on the day of the request, in her language."""
    rule, who = rule_of(inclusion.rule, inclusion.asked_on), applicant(inclusion)
    told = said(rule).of() if rule else inclusion.rule
    article = cited(rule) if rule else ""
    parts: list[Block] = [
        Heading(text=_("Ground")),
        Paragraph(
            text=_("The law asks that this be so, and it was found not to be: %(rule)s") % {"rule": told}
        ),
    ]
    if article:
        parts.append(Paragraph(text=_("Act and article: %(article)s") % {"article": article}))
    if who.why:
        parts += [Heading(text=_("What was found")), Paragraph(text=who.why)]
    return tuple(parts)


def _complaint(inclusion: Inclusion) -> tuple[Block, ...]:
    """In the house somebody else hears it; outside, what the law says, marked where nobody verified it."""
    where = complaint_of(inclusion.kind, inclusion.asked_on)
    parts: list[Block] = [
        Heading(text=_("If you disagree")),
        Paragraph(
            text=_("Tell the coordinator or the council: somebody else than who refused looks at it again.")
        ),
    ]
    if where is not None:
        text = said(where).of() + (f" ({cited(where)})" if cited(where) else "")
        parts.append(Paragraph(text=text))
        if not where.verified:
            parts.append(Notice(text=_("Nobody has verified this sentence against the law yet.")))
    parts.append(Paragraph(text=_("You may ask again at any time, once the ground has fallen away.")))
    return tuple(parts)


def _signed() -> Signatures:
    return Signatures(rows=((_("For the register"), ""),))
