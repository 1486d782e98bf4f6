"""The publication under the account: as printed in each language, what is missing, and how to cite it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.cite import Author, Work
from kelisim.kernel.texts.of import LANGUAGES, Text, reader_language
from kelisim.web.files import citation_file
from kelisim.web.site.narrative import listed
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.record import Empty, Part, Said
from kelisim.web.site.story import Told, told


class Writer(Part):
    """Who wrote it, as printed in each language."""

    family: Text
    given: Text


class Publication(Part):
    """A publication as it is printed; what it does not give in a language is empty."""

    id: str
    title: Said
    authors: tuple[Writer, ...]
    series: Text = Empty
    number: str
    year: str
    abstract: Text
    keywords: Text


@dataclass(frozen=True, kw_only=True)
class Printed:
    """What one language gives; an empty text is missing."""

    lang: str
    title: str
    authors: str
    series: str
    abstract: str
    keywords: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A publication with its sources and doubts, language by language, the reader's first."""

    record: Publication
    told: Told
    languages: list[Printed]


@lru_cache(maxsize=4)
def publications_of(pack: Pack) -> tuple[Publication, ...]:
    """Those the pack's account rests on."""
    return listed(pack, "publication", Publication)


def publication(request: HttpRequest) -> HttpResponse:
    """Every publication; `?format=bib`, `ris` or `csl.json` cites the first in the reader's language."""
    found = publications_of(current())
    if found and request.GET.get("format"):
        return citation_file(work_of(found[0], reader_language()), request.GET["format"])
    whole = tell()
    first = reader_language()
    order = [first, *(lang for lang in LANGUAGES if lang != first)]
    shown = [
        Shown(record=one, told=told(whole, one), languages=[_printed(one, lang) for lang in order])
        for one in found
    ]
    return render(request, "site/publication.html", {"shown": shown})


def _printed(one: Publication, lang: str) -> Printed:
    names = [_name(writer, lang) for writer in one.authors]
    return Printed(
        lang=lang,
        title=getattr(one.title, lang),
        authors=", ".join(f"{author.given} {author.family}" for author in names if author.family),
        series=getattr(one.series, lang),
        abstract=getattr(one.abstract, lang),
        keywords=getattr(one.keywords, lang),
    )


def _name(writer: Writer, lang: str) -> Author:
    return Author(family=getattr(writer.family, lang), given=getattr(writer.given, lang))


def work_of(one: Publication, lang: str) -> Work:
    """As it is cited in a language; a name not printed in it is taken from the next that has it."""
    return Work(
        key=f"{one.id}-{one.year}-{lang}",
        kind="article",
        title=one.title.of(lang),
        authors=tuple(
            Author(family=writer.family.of(lang), given=writer.given.of(lang)) for writer in one.authors
        ),
        issued=one.year,
        container=one.series.of(lang),
        number=one.number,
        abstract=getattr(one.abstract, lang),
        keywords=tuple(word.strip() for word in getattr(one.keywords, lang).split(",") if word.strip()),
        language=lang,
        url=settings.ORIGIN + reverse("publication"),
        accessed=timezone.localdate().isoformat(),
    )
