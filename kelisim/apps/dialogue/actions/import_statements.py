"""Adds the organiser's statements from a list or a file: all of them or none, every bad row named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.actions.add_statement import MOST_LETTERS, Written, growing, kept, key_of
from kelisim.apps.dialogue.errors import BadRows
from kelisim.apps.dialogue.models import Conversation, Form, Statement, Variant
from kelisim.apps.dialogue.queries.table import Table
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

COLUMNS = {"text_kk": Form.KK_CYRL, "text_ru": Form.RU, "text_en": Form.EN}
_LONGEST_TOPIC = 60


@dataclass(frozen=True, kw_only=True)
class Row:
    """One statement with the line it stands in; texts by the name of their column."""

    line: int
    texts: Mapping[str, str]
    topic: str = ""


def import_file(conversation: Conversation, raw: bytes, *, by: User) -> list[Statement]:
    """A CSV `text_kk,text_ru,text_en,topic`; one text column is enough. Raises BadRows, WrongStep."""
    table = Table(columns=(*COLUMNS, "topic"))
    rows = [
        Row(line=line, texts={one: cells.get(one, "") for one in COLUMNS}, topic=cells.get("topic", ""))
        for line, cells in table.rows(raw)
    ]
    return _import(conversation, rows, table, by)


def import_lines(conversation: Conversation, text: str, *, column: str, by: User) -> list[Statement]:
    """A statement a line, all in one language; empty lines are passed over. Raises BadRows, WrongStep."""
    table = Table(columns=tuple(COLUMNS))
    lines = enumerate(text.splitlines(), start=1)
    rows = [Row(line=line, texts={column: told}) for line, told in lines if told.strip()]
    if not rows:
        table.complain(1, "", "no_rows")
    return _import(conversation, rows, table, by)


def _import(conversation: Conversation, rows: list[Row], table: Table, by: User) -> list[Statement]:
    require(access.may_lead(by, conversation))
    with transaction.atomic():
        row = growing(conversation)
        _check(row, rows, table)
        if table.wrong:
            raise BadRows(table.ordered())
        made = [kept(row, _written(one), state=states.Statement.LIVE, by_organiser=True) for one in rows]
        numbers = (made[0].number, made[-1].number)
        record("dialogue.statements_imported", row, by=by, number=len(made), first=numbers[0])
    return made


def _written(row: Row) -> Written:
    texts = {form: row.texts[column] for column, form in COLUMNS.items() if row.texts.get(column, "").strip()}
    return Written(texts=texts, topic=row.topic)


def _check(conversation: Conversation, rows: Iterable[Row], table: Table) -> None:
    known = dict(
        Variant.objects.filter(statement__conversation=conversation).values_list("key", "statement__number")
    )
    seen: dict[str, int] = {}
    for row in rows:
        texts = {column: " ".join(text.split()) for column, text in row.texts.items() if text.strip()}
        if not texts:
            table.complain(row.line, next(iter(COLUMNS)), "no_wording")
        if len(row.topic) > _LONGEST_TOPIC:
            table.complain(row.line, "topic", "too_long", value=len(row.topic), hint=_LONGEST_TOPIC)
        for column, text in texts.items():
            key = key_of(text)
            if len(text) > MOST_LETTERS:
                table.complain(row.line, column, "too_long", value=len(text), hint=MOST_LETTERS)
            elif key in known:
                table.complain(row.line, column, "known", hint=known[key])
            elif seen.get(key, row.line) != row.line:
                table.complain(row.line, column, "twice", hint=seen[key])
            seen.setdefault(key, row.line)
