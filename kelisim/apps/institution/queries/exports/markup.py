"""XML written by hand: few lines, attributes in the order given, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


@dataclass(frozen=True)
class Node:
    """An element; a paragraph, or one with a text, stands on one line. An empty attribute is left out."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: tuple[Node | str, ...] = ()


def node(tag: str, /, *children: Node | str | None, **attributes: str) -> Node:
    """An element with its children; what is None is left out, `lang` is `xml:lang`, `k_x` is `k:x`."""
    said = {_attribute(key): value for key, value in attributes.items()}
    return Node(tag, said, tuple(child for child in children if child is not None))


def _attribute(key: str) -> str:
    if key == "lang":
        return "xml:lang"
    return key.replace("_", ":", 1)


def written(root: Node) -> bytes:
    """The document."""
    return (HEAD + "\n".join(_lines(root, 0)) + "\n").encode()


def _lines(one: Node, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if not one.children or one.name == "p" or any(isinstance(child, str) for child in one.children):
        yield margin + _inline(one)
        return
    yield f"{margin}<{one.name}{_attributes(one)}>"
    for child in one.children:
        if isinstance(child, Node):
            yield from _lines(child, depth + 1)
    yield f"{margin}</{one.name}>"


def _inline(one: Node) -> str:
    inside = "".join(escape(child) if isinstance(child, str) else _inline(child) for child in one.children)
    return (
        f"<{one.name}{_attributes(one)}>{inside}</{one.name}>"
        if inside
        else f"<{one.name}{_attributes(one)}/>"
    )


def _attributes(one: Node) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in one.attributes.items() if value)
