"""The figures of Kazakhstan, loaded once for the tests of this room."""

import pytest

from kelisim.apps.statistics.actions.load_series import load
from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.places.models import Level, Territory


@pytest.fixture(scope="session")
def pack():
    """The pack as it is shipped."""
    return open_pack("kz")


@pytest.fixture
def places(db, pack):
    """The country and its units, without the 15,000 places below them."""
    lines = pack.csv("places/regions.csv")
    for line in sorted(lines, key=lambda line: (line["code"] != "KZ", bool(line["carved_from"]))):
        Territory.objects.create(
            code=line["code"],
            level=Level.COUNTRY if line["code"] == "KZ" else Level.REGION,
            kind=line["kind"],
            parent_id=None if line["code"] == "KZ" else "KZ",
            carved_from_id=line["carved_from"] or None,
            since=line["since"] or None,
            sort_key=line["code"],
            **{f"name_{language}": line[f"name_{language}"] for language in ("kk", "ru", "en")},
        )


@pytest.fixture
def figures(places, pack):
    """Every published figure of the pack."""
    load(pack)
