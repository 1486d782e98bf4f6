"""The institution on this very day, as the front page tells it, each line with its act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kelisim.apps.institution.queries.labels import Labels, head_words, labels
from kelisim.apps.institution.queries.structure import Dated, Structure, structure_on
from kelisim.kernel.texts import say


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name and its value, as `parts/facts.html` takes them."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Today:
    """What is in being today: its name, what carries it, its own bodies."""

    day: date
    name: str
    facts: Sequence[Fact]
    organs: Sequence[str]


def today(day: date) -> Today | None:
    """The institution of the day; None where the ledger knows none in being."""
    found = structure_on(day)
    institution = found.institution
    if not institution.exists or institution.name is None:
        return None
    names = labels(found)
    return Today(
        day=day,
        name=institution.name.of(),
        facts=_facts(found, names),
        organs=[organ.name.of() for organ in found.organs if organ.parent == institution.code],
    )


def _facts(found: Structure, names: Labels) -> list[Fact]:
    institution = found.institution
    facts = []
    if institution.created:
        facts.append(Fact(label=_("In being since"), value=_day(institution.created)))
        facts.append(Fact(label=_("By which act"), value=names.act(institution.created.act)))
    if institution.succeeds:
        facts.append(Fact(label=_("Successor of"), value=names.body(institution.succeeds)))
    if institution.head:
        facts.append(Fact(label=_("Head"), value=head_words(institution.head, names)))
    facts.append(Fact(label=_("Acts in force"), value=say.number(len(found.acts_in_force))))
    return facts


def _day(dated: Dated) -> str:
    return say.date(dated.first, precision=dated.precision)
