"""A document from outside, parsed without trust: no network, no entities, no document type, a size limit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from kelisim.apps.institution.queries.exports.akn_document import NAMESPACE as AKN
from kelisim.kernel.packs.complaints import BadPack, Complaint

LARGEST_MB = 5
_DOCTYPE = re.compile(r"<!(DOCTYPE|ENTITY)\b")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parsed(content: bytes, name: str) -> Any:
    """The root element, an `akomaNtoso` of version 3.0. Raises BadPack with the line and column.

    The parser is loaded when the first document comes: the web starts without it.
    """
    text = _text(content, name)
    declared = _DOCTYPE.search(text)
    if declared:
        raise BadPack([_at("doctype", name, text, declared.start())])
    etree = import_module("lxml.etree")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise BadPack([Complaint(file=name, code="not_xml", line=line, column=max(column, 1))]) from None
    if root.tag != f"{{{AKN}}}akomaNtoso":
        raise BadPack([Complaint(file=name, code="not_akn", line=root.sourceline, value=str(root.tag))])
    return root


def _text(content: bytes, name: str) -> str:
    if len(content) > LARGEST_MB * 1_000_000:
        raise BadPack([Complaint(file=name, code="too_large", value=name, hint=str(LARGEST_MB))])
    if not content.strip():
        raise BadPack([Complaint(file=name, code="empty_file")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadPack([Complaint(file=name, code="not_utf8", line=line)]) from None


def _at(code: str, name: str, text: str, place: int) -> Complaint:
    line = text.count("\n", 0, place) + 1
    return Complaint(file=name, code=code, line=line, column=place - text.rfind("\n", 0, place))


def local(element: Any) -> str:
    """`FRBRdate` of `{...}FRBRdate`; another namespace than the format's keeps its name in full."""
    return str(element.tag).removeprefix(f"{{{AKN}}}")


def elements(parent: Any, *names: str) -> Iterator[Any]:
    """The elements directly under one, of these names or all; comments and instructions are passed over."""
    for child in () if parent is None else parent:
        if isinstance(child.tag, str) and (not names or local(child) in names):
            yield child


def first(parent: Any, *path: str) -> Any:
    """The first element along a path of names, or None."""
    for name in path:
        parent = next(elements(parent, name), None)
    return parent


def words_in(element: Any) -> str:
    """The text in an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def language_of(element: Any) -> str:
    """`xml:lang` of the element, or of what it stands in."""
    while element is not None:
        if element.get(_XML_LANG):
            return str(element.get(_XML_LANG))
        element = element.getparent()
    return ""
