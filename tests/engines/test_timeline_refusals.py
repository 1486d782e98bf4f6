"""What no ledger may say, tried on every sound one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.engines.timeline.effects import LIFE, problems
from kelisim.engines.timeline.fold import begins, fold
from kelisim.engines.timeline.structure import bodies, holdings, in_being
from kelisim.engines.timeline.types import Effect, Verb
from tests.engines.timeline_cases import (
    EXCLUSIVE,
    GIVEN,
    NAME,
    RECORDED,
    created,
    effect,
    granted,
    sound_ledgers,
)

VALUES = {
    Verb.CREATE: {"name": NAME},
    Verb.SPLIT_FROM: {"name": NAME, "from": "root"},
    Verb.RENAME: NAME,
    Verb.PLACE_UNDER: {"parent": "root", "as": "part"},
    Verb.MERGE_INTO: {"into": "root"},
    Verb.HEAD: {"rule": "elected", "of": "root"},
    Verb.ABOLISH: {},
}
# Two bodies older than anything a drawn ledger says.
OLD = (created("W1", "1999-01-01", "root", None), created("W2", "1999-01-01", "leaf", "root"))
grown = sound_ledgers().map(lambda ledger: [*OLD, *ledger])
BIRTHS = frozenset({Verb.CREATE, Verb.SPLIT_FROM})
verbs_of_life = st.sampled_from(sorted(LIFE | {Verb.HEAD}))


def told(ledger: list[Effect]) -> list[tuple[str, str]]:
    """The rules that are broken, and by which row."""
    found = problems(ledger, given=GIVEN, exclusive=EXCLUSIVE)
    return [(problem.rule, problem.effect.code) for problem in found]


def alive(ledger: list[Effect]) -> list[str]:
    """Bodies an act created and none ended, whatever became of their parents."""
    last = fold(ledger, day=date.max, given=GIVEN).last
    return sorted(slot[1] for slot, row in last.items() if slot[0] == "being" and begins(row))


@given(grown, verbs_of_life, st.data())
def test_after_its_end_a_body_can_only_be_created(ledger, verb, data):
    body = data.draw(st.sampled_from([code for code in alive(ledger) if code != "root"]))
    ended = [*ledger, effect("X1", "2020-01-01", "abolish", body)]
    after = effect("X2", "2020-01-02", verb.value, body, VALUES[verb])
    assert told([*ended, after]) == ([] if verb in BIRTHS else [("ended", "X2")])
    assert in_being(fold([*ended, after], day=date.max, given=GIVEN), body) is (verb in BIRTHS)


@given(grown, verbs_of_life, st.integers(1, 4000))
def test_before_its_birth_nothing_happens_to_a_body(ledger, verb, days_before):
    born = date(2020, 1, 1)
    early = (born - timedelta(days=days_before)).isoformat()
    rows = [
        *ledger,
        created("X1", born.isoformat(), "new", None),
        effect("X0", early, verb.value, "new", VALUES[verb]),
    ]
    found = told(rows)
    if verb in BIRTHS:
        assert found == [("exists", "X1")]
    else:
        assert found[0] == ("before_create", "X0")


@given(grown, st.data())
def test_a_body_is_never_placed_under_itself_or_under_one_beneath_it(ledger, data):
    last = fold(ledger, day=date.max, given=GIVEN).last
    above = data.draw(st.sampled_from(alive(ledger)))
    beneath = [above, *(code for code in alive(ledger) if above in chain(last, code))]
    parent = data.draw(st.sampled_from(beneath))
    row = effect("X1", "2020-01-01", "place_under", above, {"parent": parent, "as": "part"})
    assert told([*ledger, row]) == [("circle", "X1")]


def chain(last, code: str) -> list[str]:
    """All a body stands under."""
    found: list[str] = []
    placed = last.get(("place", code, ""))
    while placed is not None and (parent := placed.value.get("parent")) not in {None, *found}:
        found.append(str(parent))
        placed = last.get(("place", str(parent), ""))
    return found


@given(grown)
def test_an_exclusive_power_that_is_held_is_granted_to_nobody_else(ledger):
    rows = [*ledger, created("X1", "2020-01-01", "new", None), created("X2", "2020-01-01", "newer", None)]
    held = {one.holder for one in holdings(fold(rows, day=date.max, given=GIVEN)) if one.power == "p"}
    if held:
        assert told([*rows, granted("X3", "2020-01-02", "p", "new")]) == [("exclusive", "X3")]
        return
    once = [*rows, granted("X3", "2020-01-02", "p", "new")]
    ended = ("power being", "p", "") in fold(ledger, day=date.max, given=GIVEN).last
    assert told(once) == ([("ended", "X3")] if ended else [])
    if not ended:
        assert told([*once, granted("X4", "2020-01-03", "p", "newer")]) == [("exclusive", "X4")]
        moved = granted("X4", "2020-01-03", "p", "new", {"to": "newer"}, verb="transfer")
        assert told([*once, moved]) == []


def test_an_act_may_reach_back_behind_its_own_day():
    adopted, later = date(2005, 6, 1), RECORDED + timedelta(days=10)
    ledger = [
        created("1", "2000-01-01", "a"),
        effect("2", "2004-01-01", "rename", "a", {**NAME, "en": "New"}, act_date=adopted, recorded=later),
        effect("3", "2003-01-01", "rename", "a", {**NAME, "en": "Old"}),
    ]
    assert told(ledger) == []

    def name(day: date, **more: object) -> object:
        return bodies(fold(ledger, day=day, given=GIVEN, **more))[0].named.value["en"]

    assert [name(date(2003, 12, 31)), name(date(2004, 1, 1)), name(date(2005, 6, 1))] == ["Old", "New", "New"]
    assert name(date(2005, 6, 1), as_known=RECORDED) == "Old"


def test_of_two_acts_for_one_day_the_later_act_has_the_last_word_whichever_was_recorded_first():
    later_act = effect("1", "2004-01-01", "rename", "a", {**NAME, "en": "Later"}, act_date=date(2005, 6, 1))
    earlier_act = effect(
        "2", "2004-01-01", "head", "a", {"rule": "elected", "of": "a"}, act_date=date(2003, 6, 1)
    )
    same = [created("0", "2000-01-01", "a"), later_act, earlier_act]
    assert [row.code for row in fold(same, day=date(2004, 1, 1), given=GIVEN).counted] == ["0", "2", "1"]


@pytest.mark.parametrize("verb", ["revoke", "transfer"])
def test_what_nobody_holds_is_not_taken(verb):
    value = {"to": "state"} if verb == "transfer" else {}
    row = granted("9", "2001-01-01", "p", "a", value, verb=verb)
    assert told([created("1", "2000-01-01", "a"), granted("2", "2000-01-01", "q", "a"), row]) == [
        ("not_held", "9")
    ]
