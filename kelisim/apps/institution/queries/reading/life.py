"""What acts did to the act and it to others: amendments, entries into force, repeals, each as a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.queries.exports.akn_document import OURS
from kelisim.apps.institution.queries.lines import Line
from kelisim.apps.institution.queries.reading.identity import Identity, Sheet
from kelisim.apps.institution.queries.reading.known import Known, work_of
from kelisim.apps.institution.queries.reading.source import elements, first, local
from kelisim.apps.institution.states import Verb
from kelisim.engines.timeline.dates import BadDate, parse

_EVENTS = {"amendment": Verb.AMEND, "repeal": Verb.REPEAL}
_MARKS = ("clause", "facts", "source", "confidence", "verified")
_ARTICLE = re.compile(r"[#~]art_(\d+(?:-\d+)?)((?:__[a-z]+_\d+(?:-\d+)?)*)$")
_PARTS = re.compile(r"_(\d+(?:-\d+)?)(?=__|$)")
# What the ledger can say of one act's doing to another; every other modification is not taken.
TAKEN = ("textualMod", "forceMod")


class Life:
    """Reads lifecycle, temporal data and analysis; what two of them say is one line."""

    def __init__(self, meta: Any, one: Identity, known: Known, name: str) -> None:
        self.meta, self.one, self.known, self.name = meta, one, known, name
        references = first(meta, "references")
        self.references = {found.get("eId"): found for found in elements(references) if found.get("eId")}
        self.events = {
            found.get("eId"): found
            for found in elements(first(meta, "lifecycle"), "eventRef")
            if found.get("eId")
        }
        self.seen: set[tuple[str, str, str]] = set()

    def lines(self) -> list[Line]:
        """Events first, then what the analysis adds to them."""
        sheets = [*self.suffered(), *self.in_force(), *self.analysed()]
        return [sheet.line(self.name) for sheet in sheets]

    def suffered(self) -> Iterator[Sheet]:
        """Amendments and repeals of the act, by the act each event points at."""
        for event in elements(first(self.meta, "lifecycle"), "eventRef"):
            verb = _EVENTS.get(event.get("type") or "")
            if verb is None and self.is_in_force(event):
                verb = Verb.COMMENCE
            if verb is None:
                continue
            sheet = self.sheet(event, verb, day=event)
            self.acting(sheet, event)
            yield from self.new(sheet)

    def is_in_force(self, element: Any) -> bool:
        """Whether it is about being in force: the concept it refers to is called so."""
        concept = self.references.get((element.get("refersTo") or "").removeprefix("#"))
        called = concept.get("href") if concept is not None else element.get("refersTo")
        word = (called or "").rpartition("/")[2].removeprefix("#").replace("-", "").lower()
        return word in ("inforce", "entryintoforce")

    def in_force(self) -> Iterator[Sheet]:
        """The day from which the act is in force, where an interval names it and no event did."""
        for group in elements(first(self.meta, "temporalData"), "temporalGroup"):
            for span in elements(group, "timeInterval"):
                if self.is_in_force(span) and span.get("start"):
                    yield from self.commenced(span)

    def commenced(self, span: Any) -> Iterator[Sheet]:
        event = self.events.get(span.get("start").removeprefix("#"))
        if event is None:
            sheet = self.sheet(span, Verb.COMMENCE)
            sheet.put("date", span.get("start"), span, "start")
            sheet.complain("date", "no_event")
            yield sheet
            return
        sheet = self.sheet(event, Verb.COMMENCE, day=event)
        self.acting(sheet, event)
        yield from self.new(sheet)

    def analysed(self) -> Iterator[Sheet]:
        """What the act did to others as a whole or in part, and what the events did not tell of it."""
        analysis = first(self.meta, "analysis")
        for part in elements(analysis, "activeModifications", "passiveModifications"):
            for change in elements(part, *TAKEN):
                verb = verb_of(change)
                if verb is not None:
                    yield from self.changed(change, verb)

    def changed(self, change: Any, verb: Verb) -> Iterator[Sheet]:
        sheet = self.sheet(change, verb)
        for column, tag in (("act", "source"), ("subject", "destination")):
            element = first(change, tag)
            if element is None:
                sheet.cells[column] = ""
                sheet.places[column] = (change.sourceline, f"{local(change)}/{tag}")
                sheet.complain(column, "missing")
            else:
                self.put_act(sheet, column, element)
                if column == "act" and not sheet.cells.get("clause"):
                    sheet.cells["clause"] = clause_in(element.get("href") or "")
        if not sheet.said and (sheet.cells["act"], sheet.cells["subject"], verb.value) in self.seen:
            return
        if self.day_of(sheet, change) or sheet.said:
            yield from self.new(sheet)

    def day_of(self, sheet: Sheet, change: Any) -> bool:
        """From our own mark, from the period it names, else the day from which the act itself is in force.

        Whether there is one: a day that is wrong where it stands is told there and not again.
        """
        marked, force = change.get(f"{{{OURS}}}date"), first(change, "force")
        sheet.cells["date"] = self.begun
        if marked:
            sheet.put("date", marked, change, f"{{{OURS}}}date")
            sheet.cells["date"] = change.get(f"{{{OURS}}}on") or marked
            return True
        if force is None or not force.get("period"):
            return is_date(self.begun)
        period = force.get("period").removeprefix("#")
        if period not in self.periods:
            sheet.put("date", force.get("period"), force, "period")
            sheet.complain("date", "no_event")
            return True
        event = self.events.get((self.periods[period].get("start") or "").removeprefix("#"))
        if event is not None and is_date(event.get("date") or ""):
            sheet.day("date", event)
            return True
        return False

    @cached_property
    def periods(self) -> dict[str, Any]:
        """The interval of each period."""
        groups = elements(first(self.meta, "temporalData"), "temporalGroup")
        found = {group.get("eId"): first(group, "timeInterval") for group in groups}
        return {eid: span for eid, span in found.items() if eid and span is not None}

    @cached_property
    def begun(self) -> str:
        """The day the act is in force from, where the file says so; else the day of its adoption."""
        spans = [span.get("start") or "" for span in self.periods.values() if self.is_in_force(span)]
        events = [self.events[start[1:]] for start in spans if start[1:] in self.events]
        return str(events[0].get("date")) if events else self.one.line["date"]

    def sheet(self, element: Any, verb: Verb, *, day: Any = None) -> Sheet:
        """An effect on this act; our own marks beside it say more."""
        sheet = Sheet.at(element, "effect")
        sheet.cells |= {"about": "act", "subject": self.one.code, "verb": verb.value}
        sheet.cells |= {name: self.one.sure[name] for name in ("source", "confidence", "verified")}
        for name in _MARKS:
            value = element.get(f"{{{OURS}}}{name}")
            if value:
                sheet.put(name, value, element, f"{{{OURS}}}{name}")
        redaction = element.get(f"{{{OURS}}}redaction")
        if redaction:
            sheet.put("parameters", f"redaction={redaction}", element, f"{{{OURS}}}redaction")
        if day is not None:
            sheet.day("date", day)
        return sheet

    def acting(self, sheet: Sheet, event: Any) -> None:
        """The act an event points at through its reference."""
        eid = (event.get("source") or "").removeprefix("#")
        reference = self.references.get(eid)
        if reference is None:
            sheet.put("act", eid, event, "source")
            sheet.complain("act", "no_reference")
        else:
            self.put_act(sheet, "act", reference)

    def put_act(self, sheet: Sheet, column: str, element: Any) -> None:
        """The act at the address an element names; this act itself is known even before it is recorded."""
        href = element.get("href") or ""
        sheet.put(column, href, element, "href")
        itself = href.startswith(("#", "~")) or work_of(href) in self.one.uris
        code = self.one.code if itself else self.known.code_at(href)
        if code:
            sheet.cells[column] = code
        else:
            sheet.complain(column, "no_act_there")

    def new(self, sheet: Sheet) -> Iterator[Sheet]:
        """Once, however often the file says it; what stands already is told in the words that stand."""
        place = (sheet.cells["act"], sheet.cells["subject"], sheet.cells["verb"])
        again = place in self.seen and place[2] != Verb.AMEND
        if sheet.said or not again:
            self.seen.add(place)
            self.agree(sheet, place)
            yield sheet

    def agree(self, sheet: Sheet, place: tuple[str, str, str]) -> None:
        rows = self.known.effects.get(place, [])
        same = [row for row in rows if days_of(row) == sheet.cells["date"]]
        other = [row for row in rows if row.voided is None]
        if same:
            row = next((row for row in same if row.voided is None), same[-1])
            sheet.cells |= {
                "clause": row.clause,
                "facts": " ".join(row.facts),
                "source": row.source,
                "confidence": row.confidence,
                "verified": "yes" if row.verified else "no",
                "parameters": "; ".join(f"{name}={value}" for name, value in row.value.items()),
            }
        elif other and place[2] != Verb.AMEND and not sheet.said:
            sheet.complain("date", "other_day", known=days_of(other[0]))


def clause_in(href: str) -> str:
    """The article an address points at: `#art_9__para_4` is 9(4)."""
    found = _ARTICLE.search(href)
    if found is None:
        return ""
    return found[1] + "".join(f"({part})" for part in _PARTS.findall(found[2]))


def is_date(text: str) -> bool:
    """Whether a line could take it as a date."""
    try:
        parse(text)
    except BadDate:
        return False
    return True


def verb_of(change: Any) -> Verb | None:
    """Repeal of a whole act, entry into force, any other change of the text; nothing else is taken."""
    kind, target = change.get("type"), first(change, "destination")
    if local(change) == "forceMod":
        return Verb.COMMENCE if kind == "entryIntoForce" else None
    whole = target is None or not any(sign in (target.get("href") or "") for sign in "#~")
    return Verb.REPEAL if kind == "repeal" and whole else Verb.AMEND
