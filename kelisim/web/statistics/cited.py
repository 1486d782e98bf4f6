"""How a table of figures is cited: its indicator, who published it, and where it stands here."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kelisim.apps.statistics.models import Observation
from kelisim.kernel.texts.cite import Author, Work
from kelisim.kernel.texts.of import of, reader_language


def work_of(rows: Iterable[Observation]) -> Work:
    """Every figure of an indicator as one work; the sources are its authors, as each is called in short."""
    found = list(rows)
    first, years = found[0], sorted({row.period[:4] for row in found})
    span = years[0] if len(years) == 1 else f"{years[0]}\u2013{years[-1]}"
    sources = {row.source_id: row.source for row in found}
    return Work(
        key=f"kelisim-{first.indicator_id}",
        kind="dataset",
        title=f"{of(first.indicator, 'name')}, {span}",
        authors=tuple(Author(family=of(source, "short")) for source in sources.values()),
        issued=max(source.read_on for source in sources.values()).isoformat(),
        publisher="Kelisim",
        language=reader_language(),
        url=settings.ORIGIN + reverse("figures-file", args=[first.indicator_id, "csv"]),
        accessed=timezone.localdate().isoformat(),
    )
