"""Kazakhstan as the API tells it, and how a test asks."""

from __future__ import annotations

import json

import pytest

from kelisim.apps.statistics.actions.load_series import load
from kelisim.kernel.packs.pack import open_pack
from tests.institution.conftest import load_everything
from tests.places import plant

ROOT = "/api/v1"


@pytest.fixture
def kz(db):
    """Territories, ledger and figures of the pack."""
    plant()
    load_everything()
    load(open_pack("kz"))


@pytest.fixture
def ask(client):
    """The answer of an address, which must be there."""

    def asked(address, **headers):
        answer = client.get(f"{ROOT}{address}", headers=headers)
        assert answer.status_code == 200, answer.content.decode()
        return json.loads(answer.content)

    return asked


@pytest.fixture
def walk(client):
    """Every item of a list, page after page."""

    def walked(address):
        items, following = [], f"{ROOT}{address}"
        while following:
            page = client.get(following).json()
            items += page["items"]
            following = page["next"]
        return items

    return walked
