"""Compares rows with the figures that stand: what is the same is left alone, what changed is replaced."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.statistics.actions.read_rows import LABELS, Group, Read, Rows
from kelisim.apps.statistics.models import KEY, Observation
from kelisim.apps.statistics.queries.known import known
from kelisim.apps.statistics.states import Status, may_become, stands_as
from kelisim.kernel.packs.complaints import Complaint

CHUNK = 2_000
TOLD = 1_000  # of so many changes each is told; the rest is counted
_CONTENT = ("value", "unit", "layout", "precision", "break_before")


class Version(NamedTuple):
    """A figure as it stands or stood."""

    pk: int | None
    value: Decimal | None
    unit: str
    layout: int | None
    precision: str
    break_before: bool
    status: str
    facts: list[str]
    inconsistencies: list[str]
    recorded: datetime
    unsaved: Observation | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure that takes the place of another."""

    line: int
    before: Version
    after: Observation


@dataclass(kw_only=True)
class Taken:
    """What a table brings. `digest` is one number for all of it, to notice that something moved."""

    new: int = 0
    revised: int = 0
    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)
    news: list[Observation] = field(default_factory=list)
    digest: str = ""


@dataclass(kw_only=True)
class _Chunk:
    create: list[Observation] = field(default_factory=list)
    label: list[Observation] = field(default_factory=list)
    gone: dict[datetime, list[int]] = field(default_factory=lambda: defaultdict(list))


class _Taking:
    """One table on its way in."""

    def __init__(self, rows: Rows, *, older: bool, why: str) -> None:
        self.rows, self.older, self.why = rows, older, why
        self.now = timezone.now()
        self.taken = Taken()
        self.moved: Counter[tuple[Group, int]] = Counter()
        self.total = hashlib.sha256()
        self.standing: dict[tuple[str, ...], list[Version]] = {}

    def chunk(self, reads: list[Read]) -> _Chunk:
        self.standing = _versions(reads)
        done = _Chunk()
        for read in reads:
            self._decide(read, done)
        return done

    def _decide(self, read: Read, done: _Chunk) -> None:
        row, versions = read.figure, self.standing.setdefault(read.key, [])
        if not versions:
            self.taken.new += 1
            if len(self.taken.news) < TOLD:
                self.taken.news.append(row)
            self._add(read, done)
            return
        last = versions[-1]
        is_later = read.dated and row.recorded > last.recorded
        if _same(last, row) or (self.older and not is_later and any(_same(one, row) for one in versions)):
            self.taken.unchanged += 1
            self._label(read, last, done)
            return
        self._revise(read, last, done, later=is_later)

    def _revise(self, read: Read, last: Version, done: _Chunk, *, later: bool) -> None:
        row = read.figure
        row.status = stands_as(Status(last.status), Status(row.status))
        if not may_become(Status(last.status), Status(row.status)):
            hint = _("a figure that is “%s” does not become preliminary again") % Status(last.status).label
            self._complain(read, "status", row.status, hint)
            return
        if not later:
            row.recorded = max(self.now, last.recorded + timedelta(microseconds=1))
        row.why = row.why or self.why
        if not read.labelled:
            row.facts, row.inconsistencies = last.facts, last.inconsistencies
        if last.layout not in (None, row.layout):
            self.moved[_group(row), last.layout or 0] += 1
        if last.unsaved is not None:
            last.unsaved.replaced = row.recorded
        else:
            done.gone[row.recorded].append(last.pk or 0)
        self.taken.revised += 1
        self.total.update(f"{last.pk}{last.value}".encode())
        if len(self.taken.changes) < TOLD:
            self.taken.changes.append(Change(line=read.line, before=last, after=row))
        self._add(read, done)

    def _add(self, read: Read, done: _Chunk) -> None:
        row = read.figure
        self.total.update(f"{read.key}{row.value}{row.status}{row.precision}{row.layout}".encode())
        self.standing[read.key].append(_version(row))
        done.create.append(row)

    def _label(self, read: Read, last: Version, done: _Chunk) -> None:
        """Facts and inconsistencies are our labels and no part of the figure: corrected where they stand."""
        row = read.figure
        if read.labelled and (last.facts, last.inconsistencies) != (row.facts, row.inconsistencies):
            row.pk = last.pk
            done.label.append(row)

    def _complain(self, read: Read, column: str, value: str, hint: str) -> None:
        self.rows.complaints.append(
            Complaint(
                file=read.figure.table,
                code="bad_value",
                line=read.line,
                column=column,
                value=value,
                hint=hint,
            )
        )

    def mixed(self, *, saved: bool) -> None:
        """Complains where a table would leave figures in two layouts in one period of one source."""
        wanted = self.rows.layouts
        if not wanted:
            return
        names = ("indicator", "period", "source")
        sets = {
            f"{name}__in": set(values) for name, values in zip(names, zip(*wanted, strict=True), strict=True)
        }
        found = known().filter(**sets, layout__isnull=False).order_by().values_list(*names, "layout")
        for indicator, period, source, layout, count in found.annotate(number=Count("pk")):
            group = (indicator, period, source)
            if group not in wanted or wanted[group][0] == str(layout):
                continue
            if count > (0 if saved else self.moved[group, layout]):
                first, file, line = wanted[group]
                hint = _("mixed layouts: other rows of this period have %s") % layout
                self.rows.complaints.append(
                    Complaint(file=file, code="bad_value", line=line, column="layout", value=first, hint=hint)
                )


def take_in(reads: Iterable[Read], rows: Rows, *, save: bool, older: bool = False, why: str = "") -> Taken:
    """Takes a table in, a chunk at a time; call it within a transaction and roll back on complaints.

    `older`: the table may tell what was replaced since (a pack loaded again); without it the table is news.
    Without `save` nothing is written. Complaints are added to `rows`; after the first one nothing more is
    written.
    """
    taking = _Taking(rows, older=older, why=why)
    for part in _chunks(reads):
        done = taking.chunk(part)
        if save and not rows.complaints:
            _write(done)
    if not rows.complaints:
        taking.mixed(saved=save)
    taking.taken.digest = taking.total.hexdigest()
    return taking.taken


def _write(done: _Chunk) -> None:
    for at, keys in done.gone.items():
        Observation.objects.filter(pk__in=keys).replace(at)
    Observation.objects.bulk_create(done.create, batch_size=500)
    if done.label:
        Observation.objects.label(done.label)


def _chunks(reads: Iterable[Read]) -> Iterator[list[Read]]:
    rest = iter(reads)
    while part := list(islice(rest, CHUNK)):
        yield part


def _versions(reads: list[Read]) -> dict[tuple[str, ...], list[Version]]:
    """Every version of the figures of a chunk, the earliest first, in one query."""
    wanted = {read.key for read in reads}
    sets = {f"{name}__in": set(values) for name, values in zip(KEY, zip(*wanted, strict=True), strict=True)}
    found = Observation.objects.filter(**sets).order_by("recorded", "pk")
    versions: dict[tuple[str, ...], list[Version]] = {}
    for values in found.values_list(*KEY, "pk", *_CONTENT, "status", *LABELS, "recorded"):
        key = values[: len(KEY)]
        if key in wanted:
            versions.setdefault(key, []).append(Version(*values[len(KEY) :]))
    return versions


def _version(row: Observation) -> Version:
    return Version(
        pk=row.pk,
        **{name: getattr(row, name) for name in (*_CONTENT, "status", *LABELS, "recorded")},
        unsaved=row,
    )


def _same(version: Version, row: Observation) -> bool:
    """Whether the figure is that version; what was printed as final stands as revised if it is a revision."""
    return all(getattr(version, name) == getattr(row, name) for name in _CONTENT) and (
        version.status == row.status or (version.status, row.status) == (Status.REVISED, Status.FINAL)
    )


def _group(row: Observation) -> Group:
    return (row.indicator_id, row.period, row.source_id)
