"""One act as its page shows it: title, day, what it did, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.exports.works import work_uri
from kelisim.apps.institution.queries.labels import Labels, labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.structure import Structure, structure_from, text_in
from kelisim.engines.timeline.dates import written
from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.types import Effect, Kind, Verb
from kelisim.kernel.places.models import Territory
from kelisim.kernel.texts.cite import Work
from kelisim.kernel.texts.of import LANGUAGES, of, reader_language, text_of
from kelisim.web.institution.axis import Entry, effects_told
from kelisim.web.institution.citations import articles, changed_acts
from kelisim.web.institution.words import effect_words, when, when_of


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One thing an act did: the day, the clause, the sentence, its marks and its source."""

    when: str
    clause: str
    text: str
    href: str
    marks: tuple[str, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What another act did to this one."""

    when: str
    text: str
    act: str
    act_title: str


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """Everything on the page of an act."""

    act: Act
    title: str
    facts: list[dict[str, str]]
    others: list[tuple[str, str, bool]]
    deeds: list[Deed]
    fates: list[Fate]
    undecided: list[str]
    doubts: tuple[str, ...]
    entries: list[Entry]
    articles: list[Entry]
    changed: dict[str, list[tuple[str, str, Effect]]]


def act_page(act: Act) -> ActPage:
    """The page of one act."""
    rows = [row for row in ledger() if row.voided is None]
    found = structure_from(rows, timezone.localdate())
    names = labels(found)
    own = sorted(
        (row for row in rows if row.act == act.code), key=lambda row: (row.last, row.first, row.code)
    )
    suffered = [
        row for row in rows if row.kind is Kind.ACT and row.subject == act.code and row.act != act.code
    ]
    places = _territories(own)
    told = effects_told(rows, names, places)
    return ActPage(
        act=act,
        title=of(act, "title"),
        facts=_facts(act, rows),
        others=_titles(act),
        deeds=[_deed(row, _before(row, rows, names), places) for row in own],
        fates=[_fate(row, names) for row in sorted(suffered, key=lambda row: (row.last, row.code))],
        undecided=_undecided(act, found, names, places),
        doubts=_doubts(act.facts),
        entries=[entry for entry in told if entry.cited and entry.cited.act == act.code],
        articles=articles(act.code, told, rows),
        changed=changed_acts(act.code, rows, names),
    )


def _doubts(codes: Iterable[str]) -> tuple[str, ...]:
    """The known inconsistencies of the article among the codes a row carries."""
    return tuple(code for code in codes if code.startswith("X"))


def _facts(act: Act, rows: list[Effect]) -> list[dict[str, str]]:
    commenced = any(row.verb is Verb.COMMENCE and row.subject == act.code for row in rows)
    facts = [
        (_("Kind"), act.get_kind_display()),
        (_("Number"), act.number or _("not known")),
        (_("Identifier on this platform"), act.code),
        *act.identifiers.items(),
        *([(_("Address as a work"), work_uri(act))] if act.identified else []),
        (_("Date"), when(act.date, act.date_last, act.precision)),
        *([(_("Entry into force"), _("the day was not read"))] if act.identified and not commenced else []),
        (_("Source"), source_words(act.source)),
        (_("Confidence"), act.get_confidence_display()),
        (_("Read in a source"), _("yes") if act.verified else _("no, recalled")),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def _titles(act: Act) -> list[tuple[str, str, bool]]:
    """The title in each language, and whether its wording was read."""
    title = text_of(act, "title")
    return [(lang, getattr(title, lang), lang in act.recalled) for lang in LANGUAGES if getattr(title, lang)]


def _before(row: Effect, rows: list[Effect], names: Labels) -> Labels:
    """Bodies as they were called the day before the effect, so that a renaming tells both names."""
    if row.verb is not Verb.RENAME:
        return names
    state = fold(rows, day=row.last - timedelta(days=1))
    old = {slot[1]: text_in(effect) for slot, effect in state.last.items() if slot[0] == "name"}
    return replace(names, bodies={**names.bodies, **old})


def _deed(row: Effect, names: Labels, places: dict[str, str]) -> Deed:
    return Deed(
        when=when_of(row),
        clause=row.clause,
        text=effect_words(row, names, places),
        href=row.subject if row.kind is Kind.ACT and row.subject != row.act else "",
        marks=() if row.verified else (_("not verified"),),
        doubts=_doubts(row.facts),
    )


def _fate(row: Effect, names: Labels) -> Fate:
    words = {
        Verb.AMEND: _("amended by"),
        Verb.REPEAL: _("repealed by"),
        Verb.COMMENCE: _("entered into force by"),
    }
    return Fate(when=when_of(row), text=words[row.verb], act=row.act, act_title=names.act(row.act))


def _undecided(act: Act, found: Structure, names: Labels, places: dict[str, str]) -> list[str]:
    return [effect_words(line.effect, names, places) for line in found.consequences if line.act == act.code]


def _territories(rows: list[Effect]) -> dict[str, str]:
    codes = {row.subject for row in rows if row.kind is Kind.TERRITORY}
    codes |= {str(row.value["from"]) for row in rows if row.kind is Kind.TERRITORY and "from" in row.value}
    return {row.code: of(row, "name") for row in Territory.objects.filter(code__in=codes)} if codes else {}


def work_of(act: Act) -> Work:
    """The act as it is cited: its date as long as it is known, none between two days; its page here."""
    day = "" if act.precision == "between" else written(act.date, act.date_last, act.precision)
    return Work(
        key=act.code,
        kind="act",
        title=of(act, "title"),
        number=act.number,
        issued=day,
        language=reader_language(),
        url=settings.ORIGIN + reverse("act-detail", args=[act.code]),
        note=source_words(act.source),
        accessed=timezone.localdate().isoformat(),
    )
