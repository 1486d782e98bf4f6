"""The twelve states of a case and every move between them: rule, test and drawing come from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a case stands."""

    DRAFT = "draft"
    RECEIVED = "received"
    TRIAGED = "triaged"
    INVITING = "inviting"
    PROPOSING = "proposing"
    ACCEPTED = "accepted"
    AGREED = "agreed"
    RUNNING = "running"
    SETTLED = "settled"
    FOLLOW_UP = "follow_up"
    ENDED = "ended"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a case is closed, or on which ground its mediation ended."""

    CONSULTED = "consulted"
    ANSWERED = "answered"
    REFERRED = "referred"
    INADMISSIBLE = "inadmissible"
    RETURNED = "returned"
    DECLINED = "declined"
    NO_RESPONSE = "no_response"
    NO_MEDIATOR = "no_mediator"
    WITHDRAWN = "withdrawn"
    IMPOSSIBLE = "impossible"
    REFUSED = "refused"
    LEFT = "left"
    EXPIRED = "expired"
    PERFORMED = "performed"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


S, C = State, Closing


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One move: from where to where, by whom, on what condition, on what basis; with which closing codes."""

    sources: frozenset[State]
    targets: frozenset[State]
    who: str
    guard: str
    basis: str
    closings: frozenset[Closing] = frozenset()
    stays: bool = False

    def allows(self, before: State | None, after: State) -> bool:
        """Whether the move may lead from one state to the other; a case begins from None."""
        if before is None:
            return not self.sources and after in self.targets
        return before in self.sources and (after in self.targets or (self.stays and after == before))


STAY = "stay"
TALKS = {S.AGREED, S.RUNNING}
FOLLOWED = {S.SETTLED, S.FOLLOW_UP}
OUTCOMES = (C.PERFORMED, C.PARTLY, C.NOT, C.UNKNOWN)
OPEN = frozenset(set(State) - {S.CLOSED})
BEFORE_AGREEMENT = {S.DRAFT, S.RECEIVED, S.TRIAGED, S.INVITING, S.PROPOSING, S.ACCEPTED}


def _move(
    ends: tuple[set[State], set[State | str]], who: str, guard: str, basis: str, *closings: Closing
) -> Transition:
    sources, targets = ends
    return Transition(
        sources=frozenset(sources),
        targets=frozenset(one for one in State if one in targets),
        stays=STAY in targets,
        who=who,
        guard=guard,
        basis=basis,
        closings=frozenset(closings),
    )


MOVES: dict[str, Transition] = {
    "save_draft": _move((set(), {S.DRAFT}), "anybody", "-", "service rule"),
    "submit": _move(
        ({S.DRAFT}, {S.RECEIVED}),
        "applicant, clerk for her",
        "required answers, data notice, idempotency key",
        "APPC 64(2)-(3)",
    ),
    "register": _move(({S.RECEIVED}, {STAY}), "clerk", "came by itself", "APPC 64(2)"),
    "route": _move(
        ({S.RECEIVED, S.TRIAGED}, {S.TRIAGED}),
        "clerk",
        "one of four routes, rule cited; until invite it may be redone",
        "APPC 65, 76",
    ),
    "consult": _move(
        ({S.RECEIVED, S.TRIAGED}, {STAY, S.CLOSED}),
        "office consultant",
        "whoever advised cannot mediate here",
        "10(3)",
        C.CONSULTED,
    ),
    "extend_answer": _move(
        ({S.RECEIVED, S.TRIAGED}, {STAY}),
        "clerk",
        "once, before the last day, within the longest extension; the applicant is told",
        "APPC 76(3)",
    ),
    "forward_danger": _move(
        ({S.RECEIVED, S.TRIAGED}, {STAY}),
        "clerk",
        "addressee; nothing goes out by itself from then on",
        "APPC 64(7-2)",
    ),
    "send_back": _move(
        ({S.RECEIVED, S.TRIAGED}, {S.CLOSED}),
        "clerk",
        "verified ground on the list; no sign of danger; letter",
        "APPC 64(7)",
        C.RETURNED,
    ),
    "answer": _move(({S.TRIAGED}, {S.CLOSED}), "clerk", "letter", "APPC 76", C.ANSWERED),
    "refer_out": _move(({S.TRIAGED}, {S.CLOSED}), "clerk", "addressee, letter", "APPC 65", C.REFERRED),
    "refuse": _move(
        ({S.TRIAGED}, {S.CLOSED}),
        "clerk",
        "verified rule of the edition on the application date; where else to go",
        "1",
        C.INADMISSIBLE,
    ),
    "invite": _move(({S.TRIAGED}, {S.INVITING}), "clerk", "contact, voluntary wording", "20(6)"),
    "join": _move(({S.INVITING, S.TRIAGED}, {S.PROPOSING}), "other side", "own secret made", "20"),
    "decline": _move(({S.INVITING}, {S.CLOSED}), "other side", "-", "20(6)", C.DECLINED),
    "lapse": _move(({S.INVITING}, {S.CLOSED}), "clock", "period over", "20(6)", C.NO_RESPONSE),
    "reopen": _move(({S.CLOSED}, {S.PROPOSING}), "other side", "consent after no response", "20(6)"),
    "propose": _move(({S.PROPOSING}, {STAY}), "clerk; both sides by naming", "filters", "service rule"),
    "accept_offer": _move(
        ({S.PROPOSING}, {S.ACCEPTED}),
        "mediator",
        "statement complete, on register, not suspended",
        "9(1), 10(2)(4)-(5)",
    ),
    "pass_offer": _move(
        ({S.PROPOSING}, {STAY}),
        "mediator; clock; coordinator or council if unable",
        "reason code",
        "service rule",
    ),
    "object": _move(({S.ACCEPTED}, {S.PROPOSING}), "either side", "needs no reason", "11(1)(2)"),
    "confirm": _move(({S.ACCEPTED}, {STAY}), "either side", "-", "9(1), 20(7)"),
    "no_mediator": _move(
        ({S.PROPOSING, S.ACCEPTED}, {S.CLOSED}),
        "clerk with both sides",
        "nobody eligible or all refused",
        "service rule",
        C.NO_MEDIATOR,
    ),
    "draft_agreement": _move(({S.ACCEPTED}, {STAY}), "mediator", "window over or both confirmed", "21"),
    "sign_agreement": _move(
        ({S.ACCEPTED}, {STAY, S.AGREED}),
        "both sides and mediator",
        "14 conditions; everybody signs the same version",
        "20(5), 21",
    ),
    "open_session": _move((TALKS, {S.RUNNING}), "mediator", "all invited, mode agreed", "17, 18"),
    "move_session": _move((TALKS, {STAY}), "mediator", "still planned, nobody busy or confirmed", "17, 18"),
    "extend": _move(
        (TALKS, {STAY}),
        "both sides, mediator agrees",
        "once, before due, within the maximum",
        "20(9), 23(1)",
    ),
    "replace": _move(
        ({S.ACCEPTED, *TALKS}, {S.PROPOSING}),
        "a side; mediator; coordinator or council if unable",
        "reason code; first day 0 kept",
        "10(2)(5), 11(1)(2)",
    ),
    "share_note": _move((TALKS, {STAY}), "the side it belongs to", "consent to this version", "8(1)"),
    "call_in": _move(
        (TALKS, {STAY}), "mediator", "role, person; a leader from the roster", "2(3-1), 11(2-1)"
    ),
    "answer_call": _move(
        (TALKS, {STAY}), "each side", "called once both agree; may be taken back", "11(2-1)"
    ),
    "enter_call": _move((TALKS, {STAY}), "who is called", "own secret made", "service rule"),
    "sign_secrecy": _move((TALKS, {STAY}), "who is called", "own key signs the words in force that day", "8"),
    "show_item": _move(
        (TALKS, {STAY}), "mediator", "joint item, to one who signed confidentiality, by name", "8(1)"
    ),
    "end_part": _move((TALKS, {STAY}), "mediator; a side; who is called", "wraps deleted", "11(2-1)"),
    "give_notes": _move((TALKS, {STAY}), "the side they belong to", "a mediator came later", "8(1)"),
    "draft_settlement": _move((TALKS, {STAY}), "mediator", "obligations clear, or none", "27"),
    "settle": _move(
        (TALKS, {STAY, S.SETTLED}),
        "both sides and mediator",
        "required contents; everybody signs the same version",
        "26(1)(1), 27",
    ),
    "end_impossible": _move((TALKS, {S.ENDED}), "mediator", "code only", "26(1)(2)", C.IMPOSSIBLE),
    "end_refused": _move((TALKS, {STAY, S.ENDED}), "both sides", "signed refusal", "26(1)(3)", C.REFUSED),
    "end_left": _move((TALKS, {S.ENDED}), "one side", "notice by any means", "26(1)(4)", C.LEFT),
    "end_expired": _move(
        (TALKS, {S.ENDED}), "mediator on D0; clock on D+1", "term over", "26(1)(5)", C.EXPIRED
    ),
    "withdraw": _move((BEFORE_AGREEMENT, {S.CLOSED}), "applicant", "-", "5(2), APPC 64(9)", C.WITHDRAWN),
    "follow": _move(
        (FOLLOWED, {S.FOLLOW_UP, S.CLOSED}), "clock, sides", "consent", "service rule", *OUTCOMES
    ),
    "call": _move((FOLLOWED, {STAY}), "clerk", "a side asked by telephone", "service rule"),
    "remediate": _move(
        (FOLLOWED, {STAY}),
        "clerk with the side who wants it",
        "a new case, linked; both sides consent anew; nothing sealed is copied",
        "service rule",
    ),
    "enforce": _move((FOLLOWED, {STAY}), "clerk", "something not performed", "27(9)"),
    "file": _move(
        ({S.ENDED}, {S.CLOSED}),
        "clock",
        "certificate of start and end offered",
        "service rule",
        C.IMPOSSIBLE,
        C.REFUSED,
        C.LEFT,
        C.EXPIRED,
    ),
    "complain": _move(({S.CLOSED}, {STAY}), "the side refused", "in time, once", "service rule"),
    "hear_complaint": _move(
        ({S.CLOSED}, {STAY, S.TRIAGED}),
        "council, never who refused",
        "a complaint stands; heeded, the office decides anew",
        "service rule",
    ),
    "miss": _move((set(OPEN), {STAY}), "clock", "the last day of a duty is over; once", "service rule"),
    "transfer": _move(
        (set(OPEN), {STAY}), "coordinator", "receiving office accepts; keys re-wrapped", "service rule"
    ),
    "link_repeat": _move((set(OPEN), {STAY}), "clerk", "the other case is hers to see", "service rule"),
    "dismiss_repeat": _move((set(OPEN), {STAY}), "clerk", "the other case is hers to see", "service rule"),
    "open_escrow": _move(
        (set(OPEN), {STAY}), "first officer", "closed list of reasons, written statement", "service rule"
    ),
    "return_key": _move((set(OPEN), {STAY}), "second officer", "opened by another officer", "service rule"),
    "lapse_escrow": _move(
        (set(State) - {S.DRAFT}, {STAY}), "clock", "no second turn in time", "service rule"
    ),
    "withdraw_consent": _move(
        (set(State) - {S.DRAFT}, {STAY}), "the side that gave it", "for the future only", "8(1)"
    ),
    "end_retention": _move(
        ({S.CLOSED}, {STAY}), "council officer", "time of keeping over; keys destroyed", "service rule"
    ),
    "child_risk": _move((TALKS, {STAY}), "mediator", "preview of minimal facts", "25(3)"),
}


def may_move(verb: str, before: State | None, after: State) -> bool:
    """Whether the table has this move."""
    return MOVES[verb].allows(before, after)


def drawing() -> str:
    """docs/states/case.md: the diagram and the table, drawn from MOVES."""
    lines = ["# States of a case", "", "Drawn from `kelisim/apps/mediation/states.py`; do not edit.", ""]
    lines += ["```mermaid", "stateDiagram-v2"]
    for before in (None, *State):
        for after in State:
            verbs = [verb for verb in MOVES if before != after and may_move(verb, before, after)]
            if verbs:
                lines.append(f"    {before or '[*]'} --> {after}: {', '.join(verbs)}")
    lines += ["    closed --> [*]", "```", ""]
    lines += ["| move | from | to | who | guard | basis | closing |", "|---|---|---|---|---|---|---|"]
    lines += [_row(verb, move) for verb, move in MOVES.items()]
    return "\n".join([*lines, ""])


def _row(verb: str, move: Transition) -> str:
    def named(states: frozenset[State]) -> list[str]:
        return ["any open"] if states == OPEN else [one.value for one in State if one in states]

    sources = ", ".join(named(move.sources)) or "-"
    targets = ", ".join([*(["same"] if move.stays else []), *named(move.targets)])
    closings = ", ".join(one for one in Closing if one in move.closings) or "-"
    return f"| {verb} | {sources} | {targets} | {move.who} | {move.guard} | {move.basis} | {closings} |"
