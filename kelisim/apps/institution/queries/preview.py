"""What a draft would change on its day: both readings by the engine, nothing written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kelisim.apps.institution.queries.ledger import given, ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.apps.institution.queries.structure import Structure, structure_from
from kelisim.engines.timeline.compare import Frame, compare
from kelisim.engines.timeline.types import Change, Consequence, Effect


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The changes the new rows make, and the structure on their last day without and with them.

    `gone` are bodies that would end with another, `lapsed` powers left without a holder in being, as
    (power, holder); `opened` and `closed` the lines a repeal leaves undecided, and those that are decided.
    """

    day: date
    changes: tuple[Change, ...]
    before: Structure
    after: Structure
    gone: tuple[str, ...]
    lapsed: tuple[tuple[str, str], ...]
    opened: tuple[Consequence, ...]
    closed: tuple[Consequence, ...]


def preview(new: list[Effect], *, without: str = "") -> Preview:
    """What `new` would change; `without` is a row that would be voided. `new` may not be empty."""
    old = ledger()
    rows = [*(row for row in old if row.code != without), *new]
    day = max(row.last for row in new)
    setting, codes = frame(), {row.code for row in new}
    found = compare(
        rows,
        start=min(row.last for row in new) - timedelta(days=1),
        end=day,
        frame=Frame(chain=setting.chain, status=setting.status, given=given(rows)),
    )
    before, after = structure_from(old, day), structure_from(rows, day)
    subjects = {row.subject for row in new}
    left = {organ.code for organ in after.organs} | subjects
    held = {(row.code, row.holder) for row in before.lapsed}
    return Preview(
        day=day,
        changes=tuple(change for change in found.changes if change.effect.code in codes),
        before=before,
        after=after,
        gone=tuple(organ.code for organ in before.organs if organ.code not in left),
        lapsed=tuple((row.code, row.holder) for row in after.lapsed if (row.code, row.holder) not in held),
        opened=_without(after.consequences, before.consequences),
        closed=_without(before.consequences, after.consequences),
    )


def _without(some: tuple[Consequence, ...], others: tuple[Consequence, ...]) -> tuple[Consequence, ...]:
    known = {(line.act, line.effect.code) for line in others}
    return tuple(line for line in some if (line.act, line.effect.code) not in known)
