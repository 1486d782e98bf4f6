"""One day of the institution with everything that led to it: what the exports of a day are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kelisim.apps.institution.models import Tenure
from kelisim.apps.institution.queries.ledger import adopted, end_of, given, ledger
from kelisim.apps.institution.queries.notes import frame
from kelisim.apps.institution.queries.posts import OpenPost, posts_open, tenures_on
from kelisim.apps.institution.queries.structure import Structure, names_borne, read
from kelisim.apps.registry.public import Organisation, organisations_by_code
from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.structure import in_being
from kelisim.engines.timeline.types import BIRTH, END, Effect, Kind, State
from kelisim.kernel.texts.of import Text, text_of

_OTHERS = ("parent", "from", "into", "of", "succeeds")


@dataclass(frozen=True, kw_only=True)
class Named:
    """A name and the effects that gave it and took it; None where the ledger does not say."""

    text: Text
    given: Effect | None
    taken: Effect | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A body as the day tells it. `ended` is what ended it, or the body it was a part of."""

    code: str
    kind: str
    external: bool
    in_being: bool
    names: tuple[Named, ...]
    parent: str | None
    tie: str
    each: bool
    born: Effect | None
    ended: Effect | None
    effects: tuple[Effect, ...]

    @property
    def name(self) -> Text:
        """The name it bears, or bore last."""
        return self.names[-1].text


@dataclass(frozen=True, kw_only=True)
class Day:
    """The day: its structure, the bodies by code, posts and tenures, and the effects that count."""

    found: Structure
    bodies: dict[str, Told]
    posts: tuple[OpenPost, ...]
    tenures: tuple[Tenure, ...]
    effects: tuple[Effect, ...]


def day_told(day: date, as_known: date | None = None) -> Day:
    """What the ledger and the registers say of the day, as it was known at the end of `as_known`."""
    rows = ledger()
    moment = end_of(as_known) if as_known else None
    state = fold(rows, day=day, as_known=moment, given=given(rows))
    found = read(state, frame(), adopted(), as_known=as_known)
    posts = posts_open(found)
    ids = {post.row.pk for post in posts}
    tenures = [row for row in tenures_on(day).select_related("on_behalf_of", "act") if row.post_id in ids]
    effects = tuple(row for row in state.counted if row.kind is Kind.ORGANISATION)
    codes = _codes(found, effects, posts, tenures)
    registry = organisations_by_code(codes)
    return Day(
        found=found,
        bodies={code: _told(state, code, registry.get(code)) for code in sorted(codes)},
        posts=posts,
        tenures=tuple(
            sorted(tenures, key=lambda row: (row.post.code, row.since or date.min, row.person.code))
        ),
        effects=effects,
    )


def _codes(
    found: Structure, effects: Iterable[Effect], posts: Iterable[OpenPost], tenures: Iterable[Tenure]
) -> set[str]:
    """Every body the day speaks of."""
    codes = {row.subject for row in effects}
    codes |= {str(row.value[name]) for row in effects for name in _OTHERS if row.value.get(name)}
    codes |= {row.holder for row in found.powers}
    codes |= {post.row.organisation.code for post in posts}
    return codes | {row.on_behalf_of.code for row in tenures if row.on_behalf_of}


def _told(state: State, code: str, registered: Organisation | None) -> Told:
    own = tuple(row for row in state.counted if row.kind is Kind.ORGANISATION and row.subject == code)
    placed = state.last.get(("place", code, ""))
    parent = placed.value.get("parent") if placed else None
    births = [row for row in own if row.verb in BIRTH]
    born = births[-1] if births else None
    alive = in_being(state, code)
    return Told(
        code=code,
        kind=registered.kind if registered else "",
        external=bool(registered and registered.external),
        in_being=alive,
        names=_names(own, registered),
        parent=str(parent) if parent else None,
        tie=str(placed.value.get("as") or "attached") if placed and parent else "",
        each=bool(born and born.value.get("class")),
        born=born,
        ended=None if alive else _ending(state, code),
        effects=own,
    )


def _names(own: tuple[Effect, ...], registered: Organisation | None) -> tuple[Named, ...]:
    """Every name in order, each until the next."""
    borne = names_borne(own, text_of(registered, "name") if registered else Text())
    later = [row for row, _text in borne[1:]]
    return tuple(
        Named(text=text, given=row, taken=taken)
        for (row, text), taken in zip(borne, [*later, None], strict=True)
    )


def _ending(state: State, code: str) -> Effect | None:
    """What ended a body: its own end, or the end of what it was a part of. Parts never stand in a circle."""
    while True:
        effect = state.last.get(("being", code, ""))
        if effect is not None and effect.verb in END:
            return effect
        placed = state.last.get(("place", code, ""))
        if placed is None or placed.value.get("as") != "part":
            return None
        code = str(placed.value.get("parent"))
