"""A folder of tables as the W3C's CSV on the Web describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kelisim.engines.tabular.types import NO, YES, Column, Edition, Table

CONTEXT = "http://www.w3.org/ns/csvw"
_DATATYPES: dict[str, Any] = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "boolean": {"base": "boolean", "format": f"{YES}|{NO}"},
}


def metadata(edition: Edition, tables: Sequence[Table]) -> dict[str, Any]:
    """The content of `csv-metadata.json`, titles in every language told.

    From the recommendation “Metadata Vocabulary for Tabular Data” of 17 December 2015.
    """
    paths = {table.name: table.path for table in tables}
    return {
        "@context": [CONTEXT, {"@language": "en"}],
        "dc:title": _said(edition.titles),
        "dc:description": _said(edition.descriptions),
        "dc:issued": {"@value": edition.day, "@type": "xsd:date"},
        "dc:license": {"@id": edition.licence.url},
        "dc:hasVersion": edition.version,
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tables": [_table(table, paths) for table in tables],
    }


def _said(texts: Any) -> list[dict[str, str]]:
    return [{"@value": text, "@language": language} for language, text in texts.items()]


def _table(table: Table, paths: dict[str, str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "columnReference": [reference.column],
                "reference": {
                    "resource": paths[reference.table or table.name],
                    "columnReference": [reference.target],
                },
            }
            for reference in table.references
        ]
    return {"url": table.path, "dc:title": _said(table.titles), "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    datatype = _DATATYPES[column.kind]
    if column.pattern or column.options:
        datatype = {"base": "string", "format": column.pattern or "|".join(column.options)}
    return {
        "name": column.name,
        # The first title in each language is the one beside the header, which is the name itself.
        "titles": {"und": column.name},
        "dc:title": _said(column.titles),
        "datatype": datatype,
        "required": column.required,
        "null": "",
    }
