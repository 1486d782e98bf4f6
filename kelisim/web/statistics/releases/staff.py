"""The desk of releases: drafting, reading and signing, publishing. For others there are no such pages."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.statistics.access import may_release, releases_at_the_desk
from kelisim.apps.statistics.actions.check_release import check_release
from kelisim.apps.statistics.actions.draft_release import draft_release
from kelisim.apps.statistics.actions.publish_release import publish_release
from kelisim.apps.statistics.errors import ReleaseError
from kelisim.apps.statistics.models import Release
from kelisim.apps.statistics.queries.release.shelf import folder_of
from kelisim.apps.statistics.states.release import State
from kelisim.kernel.access.door import person
from kelisim.kernel.texts.of import LANGUAGES
from kelisim.web.desks import page_for
from kelisim.web.statistics.releases.forms import DraftForm
from kelisim.web.statistics.releases.lines import breaks_read, sums_read
from kelisim.web.statistics.releases.pages import changes
from kelisim.web.statistics.releases.words import STATES

releasers_page = page_for(may_release)
PEOPLE = ("drafted_by", "checked_by", "published_by", "supersedes")


@releasers_page
def release_desk(request: HttpRequest) -> HttpResponse:
    """All releases, and the form of a new draft; a draft is changed by drafting its number again."""
    found = list(releases_at_the_desk(request.user))
    if request.method == "POST":
        form = DraftForm(request.POST)
        if form.is_valid():
            try:
                release = draft_release(form.cleaned_data["code"], told=form.told(), by=person(request.user))
            except ReleaseError as refused:
                form.add_error(None, str(refused))
            else:
                return HttpResponseRedirect(reverse("release-reading", args=[release.code]))
    else:
        form = DraftForm(initial=_first(found, request.GET.get("again", "")))
    rows = [(one, STATES[one.state]) for one in found]
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"rows": rows, "form": form}
    return render(request, "statistics/releases/release_desk.html", context, status=status)


def _first(found: list[Release], again: str) -> dict[str, str]:
    """The words of the draft that is drafted again, or the next free number of the year."""
    old = next((one for one in found if one.code == again), None)
    if old:
        names = [f"{name}_{language}" for name in ("words", "notes") for language in LANGUAGES]
        return {name: getattr(old, name) for name in ("code", "licence", *names)}
    year = timezone.localdate().year
    taken = {one.code for one in found}
    return {"code": next(code for n in range(1, 100) if (code := f"{year}-{n}") not in taken)}


@releasers_page
def release_reading(request: HttpRequest, code: str) -> HttpResponse:
    """One draft on one page: every reconciliation and break with its tick, the signature, publication."""
    release = get_object_or_404(releases_at_the_desk(request.user).select_related(*PEOPLE), code=code)
    refused = ""
    if request.method == "POST":
        try:
            return _done(request, release)
        except ReleaseError as error:
            refused = str(error)
            release.refresh_from_db()
    ticked = set(request.POST.getlist("read"))
    context: dict[str, Any] = {
        "release": release,
        "state": STATES[release.state],
        "refused": refused,
        "open": release.state == State.DRAFTED,
        "signed": release.state == State.CHECKED,
    }
    if folder_of(release).is_dir():
        context |= {"sums": sums_read(release, ticked), "breaks": breaks_read(release, ticked)}
        context |= changes(release)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return render(request, "statistics/releases/release_reading.html", context, status=status)


def _done(request: HttpRequest, release: Release) -> HttpResponse:
    """Signs or publishes. Sent twice, the second one finds it done and says nothing."""
    by, here = person(request.user), reverse("release-reading", args=[release.code])
    if request.POST.get("go") == "publish":
        if release.state != State.PUBLISHED:
            publish_release(release, by=by)
            messages.success(request, _("Release %(code)s is published.") % {"code": release.code})
        return HttpResponseRedirect(reverse("release-detail", args=[release.code]))
    if release.state != State.CHECKED or request.POST.get("digest") != release.digest:
        read, digest = request.POST.getlist("read"), request.POST.get("digest", "")
        check_release(release, digest=digest, read=read, by=by)
        messages.success(request, _("Release %(code)s is signed.") % {"code": release.code})
    return HttpResponseRedirect(here)
