"""Small ledgers for the tests of the timeline engine."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from kelisim.engines.timeline.dates import parse
from kelisim.engines.timeline.effects import problems
from kelisim.engines.timeline.types import Effect, Kind, Verb

RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
GIVEN = frozenset({"state"})
EXCLUSIVE = frozenset({"p"})
NAME = {"kk": "Кеңес", "ru": "Совет", "en": "Council"}


def effect(code: str, on: str, verb: str, subject: str, value=None, **more) -> Effect:
    """One row; `on` in the form of a partial date."""
    days = parse(on)
    kind = more.pop("kind", Kind.ORGANISATION)
    return Effect(
        code=code,
        act=more.pop("act", "act-1"),
        kind=Kind(kind),
        subject=subject,
        verb=Verb(verb),
        value={} if value is None else value,
        first=days.first,
        last=days.last,
        precision=days.precision,
        act_date=more.pop("act_date", days.first),
        recorded=more.pop("recorded", RECORDED),
        **more,
    )


def created(code: str, on: str, subject: str, parent: str | None = "state", tie: str = "attached", **more):
    """A body is created under a parent."""
    value = {"name": NAME} | ({"parent": parent, "as": tie} if parent else {})
    return effect(code, on, "create", subject, value, **more)


def granted(code: str, on: str, power: str, holder: str, value=None, verb: str = "grant", **more) -> Effect:
    """A power is granted (or revoked, with `verb`)."""
    return effect(code, on, verb, power, value or {}, kind=Kind.POWER, key=holder, **more)


_BODIES = ("a", "b", "c", "state")
_POWERS = ("p", "q")
_DAYS = st.dates(date(2000, 1, 1), date(2009, 12, 31))


@st.composite
def _when(draw) -> str:
    day = draw(_DAYS)
    form = draw(st.sampled_from(("day", "day", "day", "month", "year")))
    return {"day": day.isoformat(), "month": day.isoformat()[:7], "year": day.isoformat()[:4]}[form]


@st.composite
def _rows(draw) -> list[Effect]:
    rows = []
    for number in range(draw(st.integers(3, 14))):
        code, on = f"E{number:03}", draw(_when())
        verb = draw(st.sampled_from(tuple(Verb)))
        body, other = draw(st.sampled_from(_BODIES)), draw(st.sampled_from(_BODIES))
        act = draw(st.sampled_from(("act-1", "act-2", "act-3")))
        if verb in (Verb.GRANT, Verb.REVOKE, Verb.TRANSFER):
            value = (
                {"seats": number} if verb is Verb.GRANT else {"to": other} if verb is Verb.TRANSFER else {}
            )
            rows.append(granted(code, on, draw(st.sampled_from(_POWERS)), body, value, verb=verb, act=act))
        elif verb in (Verb.AMEND, Verb.COMMENCE, Verb.REPEAL):
            target = draw(st.sampled_from(("act-1", "act-2", "act-3")))
            rows.append(effect(code, on, verb, target, {}, kind=Kind.ACT, act=act))
        else:
            tie = draw(st.sampled_from(("part", "attached")))
            value = {
                Verb.CREATE: {"name": NAME, "parent": other, "as": tie},
                Verb.SPLIT_FROM: {"name": NAME, "parent": other, "as": tie, "from": "state"},
                Verb.RENAME: {"kk": str(number), "ru": str(number), "en": str(number)},
                Verb.PLACE_UNDER: {"parent": other, "as": tie},
                Verb.MERGE_INTO: {"into": other},
                Verb.HEAD: {"rule": "elected", "of": other},
                Verb.ABOLISH: {},
            }[verb]
            rows.append(effect(code, on, verb, body, value, act=act))
    return rows


@st.composite
def sound_ledgers(draw) -> list[Effect]:
    """Ledgers that break no rule: births first, then whatever fits."""
    kept: list[Effect] = []
    for row in sorted(draw(_rows()), key=lambda row: (row.last, row.verb is not Verb.CREATE)):
        if not problems([*kept, row], given=GIVEN, exclusive=EXCLUSIVE):
            kept.append(row)
    return kept


days = _DAYS
