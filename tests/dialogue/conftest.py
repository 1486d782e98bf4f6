"""Whoever leads and moderates."""

import pytest

from kelisim.kernel.access.roles import Role
from tests.dialogue.people import made, person


@pytest.fixture
def asel(db):
    """Leads conversations in the whole country."""
    return person("asel", Role.FACILITATOR)


@pytest.fixture
def bolat(db):
    """Moderates statements in the whole country."""
    return person("bolat", Role.MODERATOR)


@pytest.fixture
def conversation(asel, clock):
    """Open, with twelve statements."""
    return made(asel)
