"""Downloads of a release: the bytes are counted first, and refused if they are not the published ones."""

from __future__ import annotations

from http import HTTPStatus

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from kelisim.apps.statistics.access import visible_releases
from kelisim.apps.statistics.actions.verify_release import flag_damage
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.shelf import SUMS, archive_of, digest_of_file, folder_of, listed

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
}
OTHER = "text/plain; charset=utf-8"
FOR_EVER = "public, max-age=31536000, immutable"


@require_safe
def release_file(request: HttpRequest, code: str, path: str) -> HttpResponseBase:
    """One file by its path in the release."""
    release = get_object_or_404(visible_releases(), code=code)
    if path not in digests(release):
        raise Http404
    return _send(request, release, path)


@require_safe
def release_archive(request: HttpRequest, code: str) -> HttpResponseBase:
    """All files in one."""
    release = get_object_or_404(visible_releases(), code=code)
    return _send(request, release, archive_of(release).name)


def digests(release: Release) -> dict[str, str]:
    """What may be downloaded, and the digest its bytes must have."""
    return {SUMS: release.digest, **{one.path: one.digest for one in listed(release)}}


def is_whole(release: Release, path: str) -> bool:
    """Whether the bytes on the disk are still the published ones; flagged if not."""
    archive = archive_of(release)
    if path == archive.name:
        whole = digest_of_file(archive) == release.archive
    else:
        whole = digest_of_file(folder_of(release) / path) == digests(release)[path]
    if not whole:
        flag_damage(release, path)
    return whole


def damaged_page(request: HttpRequest, release: Release, path: str) -> HttpResponse:
    """The refusal: nobody is handed bytes that are not what was published."""
    context = {"release": release, "path": path}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return render(request, "statistics/releases/release_damaged.html", context, status=status)


def _send(request: HttpRequest, release: Release, path: str) -> HttpResponseBase:
    if not is_whole(release, path):
        return damaged_page(request, release, path)
    archive = archive_of(release)
    source = archive if path == archive.name else folder_of(release) / path
    digest = release.archive if path == archive.name else digests(release)[path]
    answer = FileResponse(
        source.open("rb"),
        as_attachment=True,
        filename=source.name,
        content_type=KINDS.get(source.suffix[1:], OTHER),
    )
    answer["ETag"] = f'"{digest}"'
    answer["Cache-Control"] = FOR_EVER
    return answer
