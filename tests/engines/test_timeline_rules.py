"""Every rule of the ledger names the row that breaks it."""

from __future__ import annotations

import pytest

from kelisim.engines.timeline.effects import problems
from kelisim.engines.timeline.types import Kind
from tests.engines.timeline_cases import GIVEN, NAME, created, effect, granted

A = created("1", "2000-01-01", "a")
B = created("2", "2000-01-01", "b", "a", "part")

BROKEN = {
    "a verb that does not fit": ([effect("9", "2001", "grant", "a", {}, key="a")], ("verb", "verb")),
    "a holder where none belongs": ([A, effect("9", "2001", "rename", "a", NAME, key="b")], ("key", "key")),
    "a grant to nobody": ([effect("9", "2001", "grant", "p", {}, kind=Kind.POWER)], ("key", "key")),
    "a value missing": ([A, effect("9", "2001", "place_under", "a", {"parent": "state"})], ("value", "as")),
    "a value too many": (
        [A, effect("9", "2001", "place_under", "a", {"parent": "state", "as": "part", "x": 1})],
        ("value", "x"),
    ),
    "a word off the list": (
        [A, effect("9", "2001", "head", "a", {"rule": "by lot", "of": "a"})],
        ("value", "rule"),
    ),
    "a name not in full": ([A, effect("9", "2001", "rename", "a", {"kk": "а", "ru": "б"})], ("name", "en")),
    "a body without a name": ([effect("9", "2001", "create", "c", {"name": {}})], ("name", "name")),
    "the same twice": (
        [A, effect("8", "2001", "rename", "a", NAME), effect("9", "2001", "rename", "a", NAME)],
        ("repeated", "on"),
    ),
    "before it is created": ([effect("9", "1999", "rename", "a", NAME), A], ("before_create", "subject")),
    "created twice": ([A, created("9", "2001-01-01", "a")], ("exists", "subject")),
    "after its end": (
        [A, effect("8", "2001", "abolish", "a"), effect("9", "2002", "rename", "a", NAME)],
        ("ended", "subject"),
    ),
    "under a body that is not there": (
        [created("9", "2000-01-01", "c", "nobody")],
        ("not_in_being", "parent"),
    ),
    "its own ancestor": (
        [A, B, effect("9", "2001", "place_under", "a", {"parent": "b", "as": "part"})],
        ("circle", "parent"),
    ),
    "merged into itself": ([A, effect("9", "2001", "merge_into", "a", {"into": "a"})], ("circle", "into")),
    "a power to a body that is not there": ([granted("9", "2001", "p", "a"), A][:1], ("not_in_being", "key")),
    "revoked but not held": ([A, granted("9", "2001", "p", "a", verb="revoke")], ("not_held", "key")),
    "an exclusive power twice": (
        [A, B, granted("8", "2001", "p", "a"), granted("9", "2002", "p", "b")],
        ("exclusive", "key"),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named_with_its_row_and_field(case):
    rows, expected = BROKEN[case]
    found = problems(rows, given=GIVEN, exclusive=frozenset({"p"}))
    assert [(problem.effect.code, problem.rule, problem.field) for problem in found] == [("9", *expected)]


def test_a_sound_ledger_has_no_problems():
    rows = [
        A,
        B,
        granted("3", "2001", "p", "a"),
        granted("4", "2002", "p", "a", {"to": "b"}, verb="transfer"),
    ]
    assert problems(rows, given=GIVEN, exclusive=frozenset({"p"})) == ()
