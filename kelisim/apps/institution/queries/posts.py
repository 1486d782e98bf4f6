"""Posts and who holds them on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from kelisim.apps.institution.errors import NoSuchThing
from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.institution.states import FilledBy
from kelisim.kernel.packs.pack import current
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
    source: str
    verified: YesNo


def post(code: str) -> Post:
    """The post of this code. Raises NoSuchThing."""
    found = Post.objects.select_related("organisation", "proposer", "power").filter(code=code).first()
    if found is None:
        raise NoSuchThing(code=code)
    return found


def posts_at(codes: set[str]) -> QuerySet[Post]:
    """The posts of several bodies."""
    return Post.objects.filter(organisation__code__in=codes).select_related("organisation", "act", "power")


def tenures_on(day: date, post: Post | None = None) -> QuerySet[Tenure]:
    """Tenures live on the day, all or of one post."""
    rows = Tenure.objects.on(day).select_related("person", "act", "post", "post__organisation")
    return rows if post is None else rows.filter(post=post)


def kind_of_post(each: str) -> PostLine:
    """The post the pack foresees at every organisation of this kind. Raises NoSuchThing."""
    for line in shaped(current().records(FILE), FILE, PostLine):
        if line.each == each:
            return line
    raise NoSuchThing(code=each)


def vacancies(post: Post, day: date) -> int | None:
    """Seats less live tenures; None where no number of seats is fixed."""
    return None if post.seats is None else post.seats - tenures_on(day, post).count()
