"""The Kazakhstan ledger in the database, as the pack loads it."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from kelisim.apps.institution.actions import load_acts, load_ledger, load_posts
from kelisim.apps.registry.actions import load_communities, load_organisations
from kelisim.kernel.packs.pack import open_pack
from kelisim.kernel.places.models import Level, Territory

LOADERS = (load_communities, load_organisations, load_acts, load_ledger, load_posts)


def load_everything() -> list[int]:
    """Runs this room's loaders; answers how many rows each one has."""
    return [module.load(open_pack("kz")) for module in LOADERS]


def plant() -> None:
    """The regions alone: the ledger speaks of nothing smaller."""
    Territory.objects.bulk_create(
        Territory(
            code=row["code"],
            level=Level.REGION if row["code"] != "KZ" else Level.COUNTRY,
            kind=row["kind"],
            **{f"name_{lang}": row[f"name_{lang}"] for lang in ("kk", "ru", "en")},
        )
        for row in open_pack("kz").csv("places/regions.csv")
    )


@pytest.fixture(autouse=True)
def english():
    """Reasons are matched in English; pages say their language in the address."""
    with override("en"):
        yield


@pytest.fixture
def kz(db):
    """Territories, bodies, acts, ledger, posts."""
    plant()
    load_everything()
