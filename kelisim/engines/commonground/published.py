"""What may be published of a result: no small number, and nothing from which one follows."""

from __future__ import annotations

from typing import Any

from kelisim.engines.commonground.document import digest

THRESHOLD, SMALLEST_GROUP = 5, 10
LEAST, MOST = 0.05, 0.95
Document = dict[str, Any]
LISTS = ("common_ground", "common_rejection", "not_enough_votes")
SCORES = ("score", "low", "high", "without_groups")
PEOPLE = ("support", "withstands", "needs")
UNSAID = ("share_z", "ratio", "difference_z", "q")  # from these and a share the counts follow


def published(body: Document, *, threshold: int = THRESHOLD) -> Document:
    """The document with small cells hidden (null), shares as whole percents, numbers under 5 as "<5".

    Groups under 10 people are not described; then the totals that would give their size and the scores that
    would give their votes are hidden too. So is the number of votes beside any hidden cell.
    The digest is that of what is published: a digest of the whole could be tried against every hidden number.
    docs/method/dialogue.md#disclosure
    """
    sizes = {one["id"]: one["size"] for one in body["groups"]}
    described = {name for name, size in sizes.items() if size >= SMALLEST_GROUP}
    told = {name: one for name, one in body.items() if name not in ("parity", "warnings", "result_hash")}
    whole = len(described) == len(sizes)
    if not whole:
        told |= {"counted": None, "participants": None}
    clear = not body["no_clear_groups"]
    told["groups"] = [_group(one) for one in body["groups"] if clear and one["id"] in described]
    told["stability"] = _stability(body["stability"])
    for name in LISTS:
        told[name] = [_statement(one, described, threshold, whole=whole) for one in body[name]]
    if not whole or hides(told):
        told["votes"] = None  # less the printed cells it would leave the hidden ones
    told["parity"] = None
    return {**told, "warnings": [], "result_hash": digest(told)}


def hides(told: Document) -> bool:
    """Whether a cell of it is hidden."""
    listed = [one for name in LISTS for one in told[name]]
    return any(cell["votes"] is None for one in listed for cell in one["per_group"].values())


def percent(count: int, of: int) -> int | str:
    """A share as whole percents; the ends are coded, since all or nobody would tell of each person."""
    share = count / of
    if share >= MOST:
        return "95 or more"
    return "5 or less" if share <= LEAST else round(100 * share)


def few(count: int | None, threshold: int = THRESHOLD) -> int | str | None:
    """A number of people, unless it is small."""
    return count if count is None or count >= threshold else f"<{threshold}"


def _share(value: float | None) -> float | None:
    return None if value is None else round(min(max(value, LEAST), MOST), 2)


def _group(one: Document) -> Document:
    return {**one, "representative": [_speaks(each) for each in one["representative"]]}


def _speaks(one: Document) -> Document:
    votes = one["agree"] + one["disagree"] + one["pass"]
    coded = {name: percent(one[name], votes) for name in ("agree", "disagree", "pass")}
    return {**one, **coded, "share": _share(one["share"]), **dict.fromkeys(UNSAID)}


def _stability(one: Document) -> Document:
    """To two places: twelve would be a fingerprint against which hidden votes could be tried."""
    if "candidates" not in one:
        return _blunt(one)
    hidden = [
        {**_blunt(each), "smallest": each["smallest"] if each["smallest"] >= SMALLEST_GROUP else None}
        for each in one["candidates"]
    ]
    return {**_blunt(one), "candidates": hidden}


def _blunt(one: Document) -> Document:
    return {name: round(each, 2) if isinstance(each, float) else each for name, each in one.items()}


def _statement(one: Document, described: set[str], threshold: int, *, whole: bool) -> Document:
    told = dict(one)
    for name in told.keys() & {*SCORES}:
        told[name] = _share(told[name]) if whole else None
    for name in told.keys() & {*PEOPLE}:
        told[name] = few(told[name], threshold) if whole else None
    cells = {name: each for name, each in one["per_group"].items() if name in described}
    told["per_group"] = {name: _cell(each, threshold) for name, each in cells.items()}
    return told


def _cell(one: Document, threshold: int) -> Document:
    if one["votes"] < threshold:
        return dict.fromkeys(one)
    coded = {name: percent(one[name], one["votes"]) for name in ("agree", "disagree", "pass")}
    return {"votes": one["votes"], **coded, "value": _share(one["value"])}
