"""Acts and effects as a person writes them, one line each: the columns, and how a cell is understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kelisim.apps.institution.states import ActKind, Confidence, Verb
from kelisim.engines.timeline.dates import BadDate, Days, parse
from kelisim.kernel.packs.complaints import BadPack, Complaint
from kelisim.kernel.packs.read import read_csv

COLUMNS = (
    "row", "act", "kind", "number", "date", "name_kk", "name_ru", "name_en", "clause", "about", "subject",
    "verb", "holder", "other", "tie", "rule", "parameters", "facts", "source", "confidence", "verified",
)  # fmt: skip
ABOUT = {"organisation": "organisation", "territory": "territory", "power": "power", "act": "about_act"}
TIES, RULES_OF_HEADS = ("part", "attached"), ("ex_officio", "elected", "appointed", "named")
MOST_ROWS = 5000
NAMES = ("name_kk", "name_ru", "name_en")
# What `other` names, by verb.
OTHER = {
    "create": "parent",
    "split_from": "from",
    "place_under": "parent",
    "merge_into": "into",
    "head": "of",
    "transfer": "to",
}
_BORN = frozenset({*NAMES, "other", "tie", "parameters"})
# The cells a verb takes besides those every effect has.
TAKES: dict[str, frozenset[str]] = {
    "create": _BORN,
    "split_from": _BORN,
    "rename": frozenset(NAMES),
    "place_under": frozenset({"other", "tie", "parameters"}),
    "merge_into": frozenset({"other"}),
    "head": frozenset({"other", "rule"}),
    "grant": frozenset({"holder", "parameters"}),
    "revoke": frozenset({"holder"}),
    "transfer": frozenset({"holder", "other"}),
    "amend": frozenset({"parameters"}),
}
_OF_VERBS = frozenset({*NAMES, "holder", "other", "tie", "rule", "parameters"})
_OF_ACTS = frozenset(
    {"row", "act", "kind", "number", "date", *NAMES, "facts", "source", "confidence", "verified"}
)
# What a document may say of an act beyond the columns of a table.
_BEYOND = frozenset({"recalled", "amending", "identifiers"})
_LISTS: dict[str, tuple[str, ...]] = {
    "row": ("act", "effect"),
    "kind": tuple(ActKind.values),
    "about": tuple(ABOUT),
    "verb": tuple(Verb.values),
    "tie": TIES,
    "rule": RULES_OF_HEADS,
    "confidence": tuple(Confidence.values),
    "verified": ("yes", "no"),
}
_NEEDED = {
    "act": ("act", "kind", "date", "source", "confidence", "verified"),
    "effect": ("act", "date", "about", "subject", "verb", "source", "confidence", "verified"),
}
_LONGEST = {"act": 60, "number": 60, "clause": 60, "subject": 60, "holder": 80, "other": 80} | dict.fromkeys(
    NAMES, 250
)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_FACT = re.compile(r"[FEXN][0-9]+")
_ARTICLE = re.compile(
    r"(№ ?[0-9][0-9A-Za-z-]*|[0-9]+(-[0-9]+)*(\([0-9]+(-[0-9]+)*\))*)"
    r"([,;]? (№ ?[0-9][0-9A-Za-z-]*|[0-9]+(-[0-9]+)*(\([0-9]+(-[0-9]+)*\))*))*"
)

WRONG: dict[str, Promise] = {
    "empty": _("this cell is needed; fill it in"),
    "not_here": _("this cell is not used in such a line; leave it empty"),
    "list": _("write one of: %(words)s"),
    "date": _("there is no such day; write 2007-07-26, 2005-04, 2014 or 2015-10-27/2018-04-27"),
    "long": _("this is too long; shorten it to %(most)s characters"),
    "letters": _("remove the invisible characters"),
    "code": _("a code has Latin letters, digits and hyphens only"),
    "facts": _("facts are codes such as F045 or E26, with spaces between them"),
    "article": _("this is no article; write it as 9, 9(4) or 9(4)(1), several with commas"),
    "no_article": _("the act has no such article; its last one is %(last)s"),
    "parameters": _("write parameters as seats=9; of=10"),
    "title": _("a title is missing; give it in at least one language"),
    "names": _("a new power needs a name in all three languages"),
    "other_act": _("this act is recorded with other words; an act that stands is not changed here"),
    "twice": _("this stands twice in the file; keep one line"),
    "no_rows": _("there is no line; add at least one under the first"),
    "too_many": _("there are too many lines; at most %(most)s fit at once"),
}


@dataclass
class Line:
    """One line as written; `cells` has every column. What is wrong with it is gathered in `complaints`.

    `places`: where a cell stands in a document that is no table, as its line and element; "" for the rest.
    """

    number: int
    cells: Mapping[str, str]
    file: str = ""
    complaints: list[Complaint] = field(default_factory=list)
    places: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def complain(self, column: str, wrong: str, **words: object) -> None:
        """One cell is wrong, by a text of this page."""
        self.say(column, self[column], str(WRONG[wrong]) % words)

    def say(self, column: str, value: str, hint: str) -> None:
        """One cell is wrong, in these words."""
        line, place = self.places.get(column) or self.places.get("") or (self.number, column)
        self.complaints.append(
            Complaint(file=self.file, code="bad_value", line=line, column=place, value=value, hint=hint)
        )

    def days(self) -> Days | None:
        """The date, if it is one."""
        try:
            return parse(self["date"])
        except BadDate:
            return None


def read_lines(path: Path) -> list[Line]:
    """The lines of a file. Raises BadPack if it is no table of these columns."""
    rows = read_csv(path, columns=COLUMNS)
    name = path.name
    if not rows or len(rows) > MOST_ROWS:
        hint = str(WRONG["too_many" if rows else "no_rows"]) % {"most": MOST_ROWS}
        raise BadPack([Complaint(file=name, code="bad_value", value=name, hint=hint)])
    return [lined(row, number=row.line, file=name) for row in rows]


def lined(cells: Mapping[str, str], *, number: int, file: str = "") -> Line:
    """A line of trimmed cells."""
    return Line(number=number, file=file, cells={name: (cells.get(name) or "").strip() for name in COLUMNS})


def check_cells(line: Line, articles: Mapping[str, int]) -> bool:
    """Whether every cell can be read; complaints are on the line. `articles`: the last article of acts."""
    for column, text in line.cells.items():
        words = _LISTS.get(column)
        if not text.isprintable():
            line.complain(column, "letters")
        elif text and words is not None and text not in words:
            line.complain(column, "list", words=", ".join(words))
    for column in _NEEDED.get(line["row"], ("row",)):
        if not line[column]:
            line.complain(column, "empty")
    if line["row"] in _NEEDED:
        for column in sorted(_strangers(line)):
            line.complain(column, "not_here")
        _check_forms(line)
        _check_article(line, articles.get(line["act"]))
    return not line.complaints


def _strangers(line: Line) -> set[str]:
    filled = {name for name, text in line.cells.items() if text}
    if line["row"] == "act":
        return filled - _OF_ACTS - _BEYOND
    unused = {"kind", "number"} & filled
    if line["verb"] in Verb.values:
        unused |= (filled & _OF_VERBS) - TAKES.get(line["verb"], frozenset())
    return unused


def _check_forms(line: Line) -> None:
    broken = {
        "date": bool(line["date"]) and line.days() is None,
        "facts": not all(_FACT.fullmatch(code) for code in line["facts"].split()),
        "parameters": parameters(line["parameters"]) is None,
    }
    for column, wrong in broken.items():
        if wrong:
            line.complain(column, column)
    for column in ("act", "subject", "holder", "other"):
        if line[column] and not CODE.fullmatch(line[column]):
            line.complain(column, "code")
    for column, most in _LONGEST.items():
        if len(line[column]) > most:
            line.complain(column, "long", most=most)
    if line["row"] == "act" and not any(line[name] for name in NAMES):
        line.complain("name_kk", "title")


def _check_article(line: Line, last: int | None) -> None:
    if line["clause"] and not _ARTICLE.fullmatch(line["clause"]):
        line.complain("clause", "article")
    elif last is not None:
        cited = (int(number) for number in re.findall(r"(?:^|[,;] )([0-9]+)", line["clause"]))
        if any(not 1 <= number <= last for number in cited):
            line.complain("clause", "no_article", last=last)


def parameters(text: str) -> dict[str, int | str | bool] | None:
    """`seats=5; of=10` as a mapping; None if it cannot be read."""
    found: dict[str, int | str | bool] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        name, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign or not re.fullmatch(r"[a-z]+", name) or not value or name in found:
            return None
        found[name] = int(value) if re.fullmatch(r"[0-9]{1,9}", value) else value
        if value in ("yes", "no"):
            found[name] = value == "yes"
    return found


def identifiers_in(text: str) -> dict[str, str]:
    """`adilet.zan.kz=U1500000148; zan.gov.kz=41901` by register."""
    pairs = (part.partition("=") for part in text.split(";") if part.strip())
    return {name.strip(): value.strip() for name, _sign, value in pairs}


def value_of(line: Line) -> dict[str, object]:
    """The value of an effect, by its verb."""
    verb = line["verb"]
    names = {lang: line[f"name_{lang}"] for lang in ("kk", "ru", "en") if line[f"name_{lang}"]}
    value: dict[str, object] = dict(parameters(line["parameters"]) or {})
    if verb == "rename":
        value |= names
    elif names:
        value["name"] = names
    if line["other"]:
        value[OTHER[verb]] = line["other"]
    for column, name in (("tie", "as"), ("rule", "rule")):
        if line[column]:
            value[name] = line[column]
    return value


def column_of(name: str) -> str:
    """The column behind a name the engine knows."""
    known = {"key": "holder", "on": "date", "as": "tie", "name": "name_kk", "rule": "rule"}
    known |= {lang: f"name_{lang}" for lang in ("kk", "ru", "en")}
    known |= dict.fromkeys(OTHER.values(), "other")
    return name if name in COLUMNS else known.get(name, "parameters")


def numbered(cells: Iterable[Mapping[str, str]]) -> list[Line]:
    """Lines of a form, counted from one."""
    return [lined(row, number=number) for number, row in enumerate(cells, 1)]
