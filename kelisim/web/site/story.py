"""The pages that tell how the institution came to be, with every source and every doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kelisim.web.files import list_file
from kelisim.web.site import listings
from kelisim.web.site.narrative import Chapter, Doubt, Source, Story
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.record import Part

GOALS = {
    "aim": _("Aim"),
    "task": pgettext_lazy("of a programme", "Task"),
    "direction": _("Direction"),
    "priority": _("Priority"),
    "measure": _("Measure"),
    "result": _("Expected result"),
}
PROGRAMMES = {"strategy": _("Strategy"), "concept": _("Concept"), "programme": _("Programme")}
MOMENTS = {
    "event": _("Event"),
    "act": pgettext_lazy("law", "Act"),
    "session": pgettext_lazy("of the Assembly", "Session"),
    "body": pgettext_lazy("organ", "Body"),
    "figure": pgettext_lazy("number", "Figure"),
}
DOUBTS = {
    "sum": _("The sum does not agree"),
    "passes": _("Checked, agrees"),
    "definition": _("Two definitions"),
    "date": pgettext_lazy("doubt", "Dates"),
    "term": pgettext_lazy("doubt", "Words"),
    "status": pgettext_lazy("doubt", "Status"),
    "actor": _("Who acted"),
    "citation": pgettext_lazy("doubt", "Citation"),
    "power": pgettext_lazy("doubt", "Powers"),
    "scope": pgettext_lazy("doubt", "Left out"),
}
CONFIDENCE = {
    "high": pgettext_lazy("of a day", "sure"),
    "medium": pgettext_lazy("of a day", "fairly sure"),
    "low": pgettext_lazy("of a day", "unsure"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A record with all that stands beside it: its kind in a word, sources, doubts, parts."""

    record: object
    kind: object = ""
    sources: Sequence[Source] = ()
    doubts: Sequence[Doubt] = ()
    parts: Sequence[object] = ()
    recalled: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """Records shown under a chapter, each kind by its own part of a page."""

    what: str
    rows: list[Told]

    @property
    def template(self) -> str:
        """The part that draws this kind."""
        return f"parts/story_{self.what}.html"


def told(whole: Story, part: Part) -> Told:
    """A record with its sources and doubts found, and whatever words its kind needs."""
    kind = getattr(part, "kind", "") or getattr(part, "date_confidence", "")
    words = {**GOALS, **PROGRAMMES, **MOMENTS, **DOUBTS, **CONFIDENCE}
    return Told(
        record=part,
        kind=words.get(kind, ""),
        sources=whole.sources_of(part.sources),
        doubts=whole.doubts_of(part.inconsistencies),
        parts=[told(whole, item) for item in getattr(part, "items", ())],
        recalled=not part.verified,
    )


def tables(whole: Story, chapter: Chapter) -> list[Table]:
    """What a chapter shows besides prose."""
    return [
        Table(what=shown.what, rows=[told(whole, record) for record in whole.records(shown)])
        for shown in chapter.shows
    ]


def cited(whole: Story, chapter: Chapter) -> list[Source]:
    """Every source of the chapter and of its tables, by number."""
    records = [record for shown in chapter.shows for record in whole.records(shown)]
    return whole.sources_of({code for part in [*chapter.parts(), *records] for code in part.sources})


def carried(chapter: Chapter) -> list[str]:
    """The facts of the article that the chapter's prose carries, in order."""
    return sorted({fact for part in chapter.parts() for fact in part.facts})


def story(request: HttpRequest) -> HttpResponse:
    """The contents: chapters, and the years as a line."""
    whole = tell()
    file = list_file(request, listings.moments(whole))
    if file is not None:
        return file
    context = {"chapters": whole.chapters, "moments": [told(whole, moment) for moment in whole.moments]}
    return render(request, "site/story.html", context)


def story_chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    """One chapter with its records, sources and doubts."""
    whole = tell()
    places = {one.id: number for number, one in enumerate(whole.chapters)}
    if chapter not in places:
        raise Http404
    at = places[chapter]
    here = whole.chapters[at]
    told_here = [listings.TABLES[one.what](whole.records(one)) for one in here.shows]
    file = list_file(request, *told_here)
    if file is not None:
        return file
    context = {
        "chapter": here,
        "number": at + 1,
        "of": len(whole.chapters),
        "paragraphs": [told(whole, paragraph) for paragraph in here.paragraphs],
        "tables": tables(whole, here),
        "sources": cited(whole, here),
        "facts": carried(here),
        "before": whole.chapters[at - 1] if at else None,
        "after": whole.chapters[at + 1] if at + 1 < len(whole.chapters) else None,
    }
    return render(request, "site/story_chapter.html", context)


def sources_and_doubts(request: HttpRequest) -> HttpResponse:
    """All inconsistencies, what the source prints and what we show; then all sources."""
    whole = tell()
    file = list_file(request, listings.doubts(whole.doubts), listings.sources(whole.sources))
    if file is not None:
        return file
    titles = {chapter.id: chapter.title for chapter in whole.chapters}
    context = {
        "doubts": [
            {"doubt": doubt, "kind": DOUBTS[doubt.kind], "chapter": titles.get(doubt.chapter)}
            for doubt in whole.doubts
        ],
        "sources": whole.sources,
    }
    return render(request, "site/sources_and_doubts.html", context)


def sessions_list(request: HttpRequest) -> HttpResponse:
    """Every session of which something is known, and the numbers of which nothing is."""
    whole = tell()
    file = list_file(request, listings.sessions(whole.sessions))
    rows = [told(whole, one) for one in whole.sessions]
    return file or render(request, "site/sessions_list.html", {"rows": rows})


def programme_list(request: HttpRequest) -> HttpResponse:
    """Strategies, concepts and programmes with their goals."""
    whole = tell()
    file = list_file(request, listings.programmes(whole.programmes))
    rows = [told(whole, one) for one in whole.programmes]
    return file or render(request, "site/programme_list.html", {"rows": rows})
