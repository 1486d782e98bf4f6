"""The editable twin of a document: the same sheet as .docx, for those who edit; never the PDF's source."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kelisim.kernel.documents.sheet import Sheet

if TYPE_CHECKING:
    from docx.document import Document


def twin(sheet: Sheet, *, note: str) -> bytes:
    """The sheet as Word reads it; `note` tells above it that this is a copy.

    What a person typed is data and is escaped; it never becomes template.
    """
    from docxtpl import DocxTemplate  # noqa: PLC0415 - few edit, all start: a third of a second

    written = DocxTemplate(io.BytesIO(template()))
    told = {"sheet": sheet, "note": note, "blocks": [_lines(block) for block in sheet.blocks]}
    written.render(told, autoescape=True)
    about = written.docx.core_properties
    about.title, about.author, about.language = sheet.title, sheet.house, sheet.lang
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


@lru_cache(maxsize=1)
def template() -> bytes:
    """The one template, built here so that nobody edits a binary: paragraphs and tables with the tags of
    docxtpl. Each kind of line has its place; a loop over the lines of all blocks fills them."""
    import docx  # noqa: PLC0415 - as above

    document = docx.Document()
    _tag(document, "{{ note }}", "{{ sheet.house }}")
    document.add_heading("{{ sheet.title }}", level=1)
    _tag(document, "{{ sheet.subtitle }}")
    _tag(document, "{%p if sheet.sample %}", "{{ sheet.sample }}", "{%p endif %}")
    _tag(document, "{%p for block in blocks %}", "{%p if block.heading %}")
    document.add_heading("{{ block.heading }}", level=2)
    _tag(document, "{%p endif %}", "{%p for line in block.lines %}", "{{ line }}", "{%p endfor %}")
    _tag(document, "{%p if block.rows %}")
    _grid(document)
    _tag(document, "{%p endif %}", "{%p endfor %}", "{{ sheet.footer }}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _tag(document: Document, *tags: str) -> None:
    for tag in tags:
        document.add_paragraph(tag)


def _grid(document: Document) -> None:
    """A table of as many rows and columns as the block has."""
    table = document.add_table(rows=3, cols=3, style="Table Grid")
    table.cell(0, 0).text = "{%tr for row in block.rows %}"
    for column, tag in enumerate(("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}")):
        table.cell(1, column).text = tag
    table.cell(2, 0).text = "{%tr endfor %}"


def _lines(block: Any) -> dict[str, Any]:
    """A block as the template takes it: a heading, lines of text, and rows of a table."""
    heading = _plain(block.text) if block.kind == "heading" else ""
    rows = [[_plain(cell) for cell in row] for row in _rows(block)]
    return {"heading": heading, "lines": [_plain(line) for line in _texts(block)], "rows": rows}


def _rows(block: Any) -> list[tuple[str, ...]]:
    if block.kind == "table":
        return [block.head, *block.rows]
    return list(block.rows) if block.kind in {"facts", "signatures"} else []


def _texts(block: Any) -> list[str]:
    if block.kind in {"paragraph", "notice"}:
        return [block.text]
    if block.kind == "secret":
        return [f"{block.label}: {block.code}"]
    if block.kind == "clauses":
        items = enumerate(block.items, start=block.first)
        return ["\n".join(filter(None, (f"{number}. {name}", text))) for number, (name, text) in items]
    if block.kind == "points":
        items = enumerate(block.items, start=1)
        return [
            "\n".join([f"{number}. {name}", *(f"{label}: {value}" for label, value in lines)])
            for number, (name, lines) in items
        ]
    return []


def _plain(text: str) -> str:
    """Without the control characters XML cannot hold; a pasted one must not stop the document."""
    return "".join(letter for letter in text if letter in "\n\t" or ord(letter) >= ord(" "))
