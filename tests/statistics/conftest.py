"""The figures of Kazakhstan, loaded for the tests of this room."""

import pytest

from kelisim.apps.statistics.actions.load_series import load
from kelisim.kernel.access.roles import Role
from kelisim.kernel.packs.pack import open_pack
from tests.institution.conftest import load_everything
from tests.mediation.conftest import own_database, told_by
from tests.places import plant
from tests.statistics.releasing import person

__all__ = ["own_database", "told_by"]  # fixtures of another room, lent to this one


@pytest.fixture(scope="session")
def pack():
    """The pack as it is shipped."""
    return open_pack("kz")


@pytest.fixture
def places(db):
    """The country with its regions and districts."""
    plant()


@pytest.fixture
def figures(places, pack):
    """Every published figure of the pack."""
    load(pack)


@pytest.fixture
def acts(places):
    """The acts and the ledger of the pack."""
    load_everything()


@pytest.fixture
def shelf(settings, tmp_path):
    """A folder of this test's own for releases."""
    settings.VAR = tmp_path
    return tmp_path / "releases"


@pytest.fixture
def saltanat(db):
    """Of the secretariat: drafts, signs and publishes."""
    return person("saltanat", Role.SECRETARIAT)


@pytest.fixture
def data(shelf, figures, acts):
    """Everything a release of the pack holds."""
