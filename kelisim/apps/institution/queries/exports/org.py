"""A day in the words of W3C ORG, with the changes that led to it. Rules: docs/method/formats.md#org."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop

from kelisim.apps.institution.models import Act, Power, Tenure
from kelisim.apps.institution.queries.exports.day import Day, Told, day_told
from kelisim.apps.institution.queries.exports.graph import Graph, Iri, Literal, json_literal, known
from kelisim.apps.institution.queries.exports.works import work_uri
from kelisim.apps.institution.queries.labels import value_words
from kelisim.apps.institution.queries.notes import (
    frame,
    in_all_languages,
    status_words,
    told_in_all_languages,
)
from kelisim.apps.institution.queries.posts import OpenPost
from kelisim.apps.institution.queries.structure import HeldPower, Institution
from kelisim.apps.institution.states import Verb as Said
from kelisim.engines.timeline.dates import written
from kelisim.engines.timeline.types import BIRTH, END, Effect, Verb
from kelisim.kernel.texts.of import LANGUAGES, Text, text_of

TURTLE, NTRIPLES = "text/turtle", "application/n-triples"
_CHANGES = (*BIRTH, *END, Verb.RENAME, Verb.PLACE_UNDER)
_TYPES = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}
_RECALLED = gettext_noop("not verified")
_HEADED_BY = ("ex_officio", "named")


def org_graph(day: date, *, base: str, as_known: date | None = None) -> Graph:
    """The day as statements; `base` is the site's own address, to which the addresses of pages are added."""
    return _Writer(day_told(day, as_known), base).graph


class _Writer:
    """Puts one day into a graph. Every thing is named by its page, and by what it is on that page."""

    def __init__(self, told: Day, base: str) -> None:
        self.told, self.base, self.graph = told, base, Graph()
        self.acts: set[str] = set()
        self.heads = {organ.code: organ.head for organ in told.found.organs}
        for body in told.bodies.values():
            self.body(body)
        self.institution(told.found.institution)
        names = {row.code: text_of(row, "name") for row in Power.objects.all()}
        for power in told.found.powers:
            self.power(power, names)
        for post in told.posts:
            self.post(post)
        for tenure in told.tenures:
            self.tenure(tenure)
        for effect in told.effects:
            if effect.verb in _CHANGES:
                self.change(effect)
        for act in Act.objects.filter(code__in=self.acts):
            self.act(act)

    def iri(self, page: str, code: str, part: str) -> Iri:
        """`…/structure/bodies/assembly/#body`."""
        return Iri(f"{self.base}structure/{page}/{code}/#{part}")

    def of_body(self, code: str) -> Iri:
        """A body by its code."""
        return self.iri("bodies", code, "body")

    def of_act(self, code: str) -> Iri:
        """An act by its code; it will be described."""
        self.acts.add(code)
        return self.iri("acts", code, "act")

    def label(self, thing: Iri, text: Text, *props: str) -> None:
        """The text in each language it is known in."""
        for prop in props:
            self.graph.add(
                thing,
                prop,
                *(Literal(getattr(text, lang), lang) for lang in LANGUAGES if getattr(text, lang)),
            )

    def body(self, body: Told) -> None:
        """Its kind, names, place; whether it has ended is told by the change that ended it."""
        one = self.of_body(body.code)
        self.graph.add(one, "rdf:type", known("org:Organization"), _kind(body))
        self.graph.add(one, "org:identifier", Literal(body.code))
        self.label(one, body.name, "skos:prefLabel", "rdfs:label")
        for former in body.names[:-1]:
            self.label(one, former.text, "skos:altLabel")
        if body.parent and body.in_being:
            self.graph.add(one, "org:subOrganizationOf", self.of_body(body.parent))
        head = self.heads.get(body.code)
        if head and head.rule in _HEADED_BY:
            self.headed(body.code, head.of, head.act)

    def institution(self, found: Institution) -> None:
        """Its legal status as a classification, and its head."""
        if not found.exists:
            return
        if found.status:
            concept = self.iri("powers", frame().status, found.status)
            self.graph.add(concept, "rdf:type", known("skos:Concept"))
            self.label(concept, status_words(found.status), "skos:prefLabel")
            self.graph.add(self.of_body(found.code), "org:classification", concept)
            self.graph.add(concept, "dcterms:source", self.of_act(found.status_act or ""))
        if found.head and found.head.rule in _HEADED_BY:
            self.headed(found.code, found.head.of, found.head.act)

    def headed(self, code: str, of: str, act: str) -> None:
        """The head's post, held by an office: nobody's name is known to the ledger."""
        post = self.iri("bodies", code, "head")
        self.graph.add(post, "rdf:type", known("org:Post"))
        self.graph.add(post, "org:role", known("org:Head"))
        self.graph.add(post, "org:postIn", self.of_body(code))
        self.graph.add(post, "org:heldBy", self.of_body(of))
        self.graph.add(post, "dcterms:source", self.of_act(act))

    def power(self, power: HeldPower, names: dict[str, Text]) -> None:
        """What a body may do is a purpose of it: the power as this body holds it, under the power as such."""
        general = self.iri("powers", power.code, "power")
        held = self.iri("powers", power.code, f"held-by-{power.holder}")
        self.graph.add(general, "rdf:type", known("skos:Concept"))
        self.label(general, names[power.code], "skos:prefLabel")
        self.graph.add(held, "rdf:type", known("skos:Concept"))
        self.graph.add(held, "skos:broader", general)
        words = told_in_all_languages(lambda: value_words(power.value))
        named = names[power.code]
        said = {
            lang: ": ".join(filter(None, (getattr(named, lang), getattr(words, lang)))) for lang in LANGUAGES
        }
        self.label(held, Text(**said), "skos:prefLabel")
        if power.value:
            self.graph.add(held, "rdf:value", json_literal(power.value))
        since = power.since
        self.graph.add(held, "dcterms:date", _dated(since.first, since.certain, since.precision))
        self.graph.add(held, "dcterms:source", self.of_act(since.act))
        self.graph.add(self.of_body(power.holder), "org:purpose", held)

    def post(self, post: OpenPost) -> None:
        """A post and the role whoever holds it plays."""
        code = post.row.organisation.code
        one, role = (
            self.iri("bodies", code, f"post-{post.row.code}"),
            self.iri("bodies", code, f"role-{post.row.code}"),
        )
        label = text_of(post.row, "label")
        self.graph.add(one, "rdf:type", known("org:Post"))
        self.graph.add(one, "org:postIn", self.of_body(code))
        self.graph.add(one, "org:role", role)
        self.label(one, label, "skos:prefLabel", "rdfs:label")
        self.graph.add(role, "rdf:type", known("org:Role"), known("skos:Concept"))
        self.label(role, label, "skos:prefLabel")
        if post.row.act:
            self.graph.add(one, "dcterms:source", self.of_act(post.row.act.code))

    def tenure(self, row: Tenure) -> None:
        """Who holds the post, and since when."""
        code = row.post.organisation.code
        person = Iri(f"{self.base}structure/#person-{row.person.code}")
        since = row.since.isoformat() if row.since else ""
        one = self.iri("bodies", code, f"membership-{row.post.code}-{row.person.code}-{since}")
        span = Iri(f"{one.text}-span")
        self.graph.add(person, "rdf:type", known("foaf:Agent"), known("foaf:Person"))
        self.graph.add(person, "foaf:name", Literal(row.person.name))
        self.graph.add(person, "org:holds", self.iri("bodies", code, f"post-{row.post.code}"))
        self.graph.add(one, "rdf:type", known("org:Membership"))
        self.graph.add(one, "org:member", person)
        self.graph.add(one, "org:organization", self.of_body(code))
        self.graph.add(one, "org:role", self.iri("bodies", code, f"role-{row.post.code}"))
        self.graph.add(one, "org:memberDuring", span)
        self.graph.add(span, "rdf:type", known("time:Interval"))
        for prop, name, on in (("time:hasBeginning", "begin", row.since), ("time:hasEnd", "end", row.until)):
            if on:
                moment = Iri(f"{span.text}-{name}")
                self.graph.add(span, prop, moment)
                self.graph.add(moment, "rdf:type", known("time:Instant"))
                self.graph.add(moment, "time:inXSDDate", Literal(on.isoformat(), type="xsd:date"))
        if row.act:
            self.graph.add(one, "dcterms:source", self.of_act(row.act.code))

    def change(self, row: Effect) -> None:
        """What an act did to a body: which stood before (with parts that ended with it), which came of it."""
        event = self.iri("acts", row.act, f"change-{row.code}")
        before, after = _sides(row)
        before += [
            one.code for one in self.told.bodies.values() if one.ended is row and one.code != row.subject
        ]
        act = self.of_act(row.act)
        self.graph.add(event, "rdf:type", known("org:ChangeEvent"), known("prov:Activity"))
        self.label(event, told_in_all_languages(lambda: str(Said(row.verb.value).label)), "rdfs:label")
        self.graph.add(event, "org:originalOrganization", *(self.of_body(code) for code in before))
        self.graph.add(event, "org:resultingOrganization", *(self.of_body(code) for code in after))
        self.graph.add(event, "dcterms:date", _dated(row.first, row.last, row.precision))
        self.graph.add(event, "dcterms:identifier", Literal(row.code))
        self.graph.add(event, "dcterms:type", Literal(row.verb.value))
        self.graph.add(event, "dcterms:source", act)
        self.graph.add(event, "prov:wasInfluencedBy", act)
        if not row.verified:
            self.label(event, in_all_languages(_RECALLED), "rdfs:comment")
        if row.clause:
            self.graph.add(event, "dcterms:bibliographicCitation", Literal(row.clause))

    def act(self, act: Act) -> None:
        """An act by its title, day and, if somebody identified it, its address as a work."""
        one = self.of_act(act.code)
        self.graph.add(one, "rdf:type", known("prov:Entity"))
        self.label(one, text_of(act, "title"), "dcterms:title")
        self.graph.add(one, "dcterms:date", _dated(act.date, act.date_last, act.precision))
        self.graph.add(one, "dcterms:identifier", Literal(act.code))
        if act.identified:
            self.graph.add(one, "dcterms:identifier", Literal(work_uri(act)))


def _kind(body: Told) -> Iri | None:
    """A part of another body is a unit; an office somebody holds and a class of bodies are no formal body."""
    if body.tie == "part":
        return known("org:OrganizationalUnit")
    return None if body.kind == "office_holder" or body.each else known("org:FormalOrganization")


def _sides(row: Effect) -> tuple[list[str], list[str]]:
    """The bodies before and after."""
    other = {name: str(row.value[name]) for name in ("from", "into", "succeeds") if row.value.get(name)}
    if row.verb in BIRTH:
        return [code for name, code in other.items() if name != "into"], [row.subject]
    if row.verb in END:
        return [row.subject], [code for name, code in other.items() if name == "into"]
    return [row.subject], [row.subject]


def _dated(first: date, last: date, precision: str) -> Literal:
    """A day, month or year with its type; between two days the two with a slash, as in ISO 8601."""
    return Literal(written(first, last, precision), type=_TYPES.get(precision, ""))
