"""Brings organs, outside bodies and example associations to what the pack says."""

from __future__ import annotations

from django.db import transaction

from kelisim.apps.registry.models import Community, Organisation, OrganisationKind
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.shapes import Lang, Line, Names, YesNo, shaped
from kelisim.kernel.texts.keys import set_keys

ORGANS = "institution/organs.yaml"
ASSOCIATIONS = "registry/associations.csv"
COLUMNS = ("code", "community", "level", "name_kk", "name_ru", "name_en", "source", "confidence")
WRITTEN = ("kind", "name_kk", "name_ru", "name_en", "community", "external", "sample", "source")


class OrganLine(Line):
    """One body of organs.yaml."""

    id: str
    kind: OrganisationKind
    external: YesNo = False
    name: Names
    recalled: tuple[Lang, ...] = ()
    source: str


def load(pack: Pack) -> int:
    """All or nothing; a body the pack no longer names stays, since the ledger may point at it."""
    bodies = [*_organs(pack), *_associations(pack)]
    for body in bodies:
        set_keys(body, body.name_kk, body.name_ru, body.name_en)
    with transaction.atomic():
        Organisation.objects.bulk_create(
            bodies,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[*WRITTEN, "key", "solid", "bones", "sort_key"],
        )
        record("registry.organisations_loaded", pack.code, by=None, rows=len(bodies))
    return len(bodies)


def _organs(pack: Pack) -> list[Organisation]:
    return [
        Organisation(
            code=line.id,
            kind=line.kind,
            name_kk=line.name.kk,
            name_ru=line.name.ru,
            name_en=line.name.en,
            external=line.external,
            source=line.source,
        )
        for line in shaped(pack.records(ORGANS), ORGANS, OrganLine)
    ]


def _associations(pack: Pack) -> list[Organisation]:
    """Examples, not a register: each is marked as sample."""
    if not pack.has(ASSOCIATIONS):
        return []
    communities = {row.code: row for row in Community.objects.all()}
    found, complaints = [], []
    for row in pack.csv(ASSOCIATIONS, columns=COLUMNS):
        if row["community"] and row["community"] not in communities:
            complaints.append(
                Complaint(
                    file=ASSOCIATIONS,
                    code="bad_value",
                    line=row.line,
                    column="community",
                    value=row["community"],
                    hint="registry/communities.csv",
                )
            )
        found.append(
            Organisation(
                code=row["code"],
                kind=OrganisationKind.ASSOCIATION,
                name_kk=row["name_kk"],
                name_ru=row["name_ru"],
                name_en=row["name_en"],
                community=communities.get(row["community"]),
                sample=True,
                source=row["source"],
            )
        )
    if complaints:
        raise BadPack(complaints)
    return found
