"""Which act a document is about: its code, kind, number, date and titles, as one line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kelisim.apps.institution.models import Act
from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.queries.exports.akn_document import OURS
from kelisim.apps.institution.queries.exports.works import THREE_LETTERS, country
from kelisim.apps.institution.queries.lines import CODE, NAMES, Line
from kelisim.apps.institution.queries.reading.known import Known, work_of
from kelisim.apps.institution.queries.reading.source import elements, first, language_of, local, words_in
from kelisim.apps.institution.queries.reading.texts import WRONG
from kelisim.apps.institution.states import ActKind
from kelisim.engines.timeline.dates import BadDate, parse

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LANGUAGES = {
    **{three: two for two, three in THREE_LETTERS.items()},
    **{lang: lang for lang in THREE_LETTERS},
}
_NOT_READ = (ActKind.UNKNOWN, ActKind.PROTOCOL, ActKind.COUNCIL_PAPER)  # they come from the offices alone
_KINDS = {kind.replace("_", "-"): kind for kind in ActKind.values if kind not in _NOT_READ}


@dataclass
class Sheet:
    """Cells gathered from elements, each remembering where it stood."""

    cells: dict[str, str]
    places: dict[str, tuple[int, str]]
    said: list[tuple[str, str, str]] = field(default_factory=list)

    @classmethod
    def at(cls, element: Any, row: str) -> Sheet:
        """An empty sheet; what has no place of its own stands at this element."""
        return cls({"row": row}, {"": (element.sourceline, local(element))})

    def put(self, column: str, value: str | None, element: Any, attribute: str = "") -> None:
        """A cell and its place."""
        self.cells[column] = (value or "").strip()
        place = local(element).replace(f"{{{OURS}}}", "k:")
        where = attribute.replace(f"{{{OURS}}}", "k:")
        self.places[column] = (element.sourceline, f"{place}/@{where}" if where else place)

    def complain(self, column: str, wrong: str, **words: object) -> None:
        """One cell is wrong."""
        self.said.append((column, self.cells.get(column, ""), str(WRONG[wrong]) % words))

    def day(self, column: str, element: Any) -> None:
        """A date: a day, or at its own precision in our own mark beside it."""
        exact, partial = element.get("date") or "", element.get(f"{{{OURS}}}on") or ""
        self.put(column, exact, element, "date")
        try:
            last = date.fromisoformat(exact.partition("T")[0])
        except ValueError:
            self.complain(column, "day")
            return
        self.cells[column] = last.isoformat()
        if partial:
            self.partial(column, partial, last, element)

    def partial(self, column: str, partial: str, last: date, element: Any) -> None:
        """Our own mark of precision, which must agree with the day."""
        try:
            agrees = parse(partial).last == last
        except BadDate:
            self.put(column, partial, element, f"{{{OURS}}}on")
            self.complain(column, "day")
            return
        if not agrees:
            self.complain(column, "partial", known=partial)
        self.cells[column] = partial

    def line(self, name: str) -> Line:
        """As a line of the import."""
        line = Line(number=0, file=name, cells=self.cells, places=self.places)
        for column, value, hint in self.said:
            line.say(column, value, hint)
        return line


@dataclass(frozen=True, kw_only=True)
class Identity:
    """The act: its line, code and address, the act of that code that stands already, and how sure it is."""

    line: Line
    code: str
    uris: frozenset[str]
    standing: Act | None
    sure: dict[str, str]


def identity(act: Any, known: Known, name: str) -> Identity:
    """Reads the identification. What the file leaves open is filled from the act that stands already."""
    work = first(act, "meta", "identification", "FRBRWork")
    sheet = Sheet.at(work, "act")
    uri = _attribute(sheet, work, "FRBRuri", "value", "uri")
    _read_work(sheet, work, uri)
    _read_titles(sheet, act, work)
    code = _code(sheet, work, known, uri)
    standing = known.acts.get(code)
    sure = _sureness(act, uri)
    for column, value in (sure if standing is None else _sure(standing)).items():
        sheet.cells[column] = value
    if standing is None:
        aliases = {one.get("name"): one.get("value") for one in elements(work, "FRBRalias")}
        sheet.cells["identifiers"] = "; ".join(
            f"{register}={value}" for register, value in aliases.items() if register and register != "kelisim"
        )
    else:
        _agree(sheet, standing)
    sheet.cells.pop("uri", None)
    return Identity(line=sheet.line(name), code=code, uris=_uris(act, uri), standing=standing, sure=sure)


def _uris(act: Any, uri: str) -> frozenset[str]:
    """The addresses by which the document means itself."""
    original = first(act, "meta", "references", "original")
    told = (uri, original.get("href") if original is not None else "")
    return frozenset(work_of(one) for one in told if one)


def _attribute(sheet: Sheet, work: Any, tag: str, attribute: str, column: str) -> str:
    """An attribute of a needed element; its absence is a complaint at the place where it should stand."""
    element = first(work, tag)
    if element is None or not (element.get(attribute) or "").strip():
        sheet.cells[column] = ""
        sheet.places[column] = ((work if element is None else element).sourceline, f"FRBRWork/{tag}")
        sheet.complain(column, "missing")
        return ""
    sheet.put(column, element.get(attribute), element, attribute)
    return sheet.cells[column]


def _read_work(sheet: Sheet, work: Any, uri: str) -> None:
    ours = country()
    land = _attribute(sheet, work, "FRBRcountry", "value", "country")
    if land and land.lower() != ours:
        sheet.complain("country", "country", known=ours)
    sheet.cells.pop("country", None)
    parts = work_of(uri).split("/")
    told = first(work, "FRBRsubtype")
    kind = told.get("value") if told is not None else parts[4] if len(parts) > 5 else ""
    place = (told, "value") if told is not None else (work, "")
    sheet.put("kind", _KINDS.get(kind, kind), *place)
    if kind not in _KINDS:
        sheet.complain("kind", "kind", words=", ".join(sorted(_KINDS)))
    number = first(work, "FRBRnumber")
    sheet.put(
        "number",
        number.get("value") if number is not None else "",
        work if number is None else number,
        "value",
    )
    day = first(work, "FRBRdate")
    if day is None:
        _attribute(sheet, work, "FRBRdate", "date", "date")
    else:
        sheet.day("date", day)
    sound = all(column != "date" for column, _value, _hint in sheet.said)
    there = parts[-2] if len(parts) > 5 and _DAY.fullmatch(parts[-2]) else ""
    if there and sound and parse(sheet.cells["date"]).last.isoformat() != there:
        sheet.complain("uri", "other_date", known=sheet.cells["date"])


def _read_titles(sheet: Sheet, act: Any, work: Any) -> None:
    """Titles of the work in its languages, that of the expression, and our own wordings, marked so."""
    expression = first(act, "meta", "identification", "FRBRExpression", "FRBRlanguage")
    spoken = expression.get("language") if expression is not None else ""
    found = [(one.get("value"), language_of(one), one, "value") for one in elements(work, "FRBRname")]
    preface = first(act, "preface")
    titles = [] if preface is None else [one for one in preface.iter() if local(one) == "docTitle"]
    found += [(words_in(one), language_of(one) or spoken, one, "") for one in titles]
    recalled = [one for one in elements(first(act, "meta", "proprietary")) if one.tag == f"{{{OURS}}}title"]
    found += [(words_in(one), language_of(one), one, "") for one in recalled]
    for text, said, element, attribute in found:
        lang = _LANGUAGES.get(said, "")
        if lang and not sheet.cells.get(f"name_{lang}"):
            sheet.put(f"name_{lang}", text, element, attribute)
    sheet.cells["recalled"] = " ".join(_LANGUAGES.get(language_of(one), "") for one in recalled)


def _code(sheet: Sheet, work: Any, known: Known, uri: str) -> str:
    """Our own code where the file has it; else the act at this address; else one of kind and number."""
    alias = next((one for one in elements(work, "FRBRalias") if one.get("name") == "kelisim"), None)
    there = known.code_at(uri) if uri else ""
    if alias is not None:
        sheet.put("act", alias.get("value"), alias, "value")
        if not CODE.fullmatch(sheet.cells["act"]):
            sheet.complain("act", "code")
        elif there and there != sheet.cells["act"]:
            sheet.complain("act", "two_codes", known=there)
        else:
            return sheet.cells["act"]
    told = f"{sheet.cells['kind']}-{sheet.cells['number'] or sheet.cells['date']}".lower()
    code = there or re.sub(r"[^a-z0-9]+", "-", told).strip("-")
    if not there and code in known.acts:
        code = f"{code}-{sheet.cells['date'][:4]}"
    sheet.cells["act"] = code
    return code


def _sureness(act: Any, uri: str) -> dict[str, str]:
    """Where it was read and how sure that is: our own marks, else whoever described the act, not verified."""
    ours = first(act, "meta", "proprietary", f"{{{OURS}}}act")
    if ours is not None:
        names = ("source", "confidence", "verified", "facts", "amending")
        return {name: ours.get(name) or "" for name in names}
    agent = (first(act, "meta", "identification").get("source") or "").removeprefix("#")
    shown = [
        one.get("showAs") for one in elements(first(act, "meta", "references")) if one.get("eId") == agent
    ]
    source = ", ".join(filter(None, (*shown, uri)))
    return {"source": source, "confidence": "medium", "verified": "no"}


def _sure(standing: Act) -> dict[str, str]:
    return {
        "source": standing.source,
        "confidence": standing.confidence,
        "verified": "yes" if standing.verified else "no",
        "facts": " ".join(standing.facts),
    }


def _agree(sheet: Sheet, standing: Act) -> None:
    """What the file says of an act that stands must be what stands; what it leaves out is filled in."""
    titles = {name: getattr(standing, f"title_{name[-2:]}") for name in NAMES}
    stands = {"kind": standing.kind, "number": standing.number, "date": days_of(standing), **titles}
    complained = {column for column, _value, _hint in sheet.said}
    for column, value in stands.items():
        told = sheet.cells.get(column, "")
        if told and told != value and column not in complained:
            sheet.complain(column, "recorded", known=value or "–")
        sheet.cells[column] = told or value
