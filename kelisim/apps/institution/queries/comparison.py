"""Two days side by side, with the acts between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.queries.ledger import end_of, given, ledger
from kelisim.apps.institution.queries.notes import Note, frame, notes_on, nothing_recorded
from kelisim.engines.timeline.compare import Frame, compare, uncertain_changes
from kelisim.engines.timeline.types import Change, Effect
from kelisim.kernel.texts.of import Text, text_of


@dataclass(frozen=True, kw_only=True)
class ActBetween:
    """An act behind the changes, and how often it did what."""

    code: str
    title: Text
    date: str
    verb_counts: dict[str, int]


@dataclass(frozen=True, kw_only=True)
class Compared:
    """What became different from `start` to `end`."""

    start: date
    end: date
    as_known: date | None
    changes: tuple[Change, ...]
    acts: tuple[ActBetween, ...]
    uncertain: tuple[Effect, ...]
    notes: tuple[Note, ...]


def compared(start: date, end: date, as_known: date | None = None) -> Compared:
    """The changes after `start` up to `end`. Raises ValueError if `end` is before `start`."""
    return compared_from(ledger(), start, end, as_known)


def compared_from(rows: list[Effect], start: date, end: date, as_known: date | None = None) -> Compared:
    """The same from a ledger already read."""
    setting = frame()
    moment = end_of(as_known) if as_known else None
    found = compare(
        rows,
        start=start,
        end=end,
        frame=Frame(chain=setting.chain, status=setting.status, given=given(rows)),
        as_known=moment,
    )
    notes = dict.fromkeys((*notes_on(found.start), *notes_on(found.end)))
    empty = as_known is not None and not (found.end.counted or found.end.uncertain or found.end.pending)
    return Compared(
        start=start,
        end=end,
        as_known=as_known,
        changes=found.changes,
        acts=_acts(found.changes),
        uncertain=uncertain_changes(found.end),
        notes=(nothing_recorded(),) if empty else tuple(notes),
    )


def _acts(changes: tuple[Change, ...]) -> tuple[ActBetween, ...]:
    """One effect may be several changes (an abolished power); it counts once."""
    effects = {change.effect.code: change.effect for change in changes}.values()
    counts: dict[str, Counter[str]] = {}
    for effect in effects:
        counts.setdefault(effect.act, Counter())[effect.verb.value] += 1
    return tuple(
        ActBetween(
            code=act.code,
            title=text_of(act, "title"),
            date=days_of(act),
            verb_counts=dict(sorted(counts[act.code].items())),
        )
        for act in Act.objects.filter(code__in=counts).order_by("date_last", "code")
    )
