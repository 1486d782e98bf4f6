"""Everything on one axis of years: acts, their effects, events, and claims with what stands against them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.labels import Labels
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.structure import text_in
from kelisim.apps.institution.queries.told import claims, events
from kelisim.apps.institution.states import ActKind
from kelisim.apps.registry.public import external_bodies
from kelisim.engines.timeline.fold import order
from kelisim.engines.timeline.types import NAMING, Effect, Kind
from kelisim.kernel.texts.of import text_of
from kelisim.web.institution.tree import Cited
from kelisim.web.institution.words import effect_words, when, when_of

COLUMNS = (
    "row",
    "kind",
    "verb",
    "subject",
    "key",
    "on",
    "on_last",
    "precision",
    "text",
    "act",
    "clause",
    "against",
    "verified",
    "facts",
)
KINDS: dict[str, Promise] = {
    "effect": pgettext_lazy("on the axis", "Effect"),
    "act": pgettext_lazy("on the axis", "Act adopted"),
    "event": pgettext_lazy("on the axis", "Event"),
    "claim": pgettext_lazy("on the axis", "Claim of the article"),
}
_OTHERS = ("parent", "into", "to", "from", "of", "succeeds", "within")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the axis. `cited` beside a claim is the act that speaks `against` it."""

    code: str
    kind: str
    first: date
    last: date
    precision: str
    text: str
    cited: Cited | None = None
    verb: str = ""
    subject: str = ""
    key: str = ""
    against: str = ""
    source: str = ""
    chapter: str = ""
    verified: bool = True
    facts: tuple[str, ...] = ()

    @property
    def word(self) -> str:
        """What kind of line it is."""
        return str(KINDS[self.kind])

    @property
    def when(self) -> str:
        """The day at its own precision."""
        return when(self.first, self.last, self.precision)

    @property
    def doubts(self) -> list[str]:
        """The known inconsistencies it carries."""
        return [code for code in self.facts if code.startswith("X")]

    def row(self) -> dict[str, object]:
        """The line for a file."""
        return {
            "row": self.code,
            "kind": self.kind,
            "verb": self.verb,
            "subject": self.subject,
            "key": self.key,
            "on": self.first.isoformat(),
            "on_last": self.last.isoformat(),
            "precision": self.precision,
            "text": self.text,
            "act": self.cited.act if self.cited else "",
            "clause": self.cited.clause if self.cited else "",
            "against": self.against,
            "verified": self.verified,
            "facts": list(self.facts),
        }


def bodies_of(effect: Effect) -> set[str]:
    """The bodies a row speaks of: as subject, holder, parent, head or the other side."""
    found = {effect.key}
    if effect.kind is Kind.ORGANISATION:
        found.add(effect.subject)
    if effect.kind in (Kind.ORGANISATION, Kind.POWER):
        found |= {str(effect.value[name]) for name in _OTHERS if effect.value.get(name) is not None}
    return found - {""}


def mentioned(rows: Iterable[Effect]) -> set[str]:
    """Every body the rows speak of."""
    return {code for row in rows for code in bodies_of(row)}


def touches(effect: Effect, code: str) -> bool:
    """Whether the row speaks of this body."""
    return code in bodies_of(effect)


def effects_told(rows: Iterable[Effect], names: Labels, places: dict[str, str]) -> list[Entry]:
    """Standing rows in fold order, each body called what it was called the day before."""
    outside = {code: text_of(row, "name") for code, row in external_bodies().items()}
    bodies = {**names.bodies, **outside}
    then = replace(names, bodies=bodies)
    told = []
    for row in sorted((row for row in rows if row.voided is None), key=order):
        told.append(_effect(row, effect_words(row, then, places), names))
        if row.kind is Kind.ORGANISATION and row.verb in NAMING:
            bodies[row.subject] = text_in(row)
    return told


def _effect(row: Effect, text: str, names: Labels) -> Entry:
    act = names.act_short(row.act)
    return Entry(
        code=row.code,
        kind="effect",
        first=row.first,
        last=row.last,
        precision=row.precision,
        text=text,
        cited=Cited(text=text, act=row.act, act_title=act, when=when_of(row), clause=row.clause),
        verb=row.verb.value,
        subject=row.subject,
        key=row.key,
        verified=row.verified,
        facts=row.facts,
    )


def others_told(rows: Iterable[Effect], names: Labels) -> list[Entry]:
    """Acts that did nothing the ledger holds, events, and claims."""
    acting = {row.act for row in rows}
    acts = [
        Entry(
            code=act.code,
            kind="act",
            first=act.date,
            last=act.date_last,
            precision=act.precision,
            text=names.act(act.code),
            cited=Cited(text="", act=act.code, act_title=names.act_short(act.code)),
            verified=act.verified,
            facts=tuple(act.facts),
        )
        for act in Act.objects.exclude(kind__in=[ActKind.PROTOCOL, ActKind.COUNCIL_PAPER])
        if act.code not in acting
    ]
    return [*acts, *_events(), *_claims(names)]


def _events() -> list[Entry]:
    return [
        Entry(
            code=event.code,
            kind="event",
            first=event.days.first,
            last=event.days.last,
            precision=event.days.precision,
            text=event.title.of(),
            chapter=event.chapter,
            facts=event.facts,
        )
        for event in events()
    ]


def _claims(names: Labels) -> list[Entry]:
    return [
        Entry(
            code=claim.code,
            kind="claim",
            first=claim.days.first,
            last=claim.days.last,
            precision=claim.days.precision,
            text=claim.text.of(),
            against=claim.against.of(),
            subject=claim.organisation,
            source=source_words(claim.source),
            cited=Cited(text="", act=claim.act, act_title=names.act_short(claim.act), clause=claim.clause),
            facts=(*claim.facts, *claim.inconsistencies),
        )
        for claim in claims()
    ]


def by_year(entries: Iterable[Entry]) -> list[tuple[int, list[Entry]]]:
    """The axis: years in order, in each what began in it."""
    found: dict[int, list[Entry]] = {}
    for entry in sorted(entries, key=lambda one: (one.first, one.last, one.kind)):
        found.setdefault(entry.first.year, []).append(entry)
    return sorted(found.items())
