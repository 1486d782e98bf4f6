"""The table of moves: its drawing is up to date, every state is reached, a closed case stays closed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kelisim.apps.mediation.states import MOVES, OPEN, Closing, State, drawing, may_move

PAGE = Path(__file__).parents[2] / "docs" / "states" / "case.md"


def test_the_drawing_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == drawing(), f"write states.drawing() into {PAGE.name}"


def test_every_state_but_the_first_is_reached_by_a_move() -> None:
    assert {after for move in MOVES.values() for after in move.targets} == set(State)


def test_only_late_consent_and_a_heeded_complaint_leave_a_closed_case() -> None:
    elsewhere = [verb for verb in MOVES for after in OPEN if may_move(verb, State.CLOSED, after)]
    assert elsewhere == ["reopen", "hear_complaint"]


def test_every_closing_code_belongs_to_a_move() -> None:
    assert {code for move in MOVES.values() for code in move.closings} == set(Closing)


@pytest.mark.parametrize(
    ("verb", "before", "after", "allowed"),
    [
        ("save_draft", None, State.DRAFT, True),
        ("submit", None, State.RECEIVED, False),
        ("consult", State.TRIAGED, State.RECEIVED, False),
        ("consult", State.TRIAGED, State.TRIAGED, True),
        ("settle", State.AGREED, State.RUNNING, False),
        ("settle", State.AGREED, State.AGREED, True),
        ("settle", State.ACCEPTED, State.SETTLED, False),
        ("withdraw", State.AGREED, State.CLOSED, False),
        ("transfer", State.ENDED, State.ENDED, True),
        ("transfer", State.CLOSED, State.CLOSED, False),
    ],
)
def test_moves(verb: str, before: State | None, after: State, allowed: bool) -> None:
    assert may_move(verb, before, after) is allowed


def test_open_is_everything_but_closed() -> None:
    assert set(State) - OPEN == {State.CLOSED}
