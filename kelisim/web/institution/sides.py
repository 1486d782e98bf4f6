"""Two days side by side: what stood on each, and whether it is the same, new, gone or changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.institution.queries.comparison import ActBetween
from kelisim.apps.institution.queries.labels import CHANGES, Labels, head_words, value_words
from kelisim.apps.institution.queries.notes import status_words
from kelisim.apps.institution.queries.structure import HeldPower, Organ, Structure
from kelisim.engines.timeline.types import Change
from kelisim.web.institution.tree import Cited
from kelisim.web.institution.words import effect_words, when_of

SIGNS: dict[str, tuple[str, Promise]] = {
    "same": ("=", pgettext_lazy("compared", "the same")),
    "new": ("+", pgettext_lazy("compared", "new")),
    "gone": ("−", pgettext_lazy("compared", "gone")),
    "changed": ("≠", pgettext_lazy("compared", "changed")),
}


@dataclass(frozen=True, kw_only=True)
class Side:
    """What is read on one day, and what is compared: a body whose parent was renamed did not change."""

    cited: Cited
    sense: object


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing on both days; a side it did not stand on is None."""

    what: str
    before: Side | None
    after: Side | None

    @property
    def mark(self) -> str:
        """same, new, gone or changed."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "gone"
        return "same" if self.before.sense == self.after.sense else "changed"

    @property
    def sign(self) -> str:
        """The mark as a sign."""
        return SIGNS[self.mark][0]

    @property
    def word(self) -> str:
        """The mark as a word."""
        return str(SIGNS[self.mark][1])


@dataclass(frozen=True, kw_only=True)
class Block:
    """Lines of one kind, changed ones first."""

    title: str
    lines: list[Line]


@dataclass(frozen=True, kw_only=True)
class Step:
    """A change between the days, in order; one that did not last says so."""

    cited: Cited
    kind: str
    lasted: bool


def blocks(start: Structure, end: Structure, before: Labels, after: Labels) -> list[Block]:
    """The institution, its bodies, the powers and the acts in force on both days."""
    one, other = _institution(start, before), _institution(end, after)
    acts = (
        {code: _cite(before.act(code), code, before, sense=code) for code in start.acts_in_force},
        {code: _cite(after.act(code), code, after, sense=code) for code in end.acts_in_force},
    )
    pairs = (
        (_("The institution"), one, other, {key: key for key in (*one, *other)}),
        (_("Bodies"), *_bodies(start, end, before, after)),
        (_("Powers"), *_powers(start, end, before, after)),
        (_("Acts in force"), *acts, {code: after.act_short(code) for side in acts for code in side}),
    )
    return [Block(title=title, lines=_lines(left, right, names)) for title, left, right, names in pairs]


def _lines(left: dict[str, Side], right: dict[str, Side], names: dict[str, str]) -> list[Line]:
    lines = [
        Line(what=names[key], before=left.get(key), after=right.get(key))
        for key in dict.fromkeys((*left, *right))
    ]
    return sorted(lines, key=lambda line: line.mark == "same")


def _cite(text: str, act: str, names: Labels, clause: str = "", *, sense: object) -> Side:
    cited = Cited(text=text, act=act, act_title=names.act_short(act), clause=clause)
    return Side(cited=cited, sense=sense)


def _institution(found: Structure, names: Labels) -> dict[str, Side]:
    one = found.institution
    if not one.exists:
        return {}
    status = status_words(one.status).of() if one.status else ""
    head = head_words(one.head, names) if one.head else ""
    said = (
        (_("Name"), one.name.of() if one.name else "", one.name_act, one.name),
        (_("Legal status"), status, one.status_act, one.status),
        (_("Head"), head, one.head.act if one.head else None, one.head and (one.head.rule, one.head.of)),
        (_("Attached to"), names.body(one.parent), one.placed.act if one.placed else None, one.parent),
    )
    return {label: _cite(text, act, names, sense=sense) for label, text, act, sense in said if text and act}


def _bodies(
    start: Structure, end: Structure, before: Labels, after: Labels
) -> tuple[dict[str, Side], dict[str, Side], dict[str, str]]:
    left = {organ.code: _body(organ, before) for organ in start.organs}
    right = {organ.code: _body(organ, after) for organ in end.organs}
    return left, right, {organ.code: organ.name.of() for organ in (*start.organs, *end.organs)}


def _body(organ: Organ, names: Labels) -> Side:
    parts = [organ.name.of()]
    if organ.parent:
        tie = _("part of: %(body)s") if organ.tie == "part" else _("attached to: %(body)s")
        parts.append(tie % {"body": names.body(organ.parent)})
    if organ.head:
        parts.append(_("head: %(head)s") % {"head": head_words(organ.head, names)})
    last = max((organ.created, organ.placed), key=lambda day: day.certain)
    act, clause = (organ.name_act, "") if organ.name_act != organ.created.act else (last.act, last.clause)
    head = organ.head and (organ.head.rule, organ.head.of)
    sense = (organ.name, organ.parent, organ.tie, organ.within, head)
    return _cite("; ".join(parts), act, names, clause, sense=sense)


def _powers(
    start: Structure, end: Structure, before: Labels, after: Labels
) -> tuple[dict[str, Side], dict[str, Side], dict[str, str]]:
    left = {f"{row.code} {row.holder}": _power(row, before) for row in start.powers}
    right = {f"{row.code} {row.holder}": _power(row, after) for row in end.powers}
    named = {f"{row.code} {row.holder}": after.power(row.code) for row in (*start.powers, *end.powers)}
    return left, right, named


def _power(row: HeldPower, names: Labels) -> Side:
    words = value_words(row.value)
    text = f"{names.body(row.holder)}: {words}" if words else names.body(row.holder)
    return _cite(text, row.since.act, names, row.since.clause, sense=dict(row.value))


def steps(changes: Iterable[Change], names: Labels) -> dict[str, list[Step]]:
    """The changes by the act that made them, in order."""
    found: dict[str, list[Step]] = {}
    for change in changes:
        effect = change.effect
        cited = Cited(
            text=effect_words(effect, names, {}),
            act=effect.act,
            act_title=names.act_short(effect.act),
            when=when_of(effect),
            clause=effect.clause,
        )
        step = Step(cited=cited, kind=str(CHANGES[change.kind]), lasted=change.net)
        found.setdefault(effect.act, []).append(step)
    return found


def acts_between(
    acts: Iterable[ActBetween], told: dict[str, list[Step]]
) -> list[tuple[str, str, list[Step]]]:
    """Each act between the days with what it changed."""
    return [(act.code, act.title.of(), told.get(act.code, [])) for act in acts]
