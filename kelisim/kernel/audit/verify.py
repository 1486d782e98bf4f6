"""Walks the whole chain and names every entry that was changed, removed or slipped in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kelisim.kernel.audit.chain import START, digest
from kelisim.kernel.audit.models import Entry, Head


class Finding(StrEnum):
    """What can be wrong with a chain."""

    CHANGED = "changed"  # what the entry says does not give its hash
    REMOVED = "removed"  # a number is missing
    UNLINKED = "unlinked"  # it does not follow the entry before it: one of the two was rewritten whole
    INSERTED = "inserted"  # it stands behind the end of the chain
    WRONG_END = "wrong_end"  # the kept end names another hash for this number
    NOT_AS_NOTED = "not_as_noted"  # it differs from what somebody noted down earlier


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One finding, with the first and the last number it concerns."""

    first: int
    last: int
    finding: Finding


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """How many entries were read, where the chain ends, what is wrong with it."""

    entries: int
    head: str
    faults: tuple[Fault, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(noted: tuple[int, str] | None = None) -> Verdict:
    """Reads every entry once, in order; may run while others write.

    `noted` is an end of the chain (number, hash) that somebody wrote down on paper earlier: the only
    protection against a person who may write to the database and computes the whole chain anew.
    """
    end_number, end_hash = _end()
    count, number, previous, at_noted = 0, 0, START, START
    faults: list[Fault] = []
    for entry in Entry.objects.filter(number__lte=end_number).order_by("number").iterator(chunk_size=2000):
        faults += _faults(entry, number, previous)
        count, number, previous = count + 1, entry.number, entry.hash
        if noted and number == noted[0]:
            at_noted = entry.hash
    if number < end_number:
        faults.append(Fault(first=number + 1, last=end_number, finding=Finding.REMOVED))
    elif previous != end_hash:
        faults.append(Fault(first=number, last=number, finding=Finding.WRONG_END))
    faults += _behind(end_number)
    if noted and at_noted != noted[1]:
        faults.append(Fault(first=noted[0], last=noted[0], finding=Finding.NOT_AS_NOTED))
    return Verdict(entries=count, head=f"{end_number}:{end_hash}", faults=tuple(faults))


def _end() -> tuple[int, str]:
    head = Head.objects.filter(key=1).first()
    return (head.number, head.hash) if head else (0, START)


def _faults(entry: Entry, number: int, previous: str) -> Iterator[Fault]:
    if entry.number > number + 1:
        yield Fault(first=number + 1, last=entry.number - 1, finding=Finding.REMOVED)
    if digest(entry) != entry.hash:
        yield Fault(first=entry.number, last=entry.number, finding=Finding.CHANGED)
    elif entry.number == number + 1 and entry.previous != previous:
        yield Fault(first=entry.number, last=entry.number, finding=Finding.UNLINKED)


def _behind(end_number: int) -> Iterator[Fault]:
    """Entries behind the end we read first, unless the chain has honestly grown past them meanwhile."""
    extras = list(
        Entry.objects.filter(number__gt=end_number).order_by("number").values_list("number", flat=True)
    )
    grown_to = _end()[0] if extras else end_number
    for extra in extras:
        if extra > grown_to:
            yield Fault(first=extra, last=extra, finding=Finding.INSERTED)
