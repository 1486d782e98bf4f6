"""The pages of one body and one power: what it was called, where it stood, who held it when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kelisim.apps.institution.models import Power
from kelisim.apps.institution.queries.labels import Labels, head_words, labels
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import Head, Structure, names_borne, structure_from
from kelisim.apps.registry.public import organisations_by_code
from kelisim.engines.timeline.fold import order
from kelisim.engines.timeline.types import BIRTH, END, Effect, Kind, Verb
from kelisim.kernel.texts.of import LANGUAGES, Text, of, text_of
from kelisim.web.files import list_file, listing
from kelisim.web.institution.axis import COLUMNS, Entry, effects_told, touches
from kelisim.web.institution.timeline import territories
from kelisim.web.institution.tree import Cited, cited_effect
from kelisim.web.institution.words import power_words, tie_words, when_of

HELD = ("power", "holder", "text", "from", "from_act", "from_clause", "to", "to_act", "to_clause", "verified")


@dataclass(frozen=True, kw_only=True)
class Held:
    """A power in one body's hands for a time; `ended`: the row that took it, gave it anew, ended the body."""

    power: str
    power_name: str
    holder: str
    holder_name: str
    text: str
    since: Cited
    ended: Cited | None
    lapsed: bool
    verified: bool

    def row(self) -> dict[str, object]:
        """The line for a file."""
        return {
            "power": self.power,
            "holder": self.holder,
            "text": self.text,
            "from": self.since.when,
            "from_act": self.since.act,
            "from_clause": self.since.clause,
            "to": self.ended.when if self.ended else "",
            "to_act": self.ended.act if self.ended else "",
            "to_clause": self.ended.clause if self.ended else "",
            "verified": self.verified,
        }


@dataclass(frozen=True, kw_only=True)
class Holding:
    """The row that gave a power to a body, and the row that ended it; `lapsed`: it ended with the body."""

    given: Effect
    holder: str
    end: Effect | None

    @property
    def lapsed(self) -> bool:
        """Nobody took the power; its holder ended."""
        return self.end is not None and self.end.kind is Kind.ORGANISATION


def holdings(rows: list[Effect]) -> list[Holding]:
    """Every holding there ever was, in order."""
    ordered = sorted(rows, key=order)
    endings = _endings(ordered)
    return [
        Holding(given=row, holder=holder, end=_end(at, endings, row.subject, holder))
        for at, row in enumerate(ordered)
        for holder in _receivers(row)
    ]


Endings = dict[tuple[str, str], list[tuple[int, Effect]]]


def _endings(ordered: list[Effect]) -> Endings:
    """What can end a holding, in order: by power and holder, by a power alone, by a body alone."""
    found: Endings = defaultdict(list)
    for at, row in enumerate(ordered):
        if row.kind is Kind.ORGANISATION and row.verb in END:
            found["", row.subject].append((at, row))
        elif row.kind is Kind.POWER and row.verb is Verb.ABOLISH:
            found[row.subject, ""].append((at, row))
        elif row.kind is Kind.POWER:
            for holder in {row.key, str(row.value.get("to", ""))} - {""}:
                found[row.subject, holder].append((at, row))
    return found


def _end(at: int, endings: Endings, power: str, holder: str) -> Effect | None:
    """The first row behind this one that ends the holding."""
    places = ((power, holder), (power, ""), ("", holder))
    later = [next((one for one in endings.get(place, ()) if one[0] > at), None) for place in places]
    return min((one for one in later if one), key=lambda one: one[0], default=(at, None))[1]


def held(rows: list[Effect], names: Labels) -> list[Held]:
    """The same in the words of the page."""
    return [_told(one, names) for one in holdings(rows)]


def _receivers(row: Effect) -> list[str]:
    if row.kind is not Kind.POWER or row.verb not in (Verb.GRANT, Verb.TRANSFER):
        return []
    return [row.key if row.verb is Verb.GRANT else str(row.value["to"])]


def _told(one: Holding, names: Labels) -> Held:
    return Held(
        power=one.given.subject,
        power_name=names.power(one.given.subject),
        holder=one.holder,
        holder_name=names.body(one.holder),
        text=power_words(one.given, names),
        since=_cite(one.given, names),
        ended=_cite(one.end, names) if one.end else None,
        lapsed=one.lapsed,
        verified=one.given.verified,
    )


def _cite(row: Effect, names: Labels, text: str = "") -> Cited:
    act = names.act_short(row.act)
    return Cited(text=text, act=row.act, act_title=act, when=when_of(row), clause=row.clause)


def power_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who held a power when, with its parameters."""
    power = Power.objects.filter(code=code).first()
    if power is None:
        raise Http404
    rows, _found, names = _read()
    lines = [line for line in held(rows, names) if line.power == code]
    own = {row.code for row in rows if row.kind is Kind.POWER and row.subject == code}
    entries = [entry for entry in effects_told(rows, names, {}) if entry.code in own]
    file = list_file(
        request,
        listing(f"power-{code}", (line.row() for line in lines), HELD),
        listing("effects", (entry.row() for entry in entries), COLUMNS),
    )
    if file is not None:
        return file
    context = {
        "power": power,
        "name": of(power, "name"),
        "names": _languages(text_of(power, "name")),
        "lines": lines,
        "entries": entries,
    }
    return render(request, "institution/power_detail.html", context)


def organ_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One body: every name it bore, where it stood, who headed it, what acts did to it."""
    bodies = organisations_by_code({code})
    rows, found, names = _read()
    own = [row for row in sorted(rows, key=order) if touches(row, code)]
    if not own or code not in bodies:
        raise Http404
    codes = {row.code for row in own}
    entries = [entry for entry in effects_told(rows, names, territories(own)) if entry.code in codes]
    holdings = [line for line in held(rows, names) if line.holder == code]
    file = list_file(
        request,
        listing(f"body-{code}", (entry.row() for entry in entries), COLUMNS),
        listing("powers-held", (line.row() for line in holdings), HELD),
    )
    if file is not None:
        return file
    life = [row for row in own if row.kind is Kind.ORGANISATION and row.subject == code]
    context = {
        "code": code,
        "name": names.body(code),
        "kind": bodies[code].get_kind_display(),
        "external": bodies[code].external,
        "born": [row for row in life if row.verb in BIRTH][:1],
        "ended": [_cite(row, names) for row in life if row.verb in END],
        "named": _named(life, names, text_of(bodies[code], "name")),
        "parents": _parents(life, names),
        "heads": _heads(life, names),
        "held": holdings,
        "entries": entries,
        "acts": _acts(entries, names),
        "undecided": [
            cited_effect(line.effect, names) for line in found.consequences if line.effect.code in codes
        ],
    }
    return render(request, "institution/organ_detail.html", context)


def _read() -> tuple[list[Effect], Structure, Labels]:
    rows = [row for row in ledger() if row.voided is None]
    found = structure_from(rows, timezone.localdate())
    return rows, found, labels(found)


def _languages(text: Text) -> list[tuple[str, str]]:
    return [(lang, getattr(text, lang)) for lang in LANGUAGES if getattr(text, lang)]


def _named(
    life: list[Effect], names: Labels, first: Text
) -> list[tuple[Cited | None, list[tuple[str, str]]]]:
    """Every name from the first, in each language it is known in."""
    return [(_cite(row, names) if row else None, _languages(text)) for row, text in names_borne(life, first)]


def _parents(life: list[Effect], names: Labels) -> list[tuple[Cited, str]]:
    placing = [row for row in life if row.value.get("parent")]
    return [
        (
            _cite(row, names, names.body(str(row.value["parent"]))),
            tie_words(str(row.value.get("as") or "attached")),
        )
        for row in placing
    ]


def _heads(life: list[Effect], names: Labels) -> list[Cited]:
    return [
        _cite(
            row,
            names,
            head_words(Head(rule=str(row.value["rule"]), of=str(row.value["of"]), act=row.act), names),
        )
        for row in life
        if row.verb is Verb.HEAD
    ]


def _acts(entries: list[Entry], names: Labels) -> list[tuple[str, str]]:
    codes = dict.fromkeys(entry.cited.act for entry in entries if entry.cited)
    return [(code, names.act(code)) for code in codes]
