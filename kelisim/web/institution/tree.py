"""The structure of a day as its page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.institution.queries.labels import FLAGS, Labels, head_words, value_words
from kelisim.apps.institution.queries.notes import status_words
from kelisim.apps.institution.queries.posts import posts_open, tenures_on
from kelisim.apps.institution.queries.structure import Dated, HeldPower, Organ, Structure
from kelisim.engines.timeline.types import Effect
from kelisim.kernel.texts.of import of
from kelisim.web.institution.words import effect_words, tie_words, when, when_of


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A statement, the day it holds from, and the act behind it."""

    text: str
    act: str
    act_title: str
    when: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A body of the tree with what hangs on it."""

    code: str
    name: str
    outside: str = ""
    marks: tuple[str, ...] = ()
    told: tuple[Cited, ...] = ()
    tie: str = ""
    branches: list[Branch] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class PowerLine:
    """A power, who holds it, since when, by which act."""

    code: str
    power: str
    words: str
    holder: str
    since: Cited
    marks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """A post of the day, its seats and who sits on them."""

    label: str
    body: str
    seats: str
    filled_by: str
    holders: tuple[str, ...]
    act: str
    act_title: str
    clause: str = ""
    doubts: tuple[str, ...] = ()


def summary(found: Structure, names: Labels) -> list[tuple[str, Cited]]:
    """Status, head, place, beginning, end and predecessor of the institution, each with its act."""
    one = found.institution
    said = (
        (_("Legal status"), status_words(one.status).of() if one.status else "", one.status_act),
        (_("Head"), head_words(one.head, names) if one.head else "", one.head.act if one.head else None),
        (_("Attached to"), names.body(one.parent), one.placed.act if one.placed else None),
        (_("Created"), _day(one.created), one.created.act if one.created else None),
        (_("Abolished"), _day(one.abolished), one.abolished.act if one.abolished else None),
        (_("Follows"), names.body(one.succeeds), one.created.act if one.created else None),
    )
    return [(label, _cited(text, act, names)) for label, text, act in said if text and act]


def _day(day: Dated | None) -> str:
    return when(day.first, day.certain, day.precision) if day else ""


def tree(found: Structure, names: Labels) -> list[Branch]:
    """The institution first with its bodies, then outside bodies with those attached to them."""
    made = {organ.code: _branch(organ, names) for organ in found.organs}
    roots: dict[str, Branch] = {}
    if found.institution.exists:
        code = found.institution.code
        roots[code] = Branch(code=code, name=names.body(code))
    for organ in found.organs:
        branch = made[organ.code]
        if organ.parent is None:
            roots[organ.code] = branch
        elif organ.parent in made:
            made[organ.parent].branches.append(branch)
        else:
            what = _("no longer in being") if "orphan" in organ.flags else _("outside body")
            above = Branch(code=organ.parent, name=names.body(organ.parent), outside=what)
            roots.setdefault(organ.parent, above).branches.append(branch)
    return list(roots.values())


def _branch(organ: Organ, names: Labels) -> Branch:
    told = [_since(_("created: %(day)s"), organ.created, names)]
    if organ.placed.act != organ.created.act or organ.placed.on != organ.created.on:
        told.append(_since(_("placed here: %(day)s"), organ.placed, names))
    if organ.head:
        told.append(
            _cited(_("head: %(head)s") % {"head": head_words(organ.head, names)}, organ.head.act, names)
        )
    marks = [str(FLAGS[flag]) for flag in organ.flags]
    if not organ.verified:
        marks.append(_("not verified"))
    if organ.within:
        told.append(
            _cited(_("within: %(body)s") % {"body": names.body(organ.within)}, organ.placed.act, names)
        )
    tie = tie_words(organ.tie)
    if organ.each:
        tie = ", ".join(filter(None, (tie, _("one in every region"))))
    return Branch(code=organ.code, name=organ.name.of(), marks=tuple(marks), told=tuple(told), tie=tie)


def _since(said: str, day: Dated, names: Labels) -> Cited:
    return _cited(said % {"day": _day(day)}, day.act, names, clause=day.clause)


def _cited(text: str, act: str, names: Labels, *, clause: str = "") -> Cited:
    return Cited(text=text, act=act, act_title=names.act_short(act), clause=clause)


def powers(rows: Iterable[HeldPower], names: Labels) -> list[PowerLine]:
    """The powers of the day, or those that lapsed with their holder."""
    lines = []
    for row in rows:
        marks = [str(FLAGS[flag]) for flag in row.flags]
        if not row.verified:
            marks.append(_("not verified"))
        lines.append(
            PowerLine(
                code=row.code,
                power=names.power(row.code),
                words=value_words(row.value),
                holder=names.body(row.holder),
                since=_cited(_day(row.since), row.since.act, names, clause=row.since.clause),
                marks=tuple(marks),
            )
        )
    return lines


@dataclass(frozen=True, kw_only=True)
class Seats:
    """A post of the day, how many seats it has, and who sits on them."""

    post: Post
    seats: int | None
    tenures: tuple[Tenure, ...]


def seats_on(found: Structure) -> list[Seats]:
    """Posts at the bodies of the day, and those elsewhere that are filled under a power held on it."""
    opened = posts_open(found)
    if not opened:
        return []
    sitting: dict[int, list[Tenure]] = {}
    for tenure in tenures_on(found.day):
        sitting.setdefault(tenure.post_id, []).append(tenure)
    return [
        Seats(post=one.row, seats=one.seats, tenures=tuple(sitting.get(one.row.pk, ()))) for one in opened
    ]


def posts(found: Structure, names: Labels) -> list[PostLine]:
    """The same in the words of the page."""
    return [_post(one, names) for one in seats_on(found)]


def _post(one: Seats, names: Labels) -> PostLine:
    act = one.post.act.code if one.post.act else ""
    return PostLine(
        label=of(one.post, "label"),
        body=names.body(one.post.organisation.code),
        seats="" if one.seats is None else str(one.seats),
        filled_by=one.post.get_filled_by_display(),
        holders=tuple(str(row.person) for row in one.tenures),
        act=act,
        act_title=names.act_short(act) if act else "",
        doubts=tuple(code for code in one.post.facts if code.startswith("X")),
    )


def uncertain(found: Structure, names: Labels) -> list[Cited]:
    """What may already have happened: shown apart, while the old state stands."""
    return [cited_effect(effect, names) for effect in found.uncertain]


def cited_effect(effect: Effect, names: Labels) -> Cited:
    """One row of the ledger as a sentence with its day and act."""
    return Cited(
        text=effect_words(effect, names, {}),
        act=effect.act,
        act_title=names.act_short(effect.act),
        when=when_of(effect),
        clause=effect.clause,
    )


def turning_points(effects: Iterable[Effect], chain: tuple[str, ...], status: str) -> list[date]:
    """Days on which the institution itself began, ended, or changed its name, head or status."""
    found = {
        effect.last
        for effect in effects
        if effect.voided is None
        and (effect.subject in chain or (effect.subject == status and effect.key in chain))
    }
    return sorted(found)
