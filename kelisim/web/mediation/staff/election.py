"""The protocol of an election of a mediator, set as PDF from the JSON the meeting's secretary wrote."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from kelisim.apps.mediation.errors.documents import ProtocolUnreadable
from kelisim.apps.mediation.queries.papers.elections import election, read_election
from kelisim.kernel.access.roles import Role
from kelisim.web.desks import staff_page
from kelisim.web.mediation.papers import pdf
from kelisim.web.mediation.staff.door import require_desk, show
from kelisim.web.mediation.staff.forms.election import ElectionForm
from kelisim.web.mediation.staff.words import said


@staff_page
def election_protocol(request: HttpRequest) -> HttpResponse:
    """Choose the file, get the protocol; nothing of it is kept."""
    require_desk(request, Role.CLERK)
    form = ElectionForm()
    if request.method == "POST":
        form = ElectionForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                told = read_election(form.cleaned_data["file"].read())
            except ProtocolUnreadable as error:
                form.add_error("file", said(error))
            else:
                return pdf(election(told), "election")
    return show(request, "election_protocol", {"form": form, "example": EXAMPLE})


EXAMPLE = """{"lang": "kk", "number": "3", "held_on": "2026-03-02", "place": "…", "community": "…",
 "entitled": 120, "present": 64, "chair": "…", "secretary": "…", "handed_to": "…",
 "candidates": [{"name": "…", "votes": 50, "against": 10, "abstained": 4, "elected": true}]}"""
