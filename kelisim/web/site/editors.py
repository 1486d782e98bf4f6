"""The editors' desk: what was handed in on claims and not read yet, and one piece to be decided on."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.statistics import access
from kelisim.apps.statistics.actions.decide_evidence import OUTCOMES, decide_evidence
from kelisim.apps.statistics.errors.evidence import EvidenceError
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import statements
from kelisim.apps.statistics.states.evidence import EvidenceState, Side
from kelisim.kernel.access.door import person
from kelisim.web.desks import page_for
from kelisim.web.site.evidence_forms import DecisionForm, TakeDownForm

ROWS_A_PAGE = 25
LATEST = 10
editors_page = page_for(access.may_edit)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A line of the desk."""

    evidence: Evidence
    claim: str
    side: str
    state: str


@editors_page
def evidence_desk(request: HttpRequest) -> HttpResponse:
    """What waits, the oldest first; then what was decided last."""
    mine = access.visible_evidence(person(request.user))
    waiting = mine.filter(state=EvidenceState.RECEIVED)
    page = Paginator(waiting, ROWS_A_PAGE).get_page(request.GET.get("page"))
    decided = mine.exclude(state=EvidenceState.RECEIVED).order_by("-decided_at", "-pk")[:LATEST]
    context = {
        "page": page,
        "rows": [row_of(one) for one in page],
        "decided": [row_of(one) for one in decided],
    }
    return render(request, "site/evidence_desk.html", context)


@editors_page
def evidence_decide(request: HttpRequest, number: int) -> HttpResponse:
    """One piece: published as it stands or returned with a reason; once public, taken down with one."""
    user = person(request.user)
    evidence = get_object_or_404(access.visible_evidence(user), pk=number)
    is_public = evidence.state == EvidenceState.PUBLISHED
    form = (TakeDownForm if is_public else DecisionForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _decided(request, evidence, form):
        return HttpResponseRedirect(reverse("evidence-desk"))
    context = {
        "row": row_of(evidence),
        "evidence": evidence,
        "form": form,
        "waits": evidence.state == EvidenceState.RECEIVED,
        "is_public": is_public,
        "may_decide": access.may_decide(user, evidence),
    }
    return render(request, "site/evidence_decide.html", context)


def _decided(request: HttpRequest, evidence: Evidence, form: DecisionForm) -> bool:
    verb = request.POST.get("verb", "")
    if verb not in OUTCOMES or not form.is_valid():
        return False
    try:
        done = decide_evidence(
            evidence, verb=verb, answer=form.cleaned_data["answer"], by=person(request.user)
        )
    except EvidenceError as error:
        form.add_error("answer", str(error))
        return False
    told = {"reference": done.reference, "state": EvidenceState(done.state).label}
    messages.success(request, _("%(reference)s: %(state)s.") % told)
    return True


def row_of(evidence: Evidence) -> Row:
    """A piece with the claim it speaks of; a claim that left the pack is shown by its code."""
    statement = statements().get(evidence.claim)
    return Row(
        evidence=evidence,
        claim=statement.text.of() if statement else evidence.claim,
        side=str(Side(evidence.side).label),
        state=str(EvidenceState(evidence.state).label),
    )
