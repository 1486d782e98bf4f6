"""Codes of the room in the reader's words: states, moves, reasons, and what an error says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.errors.words import in_words
from kelisim.apps.mediation.states import State
from kelisim.kernel.texts import say

STATES: dict[str, Promise] = {
    State.DRAFT: pgettext_lazy("state", "Draft"),
    State.RECEIVED: pgettext_lazy("state", "Received"),
    State.TRIAGED: pgettext_lazy("state", "Route chosen"),
    State.INVITING: pgettext_lazy("state", "Other side invited"),
    State.PROPOSING: pgettext_lazy("state", "Mediator wanted"),
    State.ACCEPTED: pgettext_lazy("state", "Mediator accepted"),
    State.AGREED: pgettext_lazy("state", "Agreement signed"),
    State.RUNNING: pgettext_lazy("state", "Talks"),
    State.SETTLED: pgettext_lazy("state", "Settled"),
    State.FOLLOW_UP: pgettext_lazy("state", "Follow-up"),
    State.ENDED: pgettext_lazy("state", "Ended without settlement"),
    State.CLOSED: pgettext_lazy("state", "Closed"),
}

MOVES: dict[str, Promise] = {
    "save_draft": pgettext_lazy("move", "Draft begun"),
    "submit": pgettext_lazy("move", "Application received"),
    "route": pgettext_lazy("move", "Route chosen"),
    "consult": pgettext_lazy("move", "Consultation given"),
    "extend_answer": pgettext_lazy("move", "Longer term to answer"),
    "forward_danger": pgettext_lazy("move", "Danger: forwarded at once"),
    "send_back": pgettext_lazy("move", "Sent back on a listed ground"),
    "link_repeat": pgettext_lazy("move", "Linked with another case"),
    "dismiss_repeat": pgettext_lazy("move", "Found to be another matter"),
    "answer": pgettext_lazy("move", "Answered by letter"),
    "refer_out": pgettext_lazy("move", "Referred to another body"),
    "refuse": pgettext_lazy("move", "Mediation refused by rule"),
    "invite": pgettext_lazy("move", "Other side invited"),
    "resend": pgettext_lazy("move", "Invitation sent again"),
    "join": pgettext_lazy("move", "Other side joined"),
    "decline": pgettext_lazy("move", "Other side declined"),
    "lapse": pgettext_lazy("move", "No answer to the invitation"),
    "reopen": pgettext_lazy("move", "Other side joined late; reopened"),
    "propose": pgettext_lazy("move", "Mediator asked"),
    "accept_offer": pgettext_lazy("move", "Mediator accepted"),
    "pass_offer": pgettext_lazy("move", "Mediator passed"),
    "object": pgettext_lazy("move", "A side objected to the mediator"),
    "confirm": pgettext_lazy("move", "A side confirmed the mediator"),
    "no_mediator": pgettext_lazy("move", "Closed: no mediator"),
    "draft_agreement": pgettext_lazy("move", "Agreement to mediate written"),
    "sign_agreement": pgettext_lazy("move", "Agreement to mediate signed"),
    "open_session": pgettext_lazy("move", "Meeting planned"),
    "move_session": pgettext_lazy("move", "Meeting put to another time"),
    "extend": pgettext_lazy("move", "Longer term asked for"),
    "replace": pgettext_lazy("move", "Another mediator wanted"),
    "share_note": pgettext_lazy("move", "A side shared a note"),
    "call_in": pgettext_lazy("move", "The sides are asked whether somebody may be called in"),
    "answer_call": pgettext_lazy("move", "A side answered whether somebody may be called in"),
    "enter_call": pgettext_lazy("move", "Who was called in came in"),
    "sign_secrecy": pgettext_lazy("move", "Confidentiality signed by who was called in"),
    "show_item": pgettext_lazy("move", "A joint note shown to who was called in"),
    "end_part": pgettext_lazy("move", "The part of who was called in ended"),
    "give_notes": pgettext_lazy("move", "A side let the new mediator read earlier private messages"),
    "draft_settlement": pgettext_lazy("move", "Settlement written"),
    "settle": pgettext_lazy("move", "Settlement signed"),
    "end_impossible": pgettext_lazy("move", "Ended: agreement impossible"),
    "end_refused": pgettext_lazy("move", "A side signed the refusal"),
    "end_left": pgettext_lazy("move", "Ended: one side left"),
    "end_expired": pgettext_lazy("move", "Ended: the term is over"),
    "withdraw": pgettext_lazy("move", "Application withdrawn"),
    "follow": pgettext_lazy("move", "Follow-up"),
    "register": pgettext_lazy("move", "Registered by the office"),
    "call": pgettext_lazy("move", "A side was called"),
    "remediate": pgettext_lazy("move", "A new case follows this one"),
    "enforce": pgettext_lazy("move", "A side wants her papers"),
    "complain": pgettext_lazy("move", "The applicant complains of the refusal"),
    "hear_complaint": pgettext_lazy("move", "The council decided the complaint"),
    "miss": pgettext_lazy("move", "A last day passed"),
    "file": pgettext_lazy("move", "Filed"),
    "transfer": pgettext_lazy("move", "Moved to another office"),
    "open_escrow": pgettext_lazy("move", "A council officer opened the outer seal"),
    "return_key": pgettext_lazy("move", "A second officer returned the key"),
    "withdraw_consent": pgettext_lazy("move", "A side took a consent back"),
    "end_retention": pgettext_lazy("move", "Time of keeping over: the keys are destroyed"),
    "lapse_escrow": pgettext_lazy("move", "The opening lapsed; nobody got a key"),
    "child_risk": pgettext_lazy("move", "Risk to a child reported"),
}

CLOCKS: dict[str, Promise] = {
    "register": pgettext_lazy("clock", "Registered by"),
    "forward": pgettext_lazy("clock", "Forwarded to another body by"),
    "answer": pgettext_lazy("clock", "Answered by"),
    "invitation": pgettext_lazy("clock", "Invitation answered by"),
    "offer": pgettext_lazy("clock", "Mediator answers by"),
    "term": pgettext_lazy("clock", "Mediation ends by"),
}

HEARD: dict[str, Promise] = {
    "heeded": _("the complaint is right; the route is chosen anew"),
    "stands": _("the refusal stands"),
}

BARS: dict[str, Promise] = {
    "not_on_register": _("not on the register today"),
    "suspended": _("suspended"),
    "no_key": _("has made no key yet"),
    "advised_here": _("gave advice in this matter"),
    "asked_before_waiting": _("is being asked now"),
    "asked_before_accepted": _("accepted before"),
    "asked_before_passed": _("passed before"),
    "asked_before_objected": _("a side objected"),
    "asked_before_replaced": _("was replaced"),
    "asked_before_closed": _("was asked before"),
    "not_confirmed": _("has not confirmed her entry in the register"),
    "too_many_open_cases": _("has as many open cases as allowed"),
    "unwanted": _("a side does not want this mediator"),
    "other_place": _("works in another region"),
}

NOT_USED: dict[str, Promise] = {
    "results": _("how often a mediator reaches a settlement"),
    "ratings": _("what people say about a mediator"),
    "speed": _("how fast a mediator works"),
    "age": _("age"),
    "sex": _("sex"),
    "origin": _("origin, ethnicity, faith"),
}


def named(group: Mapping[str, Promise], code: str) -> str:
    """What a code is called; the code itself where we have no word for it."""
    return str(group.get(code, code))


def said(error: MediationError, labels: Mapping[str, str] | None = None) -> str:
    """What went wrong, its codes said in words; `labels` names the fields of the form that was sent."""
    data = {name: _word(name, value, labels or {}) for name, value in error.data.items()}
    return str(error.text) % data


def _word(name: str, value: object, labels: Mapping[str, str]) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_word("field", one, labels) for one in value)
    code = str(value)
    if name == "day" and code:
        return say.date(date.fromisoformat(code))
    if name in {"field", "fields"}:
        return labels.get(code) or in_words(code)
    return named({"state": STATES, "why": BARS}.get(name, {}), code)
