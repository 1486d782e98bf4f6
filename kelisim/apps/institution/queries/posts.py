"""Posts and who holds them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from kelisim.apps.institution.errors import NoSuchThing
from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.institution.queries.days import When
from kelisim.apps.institution.queries.sources import source_words
from kelisim.apps.institution.queries.structure import Structure
from kelisim.apps.institution.states import FilledBy
from kelisim.engines.timeline.dates import Days, parse
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.packs.shapes import Line, Names, YesNo, shaped

FILE = "institution/posts.yaml"


class PostLine(Line):
    """One post of posts.yaml: at one organisation, or (`each`) at every organisation of a kind."""

    id: str
    organisation: str = ""
    each: str = ""
    label: Names
    seats: int | None = None
    voting: YesNo = False
    filled_by: FilledBy
    proposer: str = ""
    power: str = ""
    carry_over: YesNo = False
    act: str = ""
    since: When | None = None
    source: str
    verified: YesNo

    @property
    def begun(self) -> Days | None:
        """Since when it is told of; None where its act says so."""
        return parse(self.since) if self.since else None

    @property
    def told_in(self) -> str:
        """Where the post was read, in words."""
        return source_words(self.source)


def post(code: str) -> Post:
    """The post of this code. Raises NoSuchThing."""
    found = Post.objects.select_related("organisation", "proposer", "power").filter(code=code).first()
    if found is None:
        raise NoSuchThing(code=code)
    return found


def posts_at(codes: set[str]) -> QuerySet[Post]:
    """The posts of several bodies."""
    return Post.objects.filter(organisation__code__in=codes).select_related("organisation", "act", "power")


@dataclass(frozen=True, kw_only=True)
class OpenPost:
    """A post of the day with its seats: the power's own number where it is filled under a power."""

    row: Post
    seats: int | None


def posts_open(found: Structure) -> tuple[OpenPost, ...]:
    """Posts at the bodies of the day, then those elsewhere that are filled under a power held on it."""
    if not found.institution.exists:
        return ()
    held = {(row.code, row.holder): row for row in found.powers}
    codes = {found.institution.code, *(organ.code for organ in found.organs)}
    posts = [OpenPost(row=row, seats=row.seats) for row in posts_at(codes)]
    for row in Post.objects.exclude(power=None).select_related("organisation", "power", "proposer", "act"):
        power = held.get((row.power.code, row.proposer.code)) if row.power and row.proposer else None
        if power is not None:
            seats = power.value.get("seats")
            posts.append(OpenPost(row=row, seats=seats if isinstance(seats, int) else row.seats))
    return tuple(posts)


def tenures_on(day: date, post: Post | None = None) -> QuerySet[Tenure]:
    """Tenures live on the day, all or of one post."""
    rows = Tenure.objects.on(day).select_related("person", "act", "post", "post__organisation")
    return rows if post is None else rows.filter(post=post)


def post_lines() -> list[PostLine]:
    """The posts of the pack, in its order."""
    return list(_lines(current()))


@lru_cache(maxsize=4)
def _lines(pack: Pack) -> tuple[PostLine, ...]:
    return tuple(shaped(pack.records(FILE), FILE, PostLine))


def kind_of_post(each: str) -> PostLine:
    """The post the pack foresees at every organisation of this kind. Raises NoSuchThing."""
    for line in post_lines():
        if line.each == each:
            return line
    raise NoSuchThing(code=each)


def vacancies(post: Post, day: date) -> int | None:
    """Seats less live tenures; None where no number of seats is fixed."""
    return None if post.seats is None else post.seats - tenures_on(day, post).count()
