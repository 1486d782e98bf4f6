"""A folder of tables as a Data Package 2.0 describes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kelisim.engines.tabular.types import NO, YES, Column, Edition, Reference, Table, Written

PROFILES = "https://datapackage.org/profiles/2.0"


def descriptor(edition: Edition, tables: Sequence[Table], written: Mapping[str, Written]) -> dict[str, Any]:
    """The content of `datapackage.json`. `written`: size and digest of each table by its path.

    Texts are English, which the profile allows one of; the CSVW metadata carries all. From the
    specification at datapackage.org/standard, profile 2.0; tests/statistics/test_release_formats.py holds it.
    """
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": edition.name,
        "version": edition.version,
        "created": f"{edition.day}T00:00:00Z",
        "title": edition.titles["en"],
        "description": edition.descriptions["en"],
        "keywords": list(edition.keywords),
        "licenses": [
            {
                "name": edition.licence.name,
                "path": edition.licence.url,
                "title": edition.licence.title,
            }
        ],
        "resources": [_resource(table, written[table.path]) for table in tables],
    }


def _resource(table: Table, written: Written) -> dict[str, Any]:
    sources = [
        {"title": source.title, **({"path": source.url} if source.url else {})} for source in table.sources
    ]
    return {
        "name": table.name,
        "type": "table",
        "path": table.path,
        "title": table.titles["en"],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.size,
        "hash": f"sha256:{written.digest}",
        **({"sources": sources} if sources else {}),
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """The Table Schema of one table."""
    told: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
    }
    if table.key:
        told["primaryKey"] = list(table.key)
    if table.references:
        told["foreignKeys"] = [_reference(reference) for reference in table.references]
    return told


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "title": column.titles["en"], "type": column.kind}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.options:
        constraints["enum"] = list(column.options)
    if column.kind == "boolean":
        told |= {"trueValues": [YES], "falseValues": [NO]}
    if constraints:
        told["constraints"] = constraints
    return told


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "fields": [reference.column],
        "reference": {"resource": reference.table, "fields": [reference.target]},
    }
