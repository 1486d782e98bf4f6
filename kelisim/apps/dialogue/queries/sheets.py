"""Sheets of paper: their numbers with check letters, and the rows typed from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.models import Conversation, Participation, Statement, Vote
from kelisim.apps.dialogue.queries.table import VOTES, Table

COLUMNS = ("sheet", "statement", "vote")
_LETTERS = "ACEHKMPTXY"  # alike in Latin and Cyrillic capitals, so that the keyboard does not matter
_CYRILLIC = str.maketrans("АСЕНКМРТХУ", "ACEHKMPTXY")
_CHECK = 3
_MOST_DIGITS = 6


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One answer as it was typed, with its place in the file or the grid."""

    line: int
    sheet: str
    statement: str
    vote: str
    column: str = "vote"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer of a sheet."""

    sheet: int
    statement: int
    value: int


def sheet_code(conversation: Conversation, number: int) -> str:
    """The number as it is printed: 17-KMX. A slip in it is noticed; another conversation's letters differ."""
    made = salted_hmac("dialogue.sheet", f"{conversation.pk}:{number}").digest()
    return f"{number}-{''.join(_LETTERS[byte % len(_LETTERS)] for byte in made[:_CHECK])}"


def sheet_number(conversation: Conversation, code: str) -> int | None:
    """The number behind a typed code; None if its letters do not fit."""
    plain = "".join(one for one in code.upper().translate(_CYRILLIC) if one.isalnum())
    digits = plain[:-_CHECK]
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS):
        return None
    number = int(digits)
    return (
        number if sheet_code(conversation, number).replace("-", "") == f"{number}{plain[-_CHECK:]}" else None
    )


def sheet_token(conversation: Conversation, number: int) -> str:
    """What a sheet's participation is known by."""
    return salted_hmac("dialogue.sheet.token", f"{conversation.pk}:{number}").hexdigest()[:64]


def typed_rows(raw: bytes, table: Table) -> list[Typed]:
    """The rows of a CSV `sheet,statement,vote`."""
    return [Typed(line=line, **cells) for line, cells in table.rows(raw)]


def read(conversation: Conversation, rows: Iterable[Typed], table: Table) -> list[Answer]:
    """The answers among them; whatever is none is complained of, all of it."""
    numbers = set(
        Statement.objects.filter(
            conversation=conversation, state__in=(states.Statement.LIVE, states.Statement.MERGED)
        ).values_list("number", flat=True)
    )
    found: dict[tuple[int, int], Answer] = {}
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        one = _answer(conversation, row, numbers, table)
        if one is None:
            continue
        key = (one.sheet, one.statement)
        if key in seen:
            table.complain(row.line, row.column, "voted_twice", hint=seen[key])
        seen.setdefault(key, row.line)
        found.setdefault(key, one)
    return list(found.values())


def _answer(conversation: Conversation, row: Typed, numbers: set[int], table: Table) -> Answer | None:
    sheet = sheet_number(conversation, row.sheet)
    statement = int(row.statement) if row.statement.isascii() and row.statement.isdigit() else -1
    if sheet is None:
        table.complain(row.line, "sheet", "no_sheet", value=row.sheet)
    if statement not in numbers:
        table.complain(row.line, "statement", "no_statement", value=row.statement)
    if row.vote not in VOTES:
        table.complain(row.line, row.column, "no_vote", value=row.vote)
    if sheet is None or statement not in numbers or row.vote not in VOTES:
        return None
    return Answer(sheet=sheet, statement=statement, value=VOTES[row.vote])


def digest_of(answers: Iterable[Answer]) -> str:
    """Equal for the same answers in whatever order."""
    told = sorted((one.sheet, one.statement, one.value) for one in answers)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def entered(conversation: Conversation, sheets: Iterable[int]) -> dict[int, int]:
    """The batch in which each of these sheets is entered already."""
    tokens = {sheet_token(conversation, one): one for one in sheets}
    rows = Participation.objects.filter(conversation=conversation, batch__isnull=False)
    told = rows.values_list("token_hash", "batch__number")
    return {tokens[token]: batch for token, batch in told if token in tokens}


def kept(conversation: Conversation, batch: int, sheets: Iterable[int]) -> Mapping[tuple[int, int], int]:
    """What a batch says: by sheet and statement the answer; sheets not asked for under number -1."""
    tokens = {sheet_token(conversation, one): one for one in sheets}
    rows = Vote.objects.filter(
        participation__conversation=conversation, participation__batch__number=batch
    ).values_list("participation__token_hash", "statement__number", "value")
    return {(tokens.get(token, -1), statement): value for token, statement, value in rows}
