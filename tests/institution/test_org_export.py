"""A day in the words of W3C ORG: only its words, used as it says, and read back to the same structure."""

from __future__ import annotations

import json
from datetime import date

import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, BNode, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import FOAF, ORG, OWL, PROV, TIME

from kelisim.apps.institution.actions.appoint import appoint
from kelisim.apps.institution.models import Effect, Post
from kelisim.apps.institution.queries.exports.graph import Graph as Ours
from kelisim.apps.institution.queries.exports.graph import Iri, Literal, ntriples, turtle
from kelisim.apps.institution.queries.exports.org import org_graph
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.registry.models import Organisation, Person
from tests.institution.exports_read import DAYS, HOME, ontology

pytestmark = pytest.mark.usefixtures("kz")
STRUCTURE = Namespace(f"{HOME}structure/")
# What the ontology borrows: a thing of the first kind is one of the second too.
BORROWED = {(FOAF.Person, FOAF.Agent)}


@pytest.fixture
def senator():
    """One post that is held."""
    person = Person.objects.create(code="sample-1", name="Айгүл Сапарова", sample=True)
    appoint(Post.objects.get(code="senator-proposed"), person=person, since=date(2023, 1, 24), by=None)


def graph_on(day: date, as_known: date | None = None) -> Graph:
    return Graph().parse(data=turtle(org_graph(day, base=HOME, as_known=as_known)), format="turtle")


def kinds(graph: Graph, thing: URIRef) -> set[URIRef]:
    """Its types and what those are kinds of."""
    found = set(graph.objects(thing, RDF.type)) | set(ontology().objects(thing, RDF.type))
    supers = {(one, over) for one, over in ontology().subject_objects(RDFS.subClassOf)} | BORROWED
    for _ in range(4):
        found |= {over for one, over in supers if one in found}
    return found


def allowed(prop: URIRef, side: URIRef) -> list[set[URIRef]]:
    """The classes each of which (or one of a union) a subject or an object must be of."""
    classes = []
    for one in ontology().objects(prop, side):
        union = ontology().value(one, OWL.unionOf) if isinstance(one, BNode) else None
        classes.append(set(Collection(ontology(), union)) if union else {one})
    return classes


@pytest.mark.parametrize("day", DAYS)
def test_only_words_of_the_ontology_and_within_their_domains(day, senator):
    graph = graph_on(day)
    words = {one for triple in graph for one in triple if isinstance(one, URIRef) and one in ORG_NAMES}
    assert {one for one in words if (one, None, None) not in ontology()} == set()
    wrong = []
    for one, prop, other in graph:
        for side, thing in ((RDFS.domain, one), (RDFS.range, other)):
            if prop in ORG_NAMES and not all(kinds(graph, thing) & some for some in allowed(prop, side)):
                wrong.append((one, prop, side, kinds(graph, thing)))
    assert wrong == []


class _Names:
    """Every name of the ORG namespace, also one the ontology lacks."""

    def __contains__(self, one: object) -> bool:
        return str(one).startswith(str(ORG))


ORG_NAMES = _Names()


@pytest.mark.parametrize("day", DAYS)
def test_nothing_is_of_two_kinds_that_exclude_each_other(day, senator):
    graph = graph_on(day)
    apart = list(ontology().subject_objects(OWL.disjointWith))
    assert apart
    both = [
        one
        for one in set(graph.subjects(RDF.type))
        for first, second in apart
        if {first, second} <= kinds(graph, one)
    ]
    assert both == []


@pytest.mark.parametrize("day", DAYS)
def test_it_is_read_back_to_the_same_bodies_parents_and_names(day):
    graph, structure = graph_on(day), structure_on(day)
    created = {
        one
        for event in events(graph, "create", "split_from")
        for one in graph.objects(event, ORG.resultingOrganization)
    }
    ended = {
        one
        for event in events(graph, "abolish", "merge_into")
        for one in graph.objects(event, ORG.originalOrganization)
    }
    found = {
        str(graph.value(one, ORG.identifier)): (
            {name.language: str(name) for name in graph.objects(one, SKOS.prefLabel)},
            str(graph.value(graph.value(one, ORG.subOrganizationOf), ORG.identifier)),
        )
        for one in created - ended
    }
    one = structure.institution
    bodies = [(organ.code, organ.name, organ.parent) for organ in structure.organs]
    bodies.append((one.code, one.name, one.parent))
    assert found == {
        code: ({lang: getattr(name, lang) for lang in ("kk", "ru", "en") if getattr(name, lang)}, str(parent))
        for code, name, parent in bodies
    }


def events(graph: Graph, *verbs: str) -> list[URIRef]:
    return [
        one
        for one in graph.subjects(RDF.type, ORG.ChangeEvent)
        if str(graph.value(one, DCTERMS.type)) in verbs
    ]


@pytest.mark.parametrize("day", DAYS)
def test_it_is_read_back_to_the_same_powers_and_status(day):
    graph, structure = graph_on(day), structure_on(day)
    found = {
        (
            str(graph.value(held, SKOS.broader)).removeprefix(str(STRUCTURE)),
            str(graph.value(body, ORG.identifier)),
            json.dumps(json.loads(str(graph.value(held, RDF.value) or "{}")), sort_keys=True),
            str(graph.value(held, DCTERMS.date)),
        )
        for body, held in graph.subject_objects(ORG.purpose)
    }
    assert found == {
        (f"powers/{row.code}/#power", row.holder, json.dumps(dict(row.value), sort_keys=True), row.since.on)
        for row in structure.powers
    }
    status = [str(one).rpartition("#")[2] for one in graph.objects(None, ORG.classification)]
    assert status == ([structure.institution.status] if structure.institution.status else [])


def test_each_change_names_its_act_its_day_and_both_sides():
    graph = graph_on(date(2026, 7, 2))
    rows = Effect.objects.filter(organisation__isnull=False, on_last__lte=date(2026, 7, 2)).exclude(
        verb="head"
    )
    assert {
        str(graph.value(one, DCTERMS.identifier)) for one in graph.subjects(RDF.type, ORG.ChangeEvent)
    } == set(rows.values_list("code", flat=True))
    event = STRUCTURE["acts/const-2026/#change-L45"]
    act = STRUCTURE["acts/const-2026/#act"]
    assert (
        set(graph.objects(event, PROV.wasInfluencedBy)) == set(graph.objects(event, DCTERMS.source)) == {act}
    )
    assert set(graph.objects(event, ORG.originalOrganization)) == {STRUCTURE["bodies/assembly/#body"]}
    assert set(graph.objects(event, ORG.resultingOrganization)) == {STRUCTURE["bodies/kenesi/#body"]}
    assert (act, RDF.type, PROV.Entity) in graph
    assert "/akn/kz/act/constitution/2026-03-15/const-2026" in map(
        str, graph.objects(act, DCTERMS.identifier)
    )


def test_who_holds_a_post_is_told_with_its_span(senator):
    graph = graph_on(date(2023, 6, 1))
    membership = graph.value(predicate=RDF.type, object=ORG.Membership)
    person = graph.value(membership, ORG.member)
    assert str(graph.value(person, FOAF.name)) == "Айгүл Сапарова"
    begun = graph.value(graph.value(membership, ORG.memberDuring), TIME.hasBeginning)
    assert str(graph.value(begun, TIME.inXSDDate)) == "2023-01-24"


def test_a_head_by_office_holds_a_post_and_is_no_person():
    graph = graph_on(date(2021, 1, 1))
    head = STRUCTURE["bodies/assembly/#head"]
    assert graph.value(head, ORG.heldBy) == STRUCTURE["bodies/first-president/#body"]
    assert graph.value(head, ORG.role) == ORG.Head


@pytest.mark.parametrize("day", DAYS)
def test_turtle_and_ntriples_say_the_same(day, senator):
    graph = org_graph(day, base=HOME)
    assert set(graph_on(day)) == set(Graph().parse(data=ntriples(graph), format="nt"))


def test_the_bytes_do_not_depend_on_the_reader_nor_on_the_order_of_rows():
    first = turtle(org_graph(date(2021, 1, 1), base=HOME))
    assert first == turtle(org_graph(date(2021, 1, 1), base=HOME))
    assert Organisation.objects.count() > 20


def test_texts_with_quotes_lines_and_slashes_come_back_whole():
    graph, text = Ours(), 'a "b"\\ c\nd\te\r «ғ»'
    graph.add(Iri(f"{HOME}x"), "rdfs:label", Literal(text, "kk"))
    for form, written in (("turtle", turtle(graph)), ("nt", ntriples(graph))):
        read = Graph().parse(data=written, format=form)
        assert [str(one) for one in read.objects(None, RDFS.label)] == [text]


def test_as_known_before_the_first_record_there_is_nothing():
    assert len(graph_on(date(2021, 1, 1), as_known=date(2000, 1, 1))) == 0
