"""Records of the story: sessions, conflicts, memoranda, sources, known inconsistencies."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router

from kelisim.engines.timeline.dates import Days, written
from kelisim.web.api.asked import Listed
from kelisim.web.api.pages import Page, items_page
from kelisim.web.api.resources.results import Grounds, grounds
from kelisim.web.api.shapes import Shape, Words, any_words, words
from kelisim.web.site import narrative

TAG = "story"
router = Router()


class SessionRow(Grounds):
    """A session: as printed in the article, as read elsewhere; null where nothing was read."""

    number: str
    printed: str | None
    on: str | None
    also: str | None
    place: Words | None
    theme: Words | None
    theme_language: str | None
    date_confidence: str | None
    date_verified: bool
    theme_verified: bool


class ConflictRow(Grounds):
    """A clash as the article names it."""

    printed: str | None
    recalled: str | None
    place: Words
    told: Words
    settled: Words


class MemorandumRow(Grounds):
    """An agreement between those who use mediation."""

    signed: str | None
    sides: Words
    purpose: Words


class InconsistencyRow(Grounds):
    """What the source says, what does not fit, and how it is shown here."""

    kind: str
    chapter: str
    title: Words
    says: Words
    doubt: Words
    shown: Words


class MomentRow(Grounds):
    """A dated point of the story, and the chapter it leads into."""

    date: str | None
    kind: str
    chapter: str
    title: Words


class ReferenceRow(Shape):
    """A source of the story by its number; one to nine are the article's own."""

    code: str
    number: int
    short: Words
    title: Words
    note: Words | None
    address: str | None


def _day(days: Days | None) -> str | None:
    return written(days.first, days.last, days.precision) if days else None


@router.get(
    "/sessions", response=Page[SessionRow], summary=gettext_noop("Sessions, with the gaps shown as gaps")
)
def sessions(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By number."""
    return items_page(
        request, asked, [_session(one) for one in narrative.story().sessions], lambda row: row.code
    )


def _session(one: narrative.Session) -> SessionRow:
    return SessionRow(
        code=one.id,
        number=one.number,
        printed=_day(one.printed),
        on=_day(one.on),
        also=_day(one.also),
        place=any_words(one.place),
        theme=any_words(one.theme),
        theme_language=one.theme_language or None,
        date_confidence=one.date_confidence or None,
        date_verified=one.date_verified,
        theme_verified=one.theme_verified,
        **grounds(one),
    )


@router.get(
    "/conflicts", response=Page[ConflictRow], summary=gettext_noop("Clashes as the article names them")
)
def conflicts(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    found = [
        ConflictRow(
            code=one.id,
            printed=_day(one.printed),
            recalled=_day(one.recalled),
            place=words(one.place),
            told=words(one.told),
            settled=words(one.settled),
            **grounds(one),
        )
        for one in narrative.story().conflicts
    ]
    return items_page(request, asked, found)


@router.get("/memoranda", response=Page[MemorandumRow], summary=gettext_noop("Memoranda on mediation"))
def memoranda(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    found = [
        MemorandumRow(
            code=one.id,
            signed=_day(one.signed),
            sides=words(one.sides),
            purpose=words(one.purpose),
            **grounds(one),
        )
        for one in narrative.story().memoranda
    ]
    return items_page(request, asked, found)


@router.get(
    "/inconsistencies",
    response=Page[InconsistencyRow],
    summary=gettext_noop("Known inconsistencies of the source, and how each is shown"),
)
def inconsistencies(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By number."""
    found = [
        InconsistencyRow(
            code=one.id,
            kind=one.kind,
            chapter=one.chapter,
            title=words(one.title),
            says=words(one.says),
            doubt=words(one.doubt),
            shown=words(one.shown),
            **grounds(one),
        )
        for one in narrative.story().doubts
    ]
    return items_page(request, asked, found)


@router.get(
    "/references", response=Page[ReferenceRow], summary=gettext_noop("Sources of the story, by number")
)
def references(request: HttpRequest, asked: Query[Listed]) -> Any:
    """The sources that claims, programmes and sessions name."""
    found = [
        ReferenceRow(
            code=one.id,
            number=one.number,
            short=words(one.short),
            title=words(one.title),
            note=any_words(one.note),
            address=one.address or None,
        )
        for one in narrative.story().sources
    ]
    return items_page(request, asked, found)


@router.get(
    "/years",
    response=Page[MomentRow],
    summary=gettext_noop("The line of years: acts, sessions, events, bodies and figures of the story"),
)
def years(request: HttpRequest, asked: Query[Listed]) -> Any:
    """In the order of the pack."""
    found = [
        MomentRow(
            code=one.id,
            date=_day(one.when),
            kind=one.kind,
            chapter=one.chapter,
            title=words(one.title),
            **grounds(one),
        )
        for one in narrative.story().moments
    ]
    return items_page(request, asked, found)
