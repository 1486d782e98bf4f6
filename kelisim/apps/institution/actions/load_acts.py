"""Brings acts and powers to what the pack says."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from pydantic import Field

from kelisim.apps.institution.models import Act, Power
from kelisim.apps.institution.queries.days import When
from kelisim.apps.institution.queries.sources import SOURCES, codes_in, sources
from kelisim.apps.institution.states import ActKind, Confidence
from kelisim.engines.timeline.dates import parse
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.pack import Pack
from kelisim.kernel.packs.shapes import Lang, Line, Names, YesNo, shaped
from kelisim.kernel.texts.keys import set_keys
from kelisim.kernel.texts.of import Text

ACTS, POWERS = "institution/acts.yaml", "institution/powers.yaml"
_WRITTEN = (
    "number",
    "kind",
    "date",
    "date_last",
    "precision",
    "title_kk",
    "title_ru",
    "title_en",
    "recalled",
    "identifiers",
    "identified",
    "principal",
    "source",
    "confidence",
    "verified",
    "facts",
)


class ActLine(Line):
    """One act of acts.yaml."""

    id: str
    number: str = ""
    kind: ActKind
    date: When
    title: Names
    recalled: tuple[Lang, ...] = ()
    identifiers: dict[str, str] = Field(default_factory=dict)
    amending: YesNo = False
    identified: YesNo = True
    source: str
    confidence: Confidence
    verified: YesNo


class PowerLine(Line):
    """One power of powers.yaml; `words` name the codes its value may take."""

    id: str
    name: Names
    exclusive: YesNo = False
    words: dict[str, Names] = Field(default_factory=dict)


def load(pack: Pack) -> int:
    """All or nothing; an act the pack no longer names stays, since effects may cite it."""
    cited = sources(pack)
    acts = [_act(line, cited) for line in shaped(pack.records(ACTS), ACTS, ActLine)]
    powers = [
        Power(
            code=line.id,
            name_kk=line.name.kk,
            name_ru=line.name.ru,
            name_en=line.name.en,
            exclusive=line.exclusive,
        )
        for line in shaped(pack.records(POWERS), POWERS, PowerLine)
    ]
    with transaction.atomic():
        Act.objects.bulk_create(
            acts,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[*_WRITTEN, "key", "solid", "bones", "sort_key"],
        )
        Power.objects.bulk_create(
            powers,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name_kk", "name_ru", "name_en", "exclusive"],
        )
        record("institution.acts_loaded", pack.code, by=None, acts=len(acts), powers=len(powers))
    return len(acts) + len(powers)


def cite(codes: str, cited: Mapping[str, Text], *, file: str, line: int) -> str:
    """The codes as given (`a`, or `seed, e`) if each is explained. Raises BadPack otherwise."""
    strangers = [code for code in codes_in(codes) if code not in cited]
    if strangers:
        raise BadPack(
            [
                Complaint(file=file, code="bad_value", line=line, column="source", value=code, hint=SOURCES)
                for code in strangers
            ]
        )
    return codes


def _act(line: ActLine, cited: Mapping[str, Text]) -> Act:
    days = parse(line.date)
    act = Act(
        code=line.id,
        number=line.number,
        kind=line.kind,
        date=days.first,
        date_last=days.last,
        precision=days.precision,
        title_kk=line.title.kk,
        title_ru=line.title.ru,
        title_en=line.title.en,
        recalled=list(line.recalled),
        identifiers=line.identifiers,
        identified=line.identified,
        principal=not line.amending,
        source=cite(line.source, cited, file=ACTS, line=line.line),
        confidence=line.confidence,
        verified=line.verified,
        facts=[*line.facts, *line.external_facts, *line.inconsistencies],
    )
    set_keys(act, line.title.kk, line.title.ru, line.title.en, line.number)
    return act
