"""Where she stands, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.http import HttpRequest

from kelisim.apps.dialogue.queries.answers import Answers
from kelisim.apps.dialogue.queries.pool import Shown
from kelisim.apps.dialogue.queries.standing import FROM, Where
from kelisim.web.dialogue.voting import tongues
from kelisim.web.dialogue.voting.asking import Asking

SHOWN = 1  # on the page of voting; all of them on a page of their own


@dataclass(frozen=True, kw_only=True)
class Quote:
    """A statement in the wording she reads."""

    text: str
    lang: str
    dir: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """Her standing with the statements it rests on."""

    where: str
    group: str
    shares: tuple[Quote, ...]
    differs: tuple[Quote, ...]
    with_all: tuple[Quote, ...]


def standing_told(here: Asking, answers: Answers, *, most: int = SHOWN) -> Told | None:
    """From her seventh answer on; None before."""
    if len(answers.standing) < min(FROM, len(here.pool.shown)) or not answers.standing:
        return None
    found = here.standing(answers)
    if here.pool.standings is None or found.where == Where.EARLY:
        return Told(where=Where.EARLY, group="", shares=(), differs=(), with_all=())

    def quoted(numbers: Iterable[int]) -> tuple[Quote, ...]:
        shown = [one for number in numbers if (one := here.pool.by_number(number))]
        return tuple(_quote(here.request, one) for one in shown[:most])

    return Told(
        where=found.where,
        group=found.group or "",
        shares=quoted(found.shares),
        differs=quoted(found.differs),
        with_all=quoted(found.with_all),
    )


def _quote(request: HttpRequest, one: Shown) -> Quote:
    form, text = tongues.wording(one.texts, tongues.forms(request))
    return Quote(text=text, lang=form, dir=tongues.direction(form))


def quote(request: HttpRequest, one: Shown) -> dict[str, str]:
    """A statement in the wording she reads, for a page."""
    return asdict(_quote(request, one))
