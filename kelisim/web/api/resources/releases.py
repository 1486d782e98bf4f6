"""Frozen releases, and the files of one with their digests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Query, Router

from kelisim.apps.statistics.access import visible_releases
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.shelf import listed
from kelisim.web.api.asked import Asked, Listed, no_such
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.problems import bad_parameters
from kelisim.web.api.shapes import Shape, Words, words_of
from kelisim.web.templatetags.kelisim import absolute

TAG = "statistics"
router = Router()


class ReleaseRow(Shape):
    """A frozen set of tables. `digest`: SHA-256 of its SHA256SUMS; `archive`: of all files in one ZIP."""

    code: str
    day: dt.date
    state: str
    supersedes: str | None
    licence: str
    digest: str
    archive: str
    checked_at: dt.datetime
    published_at: dt.datetime
    changes: Words
    notes: Words


class FileRow(Shape):
    """A file of a release. `rows` is null where it is no table."""

    path: str
    size: int
    digest: str
    rows: int | None
    url: str


class ReleaseWhole(ReleaseRow):
    """A release with its files."""

    files: list[FileRow]


def _told(row: Release) -> dict[str, Any]:
    return {
        "code": row.code,
        "day": row.day,
        "state": row.state,
        "supersedes": row.supersedes.code if row.supersedes else None,
        "licence": row.licence,
        "digest": row.digest,
        "archive": row.archive,
        "checked_at": row.checked_at,
        "published_at": row.published_at,
        "changes": words_of(row, "words"),
        "notes": words_of(row, "notes"),
    }


@router.get("/releases", response=Page[ReleaseRow], summary=gettext_noop("Frozen releases, by day"))
def releases(request: HttpRequest, asked: Query[Listed]) -> Any:
    """Published ones, and those they took the place of."""
    found = visible_releases().select_related("supersedes")
    return rows_page(request, asked, found, ("day", "code"), _told)


@router.get(
    "/releases/{slug:code}",
    response=ReleaseWhole,
    summary=gettext_noop("One release: its digest, its files and what changed"),
)
def release(request: HttpRequest, code: str, asked: Query[Asked]) -> Any:
    """Each file with the address at which its very bytes are."""
    row = visible_releases().select_related("supersedes").filter(code=code).first()
    if row is None:
        raise bad_parameters([no_such("code", code)])
    files = [
        {
            "path": one.path,
            "size": one.size,
            "digest": one.digest,
            "rows": one.rows,
            "url": absolute(reverse("release-file", args=[code, one.path])),
        }
        for one in listed(row)
    ]
    return {**_told(row), "files": files}
