"""What holds for every ledger the timeline engine accepts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kelisim.engines.timeline.compare import Frame, compare, head_in, name_in
from kelisim.engines.timeline.fold import fold, order
from kelisim.engines.timeline.structure import bodies, holdings
from kelisim.engines.timeline.types import Kind, State, Verb
from tests.engines.timeline_cases import EXCLUSIVE, GIVEN, RECORDED, days, sound_ledgers

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


@given(sound_ledgers(), days, st.randoms())
def test_the_order_of_recording_does_not_matter(ledger, day, random):
    moments = [RECORDED + timedelta(days=number) for number in range(len(ledger))]
    random.shuffle(moments)
    recorded = [replace(row, recorded=moment) for row, moment in zip(ledger, moments, strict=True)]
    recorded.sort(key=lambda row: row.recorded)
    assert codes_in(fold(recorded, day=day, given=GIVEN)) == codes_in(fold(ledger, day=day, given=GIVEN))


MOMENTS = st.integers(0, 4).map(lambda number: RECORDED + timedelta(days=number))


@given(sound_ledgers(), days, MOMENTS, st.data())
def test_as_known_at_a_moment_is_the_fold_of_what_stood_recorded_then(ledger, day, moment, data):
    told = [
        replace(row, recorded=data.draw(MOMENTS), voided=data.draw(st.none() | MOMENTS)) for row in ledger
    ]
    stood = [
        replace(row, voided=None)
        for row in told
        if row.recorded <= moment and not (row.voided and row.voided <= moment)
    ]
    old = fold(told, day=day, as_known=moment, given=GIVEN)
    assert codes_in(old) == codes_in(fold(stood, day=day, given=GIVEN))


@given(sound_ledgers(), days, st.data())
def test_a_voided_row_that_is_added_again_gives_the_same_answer(ledger, day, data):
    row = data.draw(st.sampled_from(ledger)) if ledger else None
    assume(row is not None)
    later = RECORDED + timedelta(days=1)
    rest = [one for one in ledger if one is not row]
    again = [*rest, replace(row, voided=later), replace(row, code=f"{row.code}+", recorded=later)]
    before, after = fold(ledger, day=day, given=GIVEN), fold(again, day=day, given=GIVEN)
    assert codes_in(after) == codes_in(before)
    assert codes_in(fold(again, day=day, as_known=RECORDED, given=GIVEN)) == codes_in(before)
    assert (row in before.counted) == (row.code + "+" in {one.code for one in after.counted})


def codes_in(state: State) -> tuple[object, ...]:
    """Which row has which word in the state; a row that was added again counts as the one it replaces."""
    return (
        {slot: row.code.rstrip("+") for slot, row in state.last.items() if slot[0] != "amend"},
        [row.code.rstrip("+") for row in state.counted],
        [row.code.rstrip("+") for row in state.uncertain],
        state.pending,
    )


@given(sound_ledgers(), days)
def test_a_partial_date_counts_for_nothing_before_its_last_possible_day(ledger, day):
    state = fold(ledger, day=day, given=GIVEN)
    certain = [row for row in ledger if row.last <= day]
    assert codes_in(state)[:2] == codes_in(fold(certain, day=day, given=GIVEN))[:2]
    assert {row.code for row in state.uncertain} == {
        row.code for row in ledger if row.first <= day < row.last
    }


@given(sound_ledgers())
def test_lives_and_holdings_never_overlap(ledger):
    """By hand: only what is not alive is born, only what is alive ends; one holder where only one may."""
    alive: set[tuple[str, str]] = set()
    held: dict[str, set[str]] = {}
    for row in sorted(ledger, key=order):
        if row.kind is Kind.ORGANISATION:
            body = (row.kind, row.subject)
            assert (body in alive or row.subject in GIVEN) != (row.verb in BIRTH)
            alive = alive | {body} if row.verb in BIRTH else alive
            alive = alive - {body} if row.verb in (Verb.ABOLISH, Verb.MERGE_INTO) else alive
        elif row.verb is Verb.GRANT:
            held.setdefault(row.subject, set()).add(row.key)
        elif row.verb in (Verb.REVOKE, Verb.TRANSFER):
            held[row.subject].remove(row.key)
            held[row.subject] |= {str(row.value["to"])} if row.verb is Verb.TRANSFER else set()
        assert all(len(held.get(power, ())) <= 1 for power in EXCLUSIVE)
    state = fold(ledger, day=date.max, given=GIVEN)
    found: dict[str, set[str]] = {power: set() for power in held}
    for one in holdings(state):
        found[one.power].add(one.holder)
    assert found == held


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
def test_on_every_date_an_exclusive_power_has_one_holder_at_most(ledger, day):
    held = [one.holder for one in holdings(fold(ledger, day=day, given=GIVEN)) if one.power in EXCLUSIVE]
    assert len(held) <= 1


@given(sound_ledgers(), days)
def test_on_every_date_no_body_is_its_own_ancestor(ledger, day):
    state = fold(ledger, day=day, given=GIVEN)
    for body in bodies(state):
        seen, code = {body.code}, body.parent
        while code is not None:
            assert code not in seen
            seen.add(code)
            placed = state.last.get(("place", code, ""))
            code = placed.value.get("parent") if placed else None
