"""The document itself: identification, lifecycle, analysis, references, notes and our own marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext_noop

from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.days import days_of
from kelisim.apps.institution.queries.exports.markup import Node, node
from kelisim.apps.institution.queries.exports.works import THREE_LETTERS, Expression, address, country
from kelisim.apps.institution.queries.notes import in_all_languages
from kelisim.apps.institution.states import Verb
from kelisim.kernel.texts.of import LANGUAGES, Text, text_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:kelisim:act:1"
NO_TEXT = gettext_noop("The text of the act is not kept on this platform; this file describes the act.")
KNOWN_AS = gettext_noop("Known only as %(known)s; the date given is its last possible day.")
NO_READ_TITLE = gettext_noop("The title was not read in a source; the wording is ours.")
_US, _ISSUER, _IN_FORCE = "#kelisim", "#issuer", "#in-force"
_EVENTS = {Verb.AMEND: "amendment", Verb.REPEAL: "repeal", Verb.COMMENCE: "generation"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything a document says. `suffered` are the rows about the act, `done` those about other acts."""

    act: Act
    suffered: Sequence[Effect]
    done: Sequence[Effect]
    expression: Expression
    expressions: tuple[Expression, ...]
    issued: date

    @cached_property
    def work(self) -> str:
        """The act's address."""
        return address(self.act)

    @cached_property
    def title(self) -> Text:
        """The act's title."""
        return text_of(self.act, "title")

    def reference(self, act: Act) -> str:
        """How a reference to an act is called in this document."""
        return "original" if act.pk == self.act.pk else f"ref_{act.code}"


def document(told: Told) -> Node:
    """One expression."""
    newest = told.expression.since != told.act.date_last
    return Node(
        "akomaNtoso",
        {"xmlns": NAMESPACE, "xmlns:k": OURS},
        (
            node(
                "act",
                _meta(told),
                node("preface", node("longTitle", _title(told), eId="preface__longTitle"), eId="preface"),
                _body(told),
                name="act",
                contains="singleVersion" if newest else "originalVersion",
            ),
        ),
    )


def _title(told: Told) -> Node:
    lang = told.expression.language
    return node("p", node("docTitle", getattr(told.title, lang)), lang=lang)


def _body(told: Told) -> Node:
    lang = told.expression.language
    said = node("p", getattr(in_all_languages(NO_TEXT), lang), lang=lang)
    inside = node("content", said, eId="body__notice__content")
    return node("body", node("hcontainer", inside, name="notice", eId="body__notice"), eId="body")


def _meta(told: Told) -> Node:
    return node(
        "meta",
        node("identification", _work(told), _expression(told), _manifestation(told), source=_US),
        node("lifecycle", *_lifecycle(told), source=_US),
        _analysis(told),
        _temporal_data(told),
        node("references", *_references(told), source=_US),
        _notes(told),
        node("proprietary", *_ours(told), source=_US),
    )


def _work(told: Told) -> Node:
    act = told.act
    aliases = {"kelisim": act.code, **act.identifiers}
    return node(
        "FRBRWork",
        node("FRBRthis", value=f"{told.work}/!main"),
        node("FRBRuri", value=told.work),
        *(node("FRBRalias", value=value, name=name) for name, value in aliases.items()),
        node("FRBRdate", date=act.date_last.isoformat(), name="generation", k_on=_known(act)),
        node("FRBRauthor", href=_ISSUER),
        node("FRBRcountry", value=country()),
        node("FRBRsubtype", value=act.kind.replace("_", "-")),
        node("FRBRnumber", value=act.number) if act.number else None,
        *(node("FRBRname", value=getattr(told.title, lang), lang=lang) for lang in _languages(told)),
    )


def _languages(told: Told) -> list[str]:
    """The languages the act has an expression in."""
    return [lang for lang in LANGUAGES if any(one.language == lang for one in told.expressions)]


def _expression(told: Told) -> Node:
    one = told.expression
    first = one.since == told.act.date_last
    return node(
        "FRBRExpression",
        node("FRBRthis", value=f"{one.uri}/!main"),
        node("FRBRuri", value=one.uri),
        node("FRBRdate", date=one.since.isoformat(), name="generation" if first else "amendment"),
        node("FRBRauthor", href=_ISSUER),
        node("FRBRlanguage", language=THREE_LETTERS[one.language]),
    )


def _manifestation(told: Told) -> Node:
    uri = told.expression.uri
    return node(
        "FRBRManifestation",
        node("FRBRthis", value=f"{uri}/!main.xml"),
        node("FRBRuri", value=f"{uri}.xml"),
        node("FRBRdate", date=told.issued.isoformat(), name="description"),
        node("FRBRauthor", href=_US),
        node("FRBRformat", value="application/akn+xml"),
    )


def _known(thing: Act | Effect) -> str:
    """A date at its own precision, where that is not the day; else nothing."""
    if thing.precision == "day":
        return ""
    return days_of(thing)


def _marks(row: Effect) -> dict[str, str]:
    """What the ledger says of a row beyond the format's own words."""
    return {
        "k_row": row.code,
        "k_on": _known(row),
        "k_clause": row.clause,
        "k_redaction": str(row.value.get("redaction", "")),
        "k_facts": " ".join(row.facts),
        "k_source": row.source,
        "k_confidence": row.confidence,
        "k_verified": "yes" if row.verified else "no",
    }


def _lifecycle(told: Told) -> Iterator[Node]:
    yield node(
        "eventRef",
        eId="generation",
        date=told.act.date_last.isoformat(),
        source="#original",
        type="generation",
        k_on=_known(told.act),
    )
    for row in told.suffered:
        yield node(
            "eventRef",
            eId=f"event_{row.code}",
            date=row.on_last.isoformat(),
            source=f"#{told.reference(row.act)}",
            refersTo=_IN_FORCE if row.verb == Verb.COMMENCE else "",
            type=_EVENTS[Verb(row.verb)],
            **_marks(row),
        )


def _analysis(told: Told) -> Node | None:
    """What one act did to another as a whole. An amendment of unknown kind is an event only."""
    done = [_modification(told, row) for row in told.done if _is_told(row)]
    suffered = [_modification(told, row) for row in told.suffered if _is_told(row)]
    if not done and not suffered:
        return None
    return node(
        "analysis",
        node("activeModifications", *done) if done else None,
        node("passiveModifications", *suffered) if suffered else None,
        source=_US,
    )


def _is_told(row: Effect) -> bool:
    return row.verb != Verb.AMEND or "redaction" in row.value


def _modification(told: Told, row: Effect) -> Node:
    passive = row.about_act_id == told.act.pk
    target = row.about_act or told.act
    in_force = passive and row.verb == Verb.COMMENCE
    name, kind = {
        Verb.REPEAL: ("textualMod", "repeal"),
        Verb.AMEND: ("textualMod", "replacement"),
        Verb.COMMENCE: ("forceMod", "entryIntoForce"),
    }[Verb(row.verb)]
    marks = {} if passive else {"k_date": row.on_last.isoformat(), **_marks(row)}
    return node(
        name,
        node("source", href=address(row.act), k_clause=row.clause),
        node("destination", href=address(target)),
        node("force", period="#period-in-force") if in_force else None,
        eId=f"{'suffered' if passive else 'done'}_{row.code}",
        type=kind,
        **marks,
    )


def _temporal_data(told: Told) -> Node | None:
    """When the act was in force, as far as it was read; a day nobody read is left open."""
    begun = [row.code for row in told.suffered if row.verb == Verb.COMMENCE]
    ended = [row.code for row in told.suffered if row.verb == Verb.REPEAL]
    if not begun and not ended:
        return None
    span = node(
        "timeInterval",
        refersTo=_IN_FORCE,
        start=f"#event_{begun[0]}" if begun else "",
        end=f"#event_{ended[-1]}" if ended else "",
    )
    return node("temporalData", node("temporalGroup", span, eId="period-in-force"), source=_US)


def _references(told: Told) -> Iterator[Node]:
    yield node("original", eId="original", href=told.work, showAs=told.title.of(told.expression.language))
    yield from _acts(told, "passiveRef", {row.act.pk: row.act for row in told.suffered})
    targets = {row.about_act.pk: row.about_act for row in told.done if row.about_act}
    suffered = {row.act.pk for row in told.suffered}
    yield from _acts(told, "activeRef", {pk: act for pk, act in targets.items() if pk not in suffered})
    ontology = f"/akn/ontology/{{}}/{country()}"
    yield node("TLCConcept", eId="in-force", href=f"{ontology.format('concept')}/in-force", showAs="in force")
    kelisim = f"{ontology.format('organization')}/kelisim"
    yield node("TLCOrganization", eId="kelisim", href=kelisim, showAs="Kelisim")
    issuer = f"{ontology.format('role')}/issuer"
    yield node("TLCRole", eId="issuer", href=issuer, showAs="the issuer of the act, not recorded")


def _acts(told: Told, name: str, acts: dict[int, Act]) -> Iterator[Node]:
    for act in sorted(acts.values(), key=lambda act: act.code):
        if act.pk != told.act.pk:
            title = text_of(act, "title").of(told.expression.language)
            kind = name if act.identified else "TLCObject"
            yield node(kind, eId=told.reference(act), href=address(act), showAs=title)


def _notes(told: Told) -> Node | None:
    noted = {"generation": _known(told.act)} | {f"event_{row.code}": _known(row) for row in told.suffered}
    notes = [_note(f"{eid}__note", KNOWN_AS, known=known) for eid, known in noted.items() if known]
    if told.expression.language in told.act.recalled:
        notes.append(_note("preface__note", NO_READ_TITLE))
    return node("notes", *notes, source=_US) if notes else None


def _note(eid: str, msgid: str, **words: str) -> Node:
    text = in_all_languages(msgid)
    return node("note", *(node("p", getattr(text, lang) % words, lang=lang) for lang in LANGUAGES), eId=eid)


def _ours(told: Told) -> Iterator[Node]:
    act = told.act
    yield node(
        "k:act",
        code=act.code,
        amending="" if act.principal else "yes",
        facts=" ".join(act.facts),
        source=act.source,
        confidence=act.confidence,
        verified="yes" if act.verified else "no",
    )
    read = _languages(told)
    for lang in LANGUAGES:
        title = getattr(told.title, lang)
        if title and (lang not in read or lang in act.recalled):
            yield node("k:title", title, lang=lang, read="no")
    for one in told.expressions:
        yield node("k:expression", href=one.uri)
