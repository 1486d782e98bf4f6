"""How a release is said: its state, its files, how it is cited."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.licences import LICENCES
from kelisim.apps.statistics.queries.release.shelf import listed
from kelisim.apps.statistics.queries.release.texts import title
from kelisim.apps.statistics.states.release import State
from kelisim.kernel.packs.pack import current
from kelisim.kernel.texts import say
from kelisim.kernel.texts.cite import Author, Work
from kelisim.kernel.texts.of import reader_language, text_of
from kelisim.web.templatetags.kelisim import absolute

STATES: dict[str, Promise] = {
    State.DRAFTED: pgettext_lazy("release", "drafted"),
    State.CHECKED: pgettext_lazy("release", "checked and signed"),
    State.PUBLISHED: pgettext_lazy("release", "published"),
    State.SUPERSEDED: pgettext_lazy("release", "superseded"),
}
_STEPS = (pgettext_lazy("size", "B"), pgettext_lazy("size", "KB"), pgettext_lazy("size", "MB"))


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as its row shows it. `table` is the name of the table in it, for the page of its first rows."""

    path: str
    table: str
    rows: str
    size: str
    digest: str
    damaged: bool


def size(count: int) -> str:
    """Bytes in the largest unit that leaves a whole number."""
    step = 0
    value = float(count)
    while value >= 1000 and step < len(_STEPS) - 1:
        value, step = value / 1000, step + 1
    return f"{say.number(value, digits=0 if step == 0 or value >= 10 else 1)}\u00a0{_STEPS[step]}"


def files(release: Release, damaged: set[str]) -> list[File]:
    """All files of a release, tables first by folder, then what describes them."""
    return [
        File(
            path=one.path,
            table="" if one.rows is None else one.path.removesuffix(".csv").replace("/", "."),
            rows="" if one.rows is None else say.number(one.rows, digits=0),
            size=size(one.size),
            digest=one.digest,
            damaged=one.path in damaged,
        )
        for one in sorted(listed(release), key=lambda one: (one.rows is None, "/" in one.path, one.path))
    ]


def figures_in(release: Release) -> int:
    """How many figures it holds."""
    return sum(one.rows or 0 for one in listed(release) if one.path.startswith("data/"))


def work(release: Release) -> Work:
    """The release as a work that can be cited."""
    return Work(
        key=f"kelisim-{current().code}-{release.code}",
        kind="dataset",
        title=title(release),
        url=absolute(reverse("release-detail", args=[release.code])),
        language=reader_language(),
        authors=(Author(family="Kelisim"),),
        issued=release.day.isoformat(),
        publisher="Kelisim",
        version=release.code,
        abstract=text_of(release, "words").of(),
        note=f"SHA-256 {release.digest}; {LICENCES[release.licence].name}",
    )


def citation(release: Release) -> str:
    """One line for a list of references."""
    told = work(release)
    return _("Kelisim (%(year)s). %(title)s. %(url)s. SHA-256: %(digest)s.") % {
        "year": release.day.year,
        "title": told.title,
        "url": told.url,
        "digest": release.digest,
    }
