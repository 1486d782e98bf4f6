"""`record` writes one deed into the audit, in the same transaction as the deed itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from kelisim.kernel.audit.chain import START, digest
from kelisim.kernel.audit.models import Entry, Head
from kelisim.kernel.texts.code import Code, codes_only

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User


def record(deed: str, thing: models.Model | str, *, by: User | None, **facts: Code) -> Entry:
    """Adds one entry at the end of the chain.

    `deed` is "room.past_tense" ("mediation.proposed"); `thing` a saved row or a code; `by` nobody when a
    clock acted; facts are codes and numbers, never names or content (NotACode otherwise). Call it last in
    an action, after the action's own rows are locked and saved: the end of the chain is one row, locked
    until the transaction ends, so taking it early would make others wait, and could make two wait for each
    other. Rolled back with the deed.
    """
    told = _name(thing)
    codes_only("audit deed", deed)
    codes_only("audit thing", told)
    for name, value in facts.items():
        codes_only(f"audit fact {name}", value)
    with transaction.atomic():
        head = _lock_head()
        entry = Entry(
            number=head.number + 1,
            at=timezone.now(),
            deed=deed,
            thing=told,
            by=None if by is None else by.pk,
            facts={name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()},
            previous=head.hash,
        )
        entry.hash = digest(entry)
        entry.save()
        head.number, head.hash = entry.number, entry.hash
        head.save(update_fields=["number", "hash"])
    return entry


def _name(thing: models.Model | str) -> str:
    return thing if isinstance(thing, str) else f"{thing._meta.label_lower}:{thing.pk}"


def _lock_head() -> Head:
    """SQLite ignores the lock, but there every transaction already waits for the one writer before it."""
    head = Head.objects.select_for_update().filter(key=1).first()
    if head is None:
        Head.objects.get_or_create(key=1, defaults={"number": 0, "hash": START})
        head = Head.objects.select_for_update().get(key=1)
    return head
