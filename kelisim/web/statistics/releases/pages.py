"""What everybody reads: the list of releases, one release, the first rows of a table, how it is cited."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kelisim.apps.statistics.access import visible_releases
from kelisim.apps.statistics.models import KEY, Indicator, Release
from kelisim.apps.statistics.queries.release.columns import TITLES
from kelisim.apps.statistics.queries.release.licences import LICENCES
from kelisim.apps.statistics.queries.release.reading import FIRST_CHANGES, changelog_of, first_rows
from kelisim.apps.statistics.queries.release.shelf import folder_of, listed
from kelisim.kernel.texts import say
from kelisim.kernel.texts.of import of
from kelisim.web.files import Listing, citation_file, list_file
from kelisim.web.statistics.releases.changed import changed
from kelisim.web.statistics.releases.files import damaged_page, is_whole
from kelisim.web.statistics.releases.words import STATES, citation, figures_in, files, size, work

CHANGED = (*KEY, "change", "before", "after")
COLUMNS = ("code", "day", "state", "supersedes", "licence", "figures", "files", "digest")
CITED = {"bib": "BibTeX", "ris": "RIS", "csl.json": "CSL-JSON"}


@require_safe
def release_list(request: HttpRequest) -> HttpResponse:
    """All of them, the newest first; as a file if one is asked for."""
    found = list(visible_releases().select_related("supersedes"))
    listed = Listing(name="releases", columns=COLUMNS, rows=[_cells(one) for one in found])
    if file := list_file(request, listed):
        return file
    rows = [
        {
            "release": one,
            "state": STATES[one.state],
            "figures": say.number(figures_in(one), digits=0),
            "size": size(sum(line["size"] for line in one.files)),
        }
        for one in found
    ]
    return render(request, "statistics/releases/release_list.html", {"rows": rows})


def _cells(one: Release) -> list[object]:
    before = one.supersedes.code if one.supersedes else ""
    return [
        one.code, one.day, one.state, before, one.licence, figures_in(one), len(one.files), one.digest,
    ]  # fmt: skip


@require_safe
def release_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One release: what it is, what changed, its files, how it is cited."""
    release = get_object_or_404(visible_releases().select_related("supersedes"), code=code)
    told = changes(release)
    if file := list_file(request, *_listings(release, told)):
        return file
    damaged = set(release.damage.filter(mended_at=None).values_list("path", flat=True))
    context: dict[str, Any] = {
        "release": release,
        "licence": LICENCES[release.licence],
        "state": STATES[release.state],
        "successor": release.successors.filter(published_at__isnull=False).first(),
        "files": files(release, damaged),
        "figures": figures_in(release),
        "damaged": sorted(damaged),
        "citation": citation(release),
        "cited": CITED,
    }
    return render(request, "statistics/releases/release_detail.html", context | told)


def _listings(release: Release, told: dict[str, Any]) -> list[Listing]:
    """The files, the revised figures and the counts of the page, as files of their own."""
    counted = [one for _name, one in told.get("counted", ())]
    return [
        Listing(
            name="files",
            columns=("path", "rows", "size", "digest"),
            rows=[[one.path, one.rows, one.size, one.digest] for one in listed(release)],
        ),
        Listing(
            name="counted",
            columns=("indicator", "added", "revised", "withdrawn", "figures"),
            rows=[[one.indicator, one.added, one.revised, one.withdrawn, one.figures] for one in counted],
        ),
        Listing(name="revised", columns=CHANGED, rows=[list(row.values()) for row in told.get("rows", ())]),
    ]


def changes(release: Release) -> dict[str, Any]:
    """The change log for a page; empty where its file is gone, which the list of files tells."""
    if not folder_of(release).is_dir():
        return {}
    told = changelog_of(release)
    names = {row.code: of(row, "name") for row in Indicator.objects.all()}
    rows = told.rows[:FIRST_CHANGES]
    return {
        "before": told.before,
        "counted": [(names.get(one.indicator, one.indicator), one) for one in told.counted],
        "rows": rows,
        "changed": changed(rows, names),
        "more": len(told.rows) > FIRST_CHANGES,
    }


@require_safe
def release_table(request: HttpRequest, code: str, table: str) -> HttpResponse:
    """The first rows of a table, with what each column means."""
    release = get_object_or_404(visible_releases(), code=code)
    path = f"{table.replace('.', '/')}.csv"
    line = next((one for one in release.files if one["path"] == path), None)
    if line is None:
        raise Http404
    if not is_whole(release, path):
        return damaged_page(request, release, path)
    rows = first_rows(release, path)
    names = tuple(rows[0]) if rows else ()
    if file := list_file(
        request, Listing(name="rows", columns=names, rows=[list(row.values()) for row in rows])
    ):
        return file
    context = {
        "release": release,
        "path": path,
        "count": line["rows"],
        "size": size(line["size"]),
        "digest": line["digest"],
        "columns": [(name, TITLES.get(name, "")) for name in names],
        "rows": [list(row.values()) for row in rows],
    }
    return render(request, "statistics/releases/release_table.html", context)


@require_safe
def release_citation(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The release as a reference program takes it."""
    release = get_object_or_404(visible_releases(), code=code)
    return citation_file(work(release), ending)
