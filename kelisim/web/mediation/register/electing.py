"""The desk of elections: a meeting is recorded, its protocol set, and what it decided published."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kelisim.apps.mediation.access.register import keeps_register, kept_elections, kept_offices
from kelisim.apps.mediation.actions.record_election import publish_election, record_election
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import Election
from kelisim.apps.mediation.queries import inclusions
from kelisim.apps.mediation.queries.papers.elections import election
from kelisim.apps.mediation.queries.requirements import cited, doubts, said
from kelisim.kernel.access.door import holdings, person
from kelisim.kernel.access.roles import Role
from kelisim.kernel.texts.of import of
from kelisim.web.desks import page_for
from kelisim.web.files import Listing, list_file
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.register.forms_electing import CandidateRows, MeetingForm
from kelisim.web.mediation.staff.words import said as in_words

ON_A_PAGE = 25
COLUMNS = (
    *("office", "number", "held_on", "entitled", "present", "candidates", "elected"),
    *("since", "until", "publish_by", "published", "act"),
)
TOLD = (
    *("lang", "number", "held_on", "place", "community", "entitled", "present"),
    *("chair", "secretary", "handed_to", "since", "until"),
)
keepers_page = page_for(keeps_register)


@keepers_page
def elections(request: HttpRequest) -> HttpResponse:
    """Every meeting of her offices, the newest first; what was to be handed over and was not is late."""
    rows = kept_elections(person(request.user))
    file = list_file(request, Listing(name="elections", columns=COLUMNS, rows=map(_cells, rows)))
    if file is not None:
        return file
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    clerk = bool(holdings(person(request.user), Role.CLERK))
    context = {"page": page, "rows": [_line(one) for one in page], "clerk": clerk}
    return render(request, "mediation/register/elections.html", context)


@keepers_page
def election_record(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A meeting is typed, or one that is not published yet is corrected."""
    user = person(request.user)
    before = get_object_or_404(kept_elections(user), pk=pk) if pk else None
    if before is not None and before.act_id is not None:
        raise Http404
    offices = {one.code: one for one in kept_offices(user).select_related("territory")}
    sent = request.POST if request.method == "POST" else None
    form = MeetingForm(sent, offices=offices, initial=_initial(before))
    rows = CandidateRows(sent, prefix="c", initial=before.candidates if before else None)
    if sent is not None and form.is_valid() and rows.is_valid():
        told = [one.told() for one in rows if one.cleaned_data.get("name")]
        try:
            row = record_election(form.told(told), office=form.chosen(), term=form.term(), by=user)
        except MediationError as error:
            form.add_error(None, in_words(error))
        else:
            return HttpResponseRedirect(reverse("election-detail", args=[row.pk]))
    context = {"form": form, "candidates": rows, "before": before}
    return render(request, "mediation/register/election_record.html", context)


@keepers_page
def election_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The protocol as it stands, what nobody verified about it, and the deed that publishes it."""
    user = person(request.user)
    one = get_object_or_404(kept_elections(user), pk=pk)
    if request.method == "POST":
        try:
            publish_election(one, by=user)
        except MediationError as error:
            messages.error(request, in_words(error))
        else:
            messages.success(request, _("Published. Each who was elected now waits to be entered."))
        return HttpResponseRedirect(reverse("election-detail", args=[pk]))
    context = {
        "election": one,
        "line": _line(one),
        "warnings": [{"text": said(rule).of(), "article": cited(rule)} for rule in doubts(one)],
        "requests": one.inclusions.select_related("tenure__person").order_by("pk"),
    }
    return render(request, "mediation/register/election_detail.html", context)


@keepers_page
def election_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The protocol as a PDF in its language."""
    one = get_object_or_404(kept_elections(person(request.user)), pk=pk)
    return pdf(election(inclusions.told(one)), "election")


def _initial(before: Election | None) -> dict[str, Any]:
    if before is None:
        return {}
    return {"office": before.office.code, **{name: getattr(before, name) for name in TOLD}}


def _line(one: Election) -> dict[str, Any]:
    last = inclusions.publish_by(one)
    late = one.act_id is None and last is not None and last < timezone.localdate()
    elected = [row["name"] for row in one.candidates if row["elected"]]
    return {"election": one, "office": of(one.office, "name"), "by": last, "late": late, "elected": elected}


def _cells(one: Election) -> list[object]:
    line = _line(one)
    published = timezone.localdate(one.published_at) if one.published_at else None
    return [
        *(one.office.code, one.number, one.held_on, one.entitled, one.present),
        *(len(one.candidates), len(line["elected"]), one.since, one.until, line["by"]),
        *(published, one.act.code if one.act else ""),
    ]
