"""A publication as a document: frozen, with its hash, in the language asked for."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from kelisim.apps.dialogue.queries.published import Publication
from kelisim.kernel.documents.sheet import Block, Facts, Heading, Notice, Paragraph, Sheet, Table
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.dialogue.results import sentences
from kelisim.web.dialogue.results.parts import Part, parts_of
from kelisim.web.dialogue.results.tables import Listed


def report(one: Publication, lang: str) -> Sheet:
    """The same parts as the page, the day of publication as its only clock: equal results, equal bytes."""
    result = one.result
    day = timezone.localdate(result.published_at)
    with override(lang):
        stamp = _("Result %(number)s, hash %(hash)s") % {
            "number": result.number,
            "hash": one.told["result_hash"],
        }
        return Sheet(
            title=of(one.conversation, "question", lang),
            subtitle=_("Result %(number)s of a public conversation, %(day)s")
            % {"number": result.number, "day": say.date(day)},
            lang=lang,
            day=day,
            house=settings.SITE_NAME,
            footer=stamp,
            sample=_("Sample: invented people and votes") if one.conversation.sample else "",
            blocks=tuple(_blocks(one)),
        )


def _blocks(one: Publication) -> list[Block]:
    blocks: list[Block] = [Paragraph(text=sentences.groups(one.told))]
    for part in parts_of(one):
        blocks += [Heading(text=part.title), Paragraph(text=part.sentence), *_tables(part)]
    blocks += [
        Heading(text=_("How sure we are")),
        Paragraph(text=sentences.certainty(one.told)),
        Facts(rows=tuple((fact["label"], fact["value"]) for fact in sentences.sure_facts(one))),
    ]
    said = sentences.changes(one)
    if said:
        blocks += [
            Heading(text=_("What changed since the last publication")),
            *(Paragraph(text=each) for each in said),
        ]
    if one.told["map"] is not None:
        blocks += [Heading(text=_("Opinion map")), Paragraph(text=sentences.map_words(one.told))]
    frozen = _("This result does not change any more. SHA-256 of what was published: %(hash)s")
    return [*blocks, Notice(text=frozen % {"hash": one.told["result_hash"]})]


def _tables(part: Part) -> list[Block]:
    return [block for listed in part.tables for block in _table(listed)]


def _table(listed: Listed) -> tuple[Paragraph, Table]:
    """Its caption and the table; a column is as wide as its longest word, statements wider."""
    rows = tuple(tuple(map(str, row)) for row in listed.rows)
    head = tuple(column.label for column in listed.columns)
    first, *others = (
        max(len(word) for cell in cells for word in cell.split()) for cells in zip(head, *rows, strict=True)
    )
    widths = (3 * first, *(one + 3 for one in others))
    return Paragraph(text=listed.caption), Table(head=head, rows=rows, widths=widths)
