"""The handbook of the model: what the chapters say of it, gathered, with the acts that changed it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kelisim.apps.institution.models import Act
from kelisim.kernel.packs.pack import Pack, current
from kelisim.kernel.texts.of import Text
from kelisim.web.site.narrative import Chapter, Story, listed
from kelisim.web.site.narrative import story as tell
from kelisim.web.site.record import Codes, Empty, Part, Said
from kelisim.web.site.story import Told, told


class Section(Part):
    """A part of the handbook: paragraphs of chapters by id, its own text, acts, the way to the claims."""

    id: str
    title: Said
    text: Text = Empty
    paragraphs: Codes = ()
    acts: Codes = ()
    claims: bool = False


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A section with its paragraphs found, each with its chapter, and its acts in the order of the pack."""

    section: Section
    told: list[tuple[Told, Chapter]]
    acts: list[Act]


@lru_cache(maxsize=4)
def sections_of(pack: Pack) -> tuple[Section, ...]:
    """The sections in the pack's order."""
    return listed(pack, "model", Section)


def model(request: HttpRequest) -> HttpResponse:
    """Every section."""
    whole, sections = tell(), sections_of(current())
    wanted = {code for section in sections for code in section.acts}
    acts = {act.code: act for act in Act.objects.filter(code__in=wanted)} if wanted else {}
    shown = [
        Shown(
            section=section,
            told=_paragraphs(whole, section),
            acts=[acts[code] for code in section.acts if code in acts],
        )
        for section in sections
    ]
    return render(request, "site/model.html", {"sections": shown})


def _paragraphs(whole: Story, section: Section) -> list[tuple[Told, Chapter]]:
    found = {part.id: (part, chapter) for chapter in whole.chapters for part in chapter.paragraphs}
    return [(told(whole, found[code][0]), found[code][1]) for code in section.paragraphs if code in found]
