"""Statements about things, written as Turtle or N-Triples: sorted, so that the bytes stay the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ESCAPED = {
    ord(sign): f"\\{said}" for sign, said in {"\\": "\\", '"': '"', "\n": "n", "\r": "r", "\t": "t"}.items()
}


@dataclass(frozen=True, order=True)
class Iri:
    """A name of a thing in full."""

    text: str


@dataclass(frozen=True, order=True)
class Literal:
    """A text with its language, or a value with its type (`xsd:date`)."""

    text: str
    lang: str = ""
    type: str = ""


Value = Iri | Literal


@dataclass
class Graph:
    """Statements by thing and property; a property is written `org:postIn`, a type is said by `rdf:type`."""

    said: dict[Iri, dict[str, list[Value]]] = field(default_factory=dict)

    def add(self, thing: Iri, prop: str, *values: Value | None) -> None:
        """Says it; what is None, and what was said before, is passed over."""
        known = self.said.setdefault(thing, {}).setdefault(prop, [])
        known += [value for value in dict.fromkeys(values) if value is not None and value not in known]


def known(prefixed: str) -> Iri:
    """`org:Post` in full."""
    prefix, _, name = prefixed.partition(":")
    return Iri(PREFIXES[prefix] + name)


def turtle(graph: Graph) -> bytes:
    """Turtle: the prefixes in use, then each thing with its properties."""
    used = {prop.partition(":")[0] for props in graph.said.values() for prop in props} | {
        "rdf",
        "xsd",
        "skos",
    }
    used |= {
        prefix
        for props in graph.said.values()
        for values in props.values()
        for value in values
        for prefix, start in PREFIXES.items()
        if isinstance(value, Iri) and value.text.startswith(start)
    }
    head = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(used)]
    things = [_thing(thing, graph.said[thing]) for thing in sorted(graph.said)]
    return ("\n".join(head) + "\n\n" + "\n\n".join(things) + "\n").encode()


def ntriples(graph: Graph) -> bytes:
    """N-Triples: one statement a line, sorted."""
    lines = [
        f"<{thing.text}> <{known(prop).text}> {_full(value)} ."
        for thing, props in graph.said.items()
        for prop, values in props.items()
        for value in values
    ]
    return "".join(f"{line}\n" for line in sorted(lines)).encode()


def _thing(thing: Iri, props: Mapping[str, Iterable[Value]]) -> str:
    lines = [
        f"    {'a' if prop == 'rdf:type' else prop} {', '.join(_short(value) for value in _sorted(values))}"
        for prop, values in sorted(props.items(), key=lambda pair: (pair[0] != "rdf:type", pair[0]))
        if values
    ]
    return f"<{thing.text}>\n" + " ;\n".join(lines) + " ."


def _sorted(values: Iterable[Value]) -> list[Value]:
    return sorted(values, key=lambda value: (isinstance(value, Literal), _full(value)))


def _short(value: Value) -> str:
    if isinstance(value, Literal):
        return f'"{value.text.translate(_ESCAPED)}"' + (
            f"@{value.lang}" if value.lang else _typed(value.type)
        )
    for prefix, start in PREFIXES.items():
        name = value.text.removeprefix(start)
        if name != value.text and name.isalnum():
            return f"{prefix}:{name}"
    return f"<{value.text}>"


def _typed(prefixed: str) -> str:
    return f"^^{prefixed}" if prefixed else ""


def _full(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.text}>"
    said = f'"{value.text.translate(_ESCAPED)}"'
    if value.lang:
        return f"{said}@{value.lang}"
    return f"{said}^^<{known(value.type).text}>" if value.type else said


def json_literal(value: object) -> Literal:
    """Data as one text, keys in order."""
    return Literal(json.dumps(value, ensure_ascii=False, sort_keys=True), type="rdf:JSON")
