"""What holds for every ledger the timeline engine accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kelisim.engines.timeline.compare import Frame, compare, head_in, name_in
from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.structure import bodies, holdings
from kelisim.engines.timeline.types import State, Verb
from tests.engines.timeline_cases import GIVEN, RECORDED, days, sound_ledgers

Seen = dict[str, dict]
BIRTH = (Verb.CREATE, Verb.SPLIT_FROM)
COLUMNS = {"renamed": "name", "moved": "parent", "changed": "head"}


@given(sound_ledgers(), days, st.randoms())
def test_the_order_of_insertion_does_not_matter(ledger, day, random):
    shuffled = list(ledger)
    random.shuffle(shuffled)
    assert fold(shuffled, day=day, given=GIVEN) == fold(ledger, day=day, given=GIVEN)


@given(sound_ledgers(), days)
def test_counted_and_uncertain_part_the_live_effects(ledger, day):
    state = fold(ledger, day=day, given=GIVEN)
    both = {row.code for row in state.counted} | {row.code for row in state.uncertain}
    assert both == {row.code for row in ledger if row.first <= day}
    assert len(both) == len(state.counted) + len(state.uncertain)


@given(sound_ledgers(), days, st.data())
def test_what_was_recorded_or_voided_later_leaves_an_old_answer_alone(ledger, day, data):
    late = RECORDED + timedelta(days=1)
    marks = data.draw(st.lists(st.sampled_from(("kept", "voided", "added")), min_size=24, max_size=24))
    told = [
        row
        if mark == "kept"
        else replace(row, voided=late)
        if mark == "voided"
        else replace(row, recorded=late)
        for row, mark in zip(ledger, marks, strict=False)
    ]
    before = [row for row, mark in zip(ledger, marks, strict=False) if mark != "added"]
    old = fold(told, day=day, as_known=RECORDED, given=GIVEN)
    assert [row.code for row in old.counted] == [
        row.code for row in fold(before, day=day, given=GIVEN).counted
    ]


def seen_in(state: State) -> Seen:
    """Names, parents, heads of bodies that were not ended, and powers, as plain values."""
    last = state.last
    alive = {slot[1] for slot, row in last.items() if slot[0] == "being" and row.verb in BIRTH}
    return {
        "name": {code: name_in(last["name", code, ""]) for code in alive},
        "parent": {code: last["place", code, ""].value.get("parent") for code in alive},
        "head": {code: head_in(last["head", code, ""]) for code in alive},
        "powers": {(row.power, row.holder): row.granted.code for row in holdings(state)},
    }


def replay(seen: Seen, changes) -> Seen:
    """Applies the changes by their own words."""
    for change in changes:
        what, subject = change.kind.split("_")[-1], change.subject
        if what == "created":
            seen["name"][subject] = change.after["name"]
            seen["parent"][subject] = change.after.get("parent")
            seen["head"][subject] = None
        elif what == "abolished":
            for column in ("name", "parent", "head"):
                seen[column].pop(subject, None)  # a body in being without a create has no columns
        elif what in ("revoked", "transferred"):
            del seen["powers"][subject, change.key]
        if change.kind != "power_changed" and what in COLUMNS and subject in seen[COLUMNS[what]]:
            seen[COLUMNS[what]][subject] = change.after
        if change.kind in ("power_granted", "power_changed", "power_transferred"):
            holder = change.after["to"] if what == "transferred" else change.key
            seen["powers"][subject, holder] = change.effect.code
    return seen


@settings(max_examples=150)
@given(sound_ledgers(), days, days)
def test_a_state_and_the_changes_give_the_later_state(ledger, one, other):
    start, end = sorted((one, other))
    plain = Frame(chain=(), status="", given=GIVEN)
    found = compare(ledger, start=start, end=end, frame=plain)
    assert found.end == fold(ledger, day=end, given=GIVEN)
    assert replay(seen_in(found.start), found.changes) == seen_in(found.end)


@given(sound_ledgers(), days)
def test_on_every_date_an_exclusive_power_has_one_holder_and_no_body_is_its_own_ancestor(ledger, day):
    state = fold(ledger, day=day, given=GIVEN)
    for body in bodies(state):
        seen, code = {body.code}, body.parent
        while code is not None:
            assert code not in seen
            seen.add(code)
            placed = state.last.get(("place", code, ""))
            code = placed.value.get("parent") if placed else None
