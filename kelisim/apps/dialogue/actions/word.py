"""A person translates a statement, mends a slip of the pen in it, or says something else with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from difflib import SequenceMatcher

from django.db import transaction

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.actions.add_statement import (
    MOST_LETTERS,
    Written,
    growing,
    kept,
    key_of,
)
from kelisim.apps.dialogue.errors import NotATypo, NoWording, TooLong
from kelisim.apps.dialogue.models import Form, Statement, Variant
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

LIKE = 0.8  # of the letters stand as they stood; docs/method/moderation.md


def word(statement: Statement, texts: Mapping[Form, str], *, by: User) -> int:
    """Adds wordings and mends slips; votes stay. Wordings not told stay as they are; how many changed.

    Raises TooLong, NotATypo (nothing is kept then), WrongStep.
    """
    require(access.may_moderate(by, statement.conversation))
    told = {form: " ".join(text.split()) for form, text in texts.items() if text.strip()}
    with transaction.atomic():
        growing(statement.conversation)
        held = {one.form: one for one in Variant.objects.filter(statement=statement)}
        changed = [form for form, text in told.items() if form not in held or held[form].text != text]
        for form in changed:
            _keep(statement, form, told[form], held.get(form), by)
    return len(changed)


def confirm(statement: Statement, form: Form, *, by: User) -> None:
    """She has read a machine's draft and it says the same: it may be shown."""
    require(access.may_moderate(by, statement.conversation))
    with transaction.atomic():
        waiting = Variant.objects.filter(statement=statement, form=form, machine=True, checked_by=None)
        if waiting.update(checked_by=by):
            record("dialogue.wording_confirmed", statement, by=by, number=statement.number, form=form)


def reword(statement: Statement, texts: Mapping[Form, str], *, by: User) -> Statement:
    """Something else is said: a new statement, linked to the old one, which keeps its votes and its words.

    It waits like every other and stands as the organiser's: its author has not said this. Raises NoWording,
    TooLong, WrongStep.
    """
    require(access.may_moderate(by, statement.conversation))
    with transaction.atomic():
        conversation = growing(statement.conversation)
        written = Written(texts=texts, topic=statement.topic, meta=statement.meta)
        made = kept(conversation, written, by_organiser=True, reworded_from=statement)
        record("dialogue.statement_reworded", made, by=by, number=made.number, before=statement.number)
    return made


def _keep(statement: Statement, form: Form, text: str, before: Variant | None, by: User) -> None:
    if not text:
        raise NoWording
    if len(text) > MOST_LETTERS:
        raise TooLong(length=len(text), most=MOST_LETTERS)
    was = before.text if before else ""
    if before and not before.machine and SequenceMatcher(None, was, text, autojunk=False).ratio() < LIKE:
        raise NotATypo(form=Form(form).label)
    row = before or Variant(statement=statement, form=form)
    row.text, row.key, row.checked_by = text, key_of(text), by
    row.save()
    deed = "mended" if before else "added"
    trace = hashlib.sha256(was.encode()).hexdigest() if before else ""
    record(f"dialogue.wording_{deed}", statement, by=by, number=statement.number, form=str(form), was=trace)
