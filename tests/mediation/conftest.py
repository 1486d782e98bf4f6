"""The cast and a day on which everything begins."""

from __future__ import annotations

import pytest
import time_machine

from tests.cast import Cast, make_cast

START = "2026-03-02T05:00:00Z"  # a Monday morning in Kazakhstan


@pytest.fixture
def clock():
    """Frozen at the start; tests move it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db, clock) -> Cast:
    """Everybody, with keys."""
    return make_cast()
