"""What of a publication may be renewed, so that no difference of two of them tells how few people voted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kelisim.engines.commonground.published import LISTS, THRESHOLD, Document

Cell = tuple[int, int, int]  # people who agree, disagree, pass
Row = Mapping[str, Cell]  # by group


@dataclass(frozen=True, kw_only=True)
class Before:
    """The publication before, and the exact counts behind all that each statement ever printed, last last."""

    told: Document
    standing: Mapping[str, Sequence[Row]]


def cells_of(body: Document) -> dict[str, Row]:
    """The counts of each ranked or listed statement in a whole document, by group."""
    return {
        one["statement"]: {
            name: (cell["agree"], cell["disagree"], cell["pass"]) for name, cell in one["per_group"].items()
        }
        for name in ("common_ground", "not_enough_votes")
        for one in body[name]
    }


def steadied(
    told: Document, now: Mapping[str, Row], before: Before | None, *, number: int, threshold: int = THRESHOLD
) -> tuple[Document, dict[str, Sequence[Row]]]:
    """The publication with only those statements renewed of which enough answers changed; new standing.

    A statement of which 1 to 4 answers changed, in a group or in all of them, keeps what it printed; where
    that was of other groups it is held back. docs/method/dialogue.md#disclosure
    """
    past = dict(before.standing) if before else {}
    earlier = _printed(before.told) if before else {}
    fresh = {
        one for one, row in now.items() if all(may_move(old, row, threshold) for old in past.get(one, ()))
    }
    kept = {one for one in now.keys() - fresh if one in earlier and past[one][-1].keys() == now[one].keys()}
    held = now.keys() - fresh - kept
    new = dict(told)
    for name in LISTS:
        renewed = [{**one, "since": number} for one in told[name] if one["statement"] in fresh]
        old = [one for one in before.told[name] if one["statement"] in kept] if before else []
        new[name] = sorted([*renewed, *old], key=lambda one: -(one.get("score") or 0))
    new["not_enough_votes"] += [_held(one, now[one]) for one in now if one in held]
    new["groups"] = [_spoken(one, fresh, kept, before) for one in told["groups"]]
    return new, past | {one: [*past.get(one, ()), now[one]] for one in fresh}


def may_move(old: Row, new: Row, threshold: int) -> bool:
    """Whether no difference between the two rows is of 1 to 4 answers. Hidden cells have no difference."""
    seen = [_total(row) for row in (old, new) if all(sum(cell) >= threshold for cell in row.values())]
    pairs = [(old[name], new[name]) for name in old if name in new] if old.keys() == new.keys() else []
    told = [pair for pair in pairs if min(map(sum, pair)) >= threshold]
    if len(seen) == len((old, new)):
        told.append((seen[0], seen[1]))
    return not any(0 < changed(*pair) < threshold for pair in told)


def changed(old: Cell, new: Cell) -> int:
    """At least so many answers differ between two counts."""
    return sum(abs(after - before) for before, after in zip(old, new, strict=True))


def _total(row: Row) -> Cell:
    agree, disagree, passed = (sum(cell[at] for cell in row.values()) for at in range(3))
    return agree, disagree, passed


def _printed(told: Document) -> set[str]:
    return {one["statement"] for name in LISTS for one in told[name] if not one.get("held")}


def _held(statement: str, row: Row) -> Document:
    empty = dict.fromkeys(("votes", "agree", "disagree", "pass", "value"))
    return {"statement": statement, "support": None, "held": True, "per_group": dict.fromkeys(row, empty)}


def _spoken(group: Document, fresh: set[str], kept: set[str], before: Before | None) -> Document:
    """The group's own list: renewed lines, and of statements that keep what they printed the old ones."""
    lines = [one for one in group["representative"] if one["statement"] in fresh]
    for old in before.told["groups"] if before else []:
        if old["id"] == group["id"]:
            lines += [one for one in old["representative"] if one["statement"] in kept]
    return {**group, "representative": lines}
