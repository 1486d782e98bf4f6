"""Brings peoples and confessions to what the pack says."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.registry.models import Community, CommunityKind
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.read import Row
from kelisim.kernel.texts.keys import set_keys

FILE = "registry/communities.csv"
COLUMNS = ("code", "kind", "name_kk", "name_ru", "name_en", "language_code", "source")


def load(pack: Pack) -> int:
    """All or nothing; a community the pack no longer names stays, since figures may point at it."""
    if not pack.has(FILE):
        return 0
    rows = pack.csv(FILE, columns=COLUMNS)
    complaints = [complaint for row in rows for complaint in _complaints(row)]
    if complaints:
        raise BadPack(complaints)
    communities = [_community(row) for row in rows]
    with transaction.atomic():
        Community.objects.bulk_create(
            communities,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[*COLUMNS[1:], "key", "solid", "bones", "sort_key"],
        )
        record("registry.communities_loaded", pack.code, by=None, rows=len(communities))
    return len(communities)


def _complaints(row: Row) -> list[Complaint]:
    found = []
    if row["kind"] not in CommunityKind.values:
        hint = " / ".join(CommunityKind.values)
        found.append(
            Complaint(file=FILE, code="bad_value", line=row.line, column="kind", value=row["kind"], hint=hint)
        )
    for column in ("code", "name_kk", "name_ru", "name_en"):
        if not row[column]:
            found.append(Complaint(file=FILE, code="empty_value", line=row.line, column=column))
    return found


def _community(row: Row) -> Community:
    community = Community(**{column: row[column] for column in COLUMNS})
    set_keys(community, row["name_kk"], row["name_ru"], row["name_en"])
    return community
