"""What a page tells of a case: clear facts, its sides, its history, what was sealed for the reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from kelisim.apps.mediation.models import Case, Move, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import desk, law, people, sealed
from kelisim.apps.mediation.queries.appeal import appeal_clocks
from kelisim.apps.mediation.queries.application_of import wishes
from kelisim.apps.registry.public import organisations_by_code
from kelisim.kernel.packs.codes import code_name, text
from kelisim.kernel.packs.triage import questions
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.mediation.staff.forms.triage import received_on
from kelisim.web.mediation.staff.rows import state_of, tone_of
from kelisim.web.mediation.staff.words import CLOCKS, HEARD, MOVES, named

if TYPE_CHECKING:
    from kelisim.kernel.seal.ring import Keyring

SIDES = {"A": gettext_lazy("applicant"), "B": gettext_lazy("other side"), "M": gettext_lazy("mediator")}
_REASONS = {
    "route": "routes",
    "propose": "override_reasons",
    "pass_offer": "pass_reasons",
    "replace": "replace_reasons",
    "open_escrow": "break_glass",
    "lapse_escrow": "break_glass",
    "call": "call_results",
    "complain": "complaint_grounds",
}
_OWN_WORDS = {"miss": CLOCKS, "hear_complaint": HEARD}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name and a value."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class ClockLine:
    """One clock of an appeal."""

    label: str
    last_day: date
    done: bool
    late: bool


@dataclass(frozen=True, kw_only=True)
class Event:
    """One move of the history."""

    when: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One side as the reader may see her."""

    letter: str
    role: str
    kind: str
    language: str
    joined: bool
    name: str = field(repr=False)
    facts: list[Fact] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """The application as her keys open it."""

    essence: str = field(repr=False)
    short_text: str = field(repr=False)
    answers: list[Fact] = field(repr=False)
    wishes: list[Fact] = field(repr=False)
    letters: list[str] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a case's page: state and the clock that runs."""

    state: str
    tone: str
    clock: str
    last_day: str
    late: bool


def head(case: Case) -> Head:
    """State and clock in words."""
    row = desk.desk_rows([case], names=False)[0]
    return Head(
        state=state_of(case.state, case.closing),
        tone=tone_of(case.state),
        clock=str(Clock(case.clock).label) if case.clock else "",
        last_day=say.date(row.last_day) if row.last_day else "",
        late=row.late,
    )


def clear_facts(case: Case) -> list[Fact]:
    """The clear layer: what work and counts need, no name and no word of content."""
    rule = law.rule(case.rule, received_on(case)) if case.rule else None
    lines: list[tuple[str, str]] = [
        (pgettext("field", "Topic"), code_name("topics", case.topic).of()),
        (_("Kind of case"), code_name("tracks", case.track).of() if case.track else ""),
        (_("Where the matter is"), code_name("stages", case.stage).of()),
        (_("Came in by"), code_name("channels", case.channel).of()),
        (pgettext("field", "Received"), say.moment(case.received_at) if case.received_at else ""),
        (_("Language of the case"), say.language_name(case.language)),
        (_("Other languages"), ", ".join(map(say.language_name, _others(case)))),
        (_("Interpreter"), _("needed") if case.interpreter else ""),
        (_("Place"), of(case.territory, "name") if case.territory else ""),
        (_("Office"), of(case.office, "name") if case.office else ""),
        (_("Route"), code_name("routes", case.route).of() if case.route else ""),
        (pgettext("field", "Rule"), text(rule.text or {}).of() if rule else ""),
        (_("Mediator"), case.mediator.tenure.person.name if case.mediator else ""),
        (_("Agreement signed on"), say.date(case.agreed_on) if case.agreed_on else ""),
        (_("Term ends on"), say.date(case.due_on) if case.due_on else ""),
        (_("Settled on"), say.date(case.settled_on) if case.settled_on else ""),
        (_("Claimed ground of discrimination"), _claimed(case)),
    ]
    return [Fact(label=label, value=value) for label, value in lines if value]


def clocks(case: Case) -> list[ClockLine]:
    """The clocks of an appeal, each with its last day."""
    return [
        ClockLine(label=named(CLOCKS, one.code), last_day=one.last_day, done=one.done, late=one.late)
        for one in appeal_clocks(case)
    ]


def _others(case: Case) -> list[str]:
    return [code for code in case.languages.split() if code != case.language]


def _claimed(case: Case) -> str:
    named_ground = (
        code_name("discrimination_grounds", case.claimed_ground).of() if case.claimed_ground else ""
    )
    named_area = code_name("discrimination_areas", case.claimed_area).of() if case.claimed_area else ""
    return ", ".join(filter(None, (named_ground, named_area)))


def sides(parties: Iterable[Party], *, contacts: bool = True) -> list[Told]:
    """The sides with their names and, unless told otherwise, how to reach them."""
    return [_side(party, contacts=contacts) for party in parties]


def _side(party: Party, *, contacts: bool) -> Told:
    who = people.identity(party)
    lines = [(_("Represented by"), _represented(who))]
    if contacts:
        lines += [
            (_("Telephone"), who.phone),
            (_("E-mail"), who.email),
            (_("Postal address"), who.address),
        ]
    return Told(
        letter=party.side,
        role=str(SIDES[party.side]),
        kind=code_name("side_kinds", party.kind).of(),
        language=say.language_name(party.language),
        joined=party.joined_at is not None,
        name=who.name or _("name not known"),
        facts=[Fact(label=label, value=value) for label, value in lines if value],
    )


def _represented(who: people.Identity) -> str:
    if not who.representative:
        return ""
    how = code_name("representatives", who.acts_as).of()
    return ", ".join(filter(None, (who.representative, how, who.power)))


def application(case: Case, keys: Keyring) -> Sealed | None:
    """What the applicant wrote, if one of the reader's open keys opens it."""
    found = sealed.opened(case, keys, kinds=[ItemKind.APPLICATION, ItemKind.SHORT_TEXT, ItemKind.LETTER])
    kinds = {one.item.kind: one for one in found if one.item.compartment == sealed.INTAKE}
    told = kinds.get(ItemKind.APPLICATION)
    if told is None:
        return None
    short = kinds.get(ItemKind.SHORT_TEXT)
    return Sealed(
        essence=told.text(),
        short_text=short.text() if short else "",
        answers=_answers(told.words.get("answers")),
        wishes=[Fact(label=name, value=wish) for name, wish in wishes(told.words.get("wishes"))],
        letters=[one.text() for one in found if one.item.kind == ItemKind.LETTER],
    )


def _answers(words: object) -> list[Fact]:
    told = words if isinstance(words, dict) else {}
    return [
        Fact(label=one.text.of(), value=answer.text.of())
        for one in questions()
        for answer in one.answers
        if told.get(one.code) == answer.code
    ]


def history(case: Case) -> list[Event]:
    """Every move, the newest first: what, by whom, for which reason."""
    moves = list(reversed(case.moves.all()))
    bodies = organisations_by_code({one.reason for one in moves if one.verb == "refer_out" and one.reason})
    told = {code: of(body, "name") for code, body in bodies.items()}
    return [Event(when=say.moment(move.at), text=_moved(move, told)) for move in moves]


def _moved(move: Move, bodies: dict[str, str]) -> str:
    parts = [named(MOVES, move.verb), _actor(move)]
    group = _REASONS.get(move.verb)
    if group and move.reason:
        parts.append(code_name(group, move.reason).of())
    elif move.verb in _OWN_WORDS:
        parts.append(named(_OWN_WORDS[move.verb], move.reason))
    elif move.reason in bodies:
        parts.append(bodies[move.reason])
    if move.closing and move.verb in {"follow", "file"}:
        parts.append(code_name("closing", move.closing).of())
    return " · ".join(filter(None, parts))


def _actor(move: Move) -> str:
    if move.user is not None:
        return str(move.user.name)
    if move.party is not None:
        return str(SIDES[move.party.side])
    if move.actor == Move.Actor.INVITED:
        return _("invited participant")
    return (
        _("by itself, by the clock") if move.actor == Move.Actor.CLOCK and move.verb != "save_draft" else ""
    )
