"""How many articles an act has, where its whole text was seen."""

from __future__ import annotations

from kelisim.kernel.packs.pack import current
from kelisim.kernel.packs.shapes import Line, YesNo, shaped

ARTICLES = "institution/articles.yaml"


class ArticlesLine(Line):
    """The last article of an act."""

    id: str
    last: int
    source: str
    verified: YesNo


def last_articles() -> dict[str, int]:
    """The last article by act; acts nobody counted are absent."""
    pack = current()
    if not pack.has(ARTICLES):
        return {}
    return {line.id: line.last for line in shaped(pack.records(ARTICLES), ARTICLES, ArticlesLine)}
