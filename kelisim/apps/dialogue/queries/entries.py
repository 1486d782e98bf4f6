"""The entries of a log as one array; a process that has read it before reads on from where it stood."""

from __future__ import annotations

from itertools import chain

import numpy as np
from django.db.models import Value
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from kelisim.apps.dialogue.models import Conversation, Vote

# A transaction that ended late leaves an entry under a number already passed: the last ones are read again.
OVERLAP = 10_000
MOST_KEPT, MOST_ENTRIES = 8, 4_000_000
COLUMNS = ("pk", "participation_id", "statement_id", "value", "withdrawn")

_kept: dict[tuple[int, int], tuple[int, NDArray[np.int64]]] = {}


def entries_of(conversation: Conversation) -> NDArray[np.int64]:
    """Entries x 6 in the log's order: number, participation, statement, value, withdrawn, batch (0: none).

    Nothing is changed in a log but by erasing, which is counted; then all of it is read anew.
    """
    name = (conversation.pk, conversation.seed)  # the seed is drawn, so that no two conversations share it
    erased: int = Conversation.objects.values_list("erased", flat=True).get(pk=conversation.pk)
    counted, known = _kept.pop(name, (erased, _none()))
    if counted != erased:
        known = _none()
    since = int(known[-1, 0]) - OVERLAP if len(known) else 0
    rows = np.concatenate((known[known[:, 0] <= since], _read(conversation, since)))
    if len(rows) <= MOST_ENTRIES:
        _kept[name] = (erased, rows)
        while len(_kept) > MOST_KEPT:
            del _kept[next(iter(_kept))]
    return rows


def _none() -> NDArray[np.int64]:
    return np.zeros((0, len(COLUMNS) + 1), np.int64)


def _read(conversation: Conversation, since: int) -> NDArray[np.int64]:
    batch = Coalesce("participation__batch__number", Value(0))
    rows = Vote.objects.filter(participation__conversation=conversation, pk__gt=since).order_by("pk")
    told = rows.values_list(*COLUMNS, batch).iterator(chunk_size=50_000)
    return np.fromiter(chain.from_iterable(told), np.int64).reshape(-1, len(COLUMNS) + 1)
