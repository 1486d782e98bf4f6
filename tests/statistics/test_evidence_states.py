"""The states of evidence and of a claim, exhaustively; their drawing is up to date."""

from __future__ import annotations

from pathlib import Path

from kelisim.apps.statistics.states.evidence import (
    MOVES,
    EvidenceState,
    Side,
    Standing,
    drawing,
    may_move,
    standing,
)

PAGE = Path(__file__).parents[2] / "docs" / "states" / "evidence.md"


def test_the_drawing_is_up_to_date():
    assert PAGE.read_text("utf-8") == drawing(), f"write states.drawing() into {PAGE.name}"


def test_every_move_of_the_table_and_no_other_is_possible():
    E = EvidenceState
    allowed = {
        ("hand_in", None, E.RECEIVED),
        ("publish", E.RECEIVED, E.PUBLISHED),
        ("return", E.RECEIVED, E.RETURNED),
        ("take_down", E.PUBLISHED, E.TAKEN_DOWN),
        ("withdraw", E.TAKEN_DOWN, E.WITHDRAWN),
        ("withdraw", E.RECEIVED, E.WITHDRAWN),
        ("withdraw", E.PUBLISHED, E.WITHDRAWN),
        ("withdraw", E.RETURNED, E.WITHDRAWN),
    }
    tried = [(verb, before, after) for verb in MOVES for before in (None, *E) for after in E]
    assert {one for one in tried if may_move(*one)} == allowed


def test_where_a_claim_stands_follows_from_what_is_there_and_nothing_else():
    expected = {
        (): Standing.STATED,
        (Side.FOR,): Standing.EVIDENCED,
        (Side.AGAINST,): Standing.CONTESTED,
    }
    for over in (False, True):
        for waiting in (0, 2):
            for sides, stands in expected.items():
                assert standing(sides, over=over, waiting=waiting) == stands
            both = standing((Side.FOR, Side.AGAINST), over=over, waiting=waiting)
            assert (both == Standing.REVIEWED) is (over and not waiting)
            assert both in {Standing.REVIEWED, Standing.CONTESTED}
