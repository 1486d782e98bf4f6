"""Enters sheets of a paper session as one batch: all or nothing, once, and withdrawn whole."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.actions.take_part import hashed
from kelisim.apps.dialogue.errors import BadRows, NotOpen, SheetsChanged
from kelisim.apps.dialogue.models import Batch, Conversation, Latest, Participation, Statement, Vote
from kelisim.apps.dialogue.queries import sheets
from kelisim.apps.dialogue.queries.sheets import COLUMNS, Answer, Typed
from kelisim.apps.dialogue.queries.table import Table
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

_TAKEN = (states.Conversation.OPEN, states.Conversation.PAUSED)


def import_sheets(conversation: Conversation, raw: bytes, *, by: User) -> Batch:
    """A CSV `sheet,statement,vote`; the same answers again are the same batch. Raises BadRows, NotOpen."""
    table = Table(columns=COLUMNS, needed=COLUMNS)
    return _entered(conversation, sheets.typed_rows(raw, table), table, by)


def enter_sheets(conversation: Conversation, rows: Iterable[Typed], *, by: User) -> Batch:
    """The same from a grid a clerk typed in. Raises BadRows, NotOpen."""
    table, told = Table(columns=COLUMNS), list(rows)
    if not told:
        table.complain(1, "", "no_rows")
    return _entered(conversation, told, table, by)


def confirm_batch(batch: Batch, raw: bytes, *, by: User) -> Batch:
    """A second person types the same sheets; every place where the two differ is named. Raises BadRows,
    SheetsChanged."""
    conversation = batch.conversation
    require(access.may_enter_paper(by, conversation))
    if batch.withdrawn_at is not None or batch.entered_by_id == by.pk:
        raise SheetsChanged
    table = Table(columns=COLUMNS, needed=COLUMNS)
    rows = sheets.typed_rows(raw, table)
    answers = sheets.read(conversation, rows, table)
    if not table.wrong:
        _compare(batch, rows, answers, table)
    if table.wrong:
        raise BadRows(table.ordered())
    with transaction.atomic():
        Batch.objects.filter(pk=batch.pk).update(confirmed_by=by)
        record("dialogue.batch_confirmed", batch, by=by, number=batch.number)
    batch.refresh_from_db()
    return batch


def withdraw_batch(batch: Batch, *, by: User) -> Batch:
    """None of its votes counts any more; its sheets may be entered again."""
    require(access.may_enter_paper(by, batch.conversation))
    with transaction.atomic():
        row = Batch.objects.select_for_update().get(pk=batch.pk)
        if row.withdrawn_at is not None:
            return row
        row.withdrawn_at, row.digest = timezone.now(), hashed(f"{row.digest}:{row.number}")
        row.save(update_fields=["withdrawn_at", "digest"])
        gone = list(Participation.objects.filter(batch=row))
        for one in gone:
            one.token_hash = hashed(f"{one.token_hash}:{row.number}")
        Participation.objects.bulk_update(gone, ["token_hash"])
        Latest.objects.filter(conversation=row.conversation_id).update(last_vote=0)  # to be computed anew
        record("dialogue.batch_withdrawn", row, by=by, number=row.number, sheets=len(gone))
    return row


def _entered(conversation: Conversation, rows: list[Typed], table: Table, by: User) -> Batch:
    require(access.may_enter_paper(by, conversation))
    with transaction.atomic():
        held = Conversation.objects.select_for_update().get(pk=conversation.pk)
        answers = sheets.read(held, rows, table)
        digest = sheets.digest_of(answers)
        same = Batch.objects.filter(conversation=held, digest=digest).first()
        if same is not None and not table.wrong:
            return same
        _not_twice(held, rows, answers, table)
        if table.wrong:
            raise BadRows(table.ordered())
        if held.state not in _TAKEN:
            raise NotOpen
        batch = _kept(held, answers, digest, by)
        record(
            "dialogue.batch_entered",
            batch,
            by=by,
            number=batch.number,
            sheets=len({a.sheet for a in answers}),
        )
    return batch


def _not_twice(conversation: Conversation, rows: list[Typed], answers: list[Answer], table: Table) -> None:
    """A sheet stands in one batch only; it is named at its first row."""
    known = sheets.entered(conversation, {one.sheet for one in answers})
    named: set[int] = set()
    for row in rows:
        sheet = sheets.sheet_number(conversation, row.sheet)
        if sheet in known and sheet not in named:
            named.add(sheet)
            table.complain(row.line, "sheet", "entered", value=row.sheet, hint=known[sheet])


def _kept(conversation: Conversation, answers: list[Answer], digest: str, by: User) -> Batch:
    last = Batch.objects.filter(conversation=conversation).aggregate(last=Max("number"))["last"] or 0
    batch = Batch.objects.create(
        conversation=conversation,
        number=last + 1,
        digest=digest,
        entered_at=timezone.now(),
        entered_by=by,
    )
    numbers = sorted({one.sheet for one in answers})
    tokens = {number: sheets.sheet_token(conversation, number) for number in numbers}
    Participation.objects.bulk_create(
        Participation(
            conversation=conversation,
            token_hash=tokens[number],
            tier=conversation.tier,
            batch=batch,
            began_on=timezone.localdate(),
        )
        for number in numbers
    )
    people = {one.token_hash: one for one in Participation.objects.filter(batch=batch)}
    statements = dict(Statement.objects.filter(conversation=conversation).values_list("number", "pk"))
    ordered = sorted(answers, key=lambda one: (one.sheet, one.statement))
    Vote.objects.bulk_create(
        Vote(
            participation=people[tokens[one.sheet]],
            statement_id=statements[one.statement],
            value=one.value,
            page=page,
        )
        for page, one in enumerate(ordered)
    )
    return batch


def _compare(batch: Batch, rows: list[Typed], answers: list[Answer], table: Table) -> None:
    conversation = batch.conversation
    first = dict(sheets.kept(conversation, batch.number, {one.sheet for one in answers}))
    for row in rows:
        sheet = sheets.sheet_number(conversation, row.sheet) or 0
        was = first.pop((sheet, int(row.statement)), None)
        if was is None or str(was) != row.vote:
            table.complain(row.line, "vote", "differs", value=row.vote, hint="—" if was is None else was)
    for (_sheet, statement), value in sorted(first.items()):
        table.complain(1, f"statement {statement}", "differs", value="—", hint=value)
