"""Where conversations, statements and texts stand, and every move between: rule, test and drawing in one."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import pgettext_lazy


class Conversation(StrEnum):
    """A conversation may be paused and taken up again; an archived one is only read."""

    DRAFT = "draft"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Statement(StrEnum):
    """A statement is voted on while it is live; rejected ones keep their votes and return exactly."""

    WAITING = "waiting"
    LIVE = "live"
    REJECTED = "rejected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Text(StrEnum):
    """A version of an agreed text; people propose and agree, whatever the numbers say."""

    DRAFT = "draft"
    TESTED = "tested"
    PROPOSED = "proposed"
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"


C, S, T = Conversation, Statement, Text
State = Conversation | Statement | Text

LABELS = {
    C.DRAFT.value: pgettext_lazy("standing", "draft"),
    C.OPEN.value: pgettext_lazy("standing", "open"),
    C.PAUSED.value: pgettext_lazy("standing", "paused"),
    C.CLOSED.value: pgettext_lazy("standing", "closed"),
    C.ARCHIVED.value: pgettext_lazy("standing", "archived"),
    S.WAITING.value: pgettext_lazy("standing", "waiting"),
    S.LIVE.value: pgettext_lazy("standing", "voted on"),
    S.REJECTED.value: pgettext_lazy("standing", "rejected"),
    S.MERGED.value: pgettext_lazy("standing", "merged"),
    S.WITHDRAWN.value: pgettext_lazy("standing", "taken back"),
}

# deed: (from, to)
MOVES: dict[str, tuple[frozenset[State], State]] = {
    "open": (frozenset({C.DRAFT}), C.OPEN),
    "pause": (frozenset({C.OPEN}), C.PAUSED),
    "resume": (frozenset({C.PAUSED}), C.OPEN),
    "close": (frozenset({C.OPEN, C.PAUSED}), C.CLOSED),
    "archive": (frozenset({C.CLOSED}), C.ARCHIVED),
    "accept": (frozenset({S.WAITING, S.REJECTED}), S.LIVE),
    "reject": (frozenset({S.WAITING, S.LIVE}), S.REJECTED),
    "uphold": (frozenset({S.REJECTED}), S.REJECTED),
    "merge": (frozenset({S.WAITING, S.LIVE}), S.MERGED),
    "part": (frozenset({S.MERGED}), S.WAITING),
    "take_back": (frozenset({S.WAITING, S.LIVE}), S.WITHDRAWN),
    "test": (frozenset({T.DRAFT}), T.TESTED),
    "propose": (frozenset({T.TESTED}), T.PROPOSED),
    "agree": (frozenset({T.PROPOSED}), T.AGREED),
    "drop": (frozenset({T.PROPOSED}), T.NOT_AGREED),
}


def allows(deed: str, before: State) -> bool:
    """Whether the deed may be done from there."""
    return before in MOVES[deed][0]


def after(deed: str) -> State:
    """Where the deed leads."""
    return MOVES[deed][1]


class Rejection(StrEnum):
    """The closed list of reasons a statement is not shown; its author reads it."""

    SEVERAL = "several"  # more than one thought: cannot be agreed or disagreed with as one
    NOT_A_STATEMENT = "not_a_statement"
    OFF_TOPIC = "off_topic"
    PERSONAL = "personal"  # names or attacks a person
    HOSTILE = "hostile"  # sets people against each other by origin or faith
    UNLAWFUL = "unlawful"
    DUPLICATE = "duplicate"
    ADVERTISING = "advertising"


REASONS = {
    Rejection.SEVERAL.value: pgettext_lazy("rejection", "more than one thought in it"),
    Rejection.NOT_A_STATEMENT.value: pgettext_lazy(
        "rejection", "no statement one can agree or disagree with"
    ),
    Rejection.OFF_TOPIC.value: pgettext_lazy("rejection", "not about this question"),
    Rejection.PERSONAL.value: pgettext_lazy("rejection", "names or attacks a person"),
    Rejection.HOSTILE.value: pgettext_lazy("rejection", "sets people against each other by origin or faith"),
    Rejection.UNLAWFUL.value: pgettext_lazy("rejection", "against the law"),
    Rejection.DUPLICATE.value: pgettext_lazy("rejection", "says what another statement says"),
    Rejection.ADVERTISING.value: pgettext_lazy("rejection", "advertising"),
}
