"""The follow-up question: performed or not, by number and date; no word of the settlement."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.following import question
from kelisim.kernel.packs.codes import choices
from kelisim.web.mediation import tongue


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """One question to one side; it may be answered again until the link closes."""
    asked = question(token)
    if asked is None:
        return render(request, "mediation/party/follow_up_closed.html", status=404)
    obligations = list(asked.case.obligations.select_related("debtor"))
    said = {str(number): answer for number, answer in asked.answers.items()}
    problem = ""
    if request.method == "POST":
        if (elsewhere := tongue.onward(request)) is not None:
            return elsewhere
        said = {str(one.number): request.POST.get(f"answer_{one.number}", "") for one in obligations}
        if not tongue.asked(request):
            problem = _answer(token, said)
            if not problem:
                return render(request, "mediation/party/follow_up_done.html")
    context = {
        "number": shown_number(asked.case.number),
        "rows": [(one, said.get(str(one.number), "")) for one in obligations],
        "answers": choices("performance"),
        "party": asked.party,
        "problem": problem,
        "tongue_form": tongue.FORM,
    }
    return render(request, "mediation/party/follow_up.html", context)


def _answer(token: str, said: Mapping[str, str]) -> str:
    """Records the answers; returns what is wrong with them, nothing if all is well."""
    try:
        answer_follow_up(token, answers={int(number): answer for number, answer in said.items() if answer})
    except MediationError as error:
        return str(error)
    return ""
