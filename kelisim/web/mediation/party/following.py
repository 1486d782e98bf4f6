"""The follow-up question: performed or not, by number and date; no word of the settlement."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up, tell_satisfaction
from kelisim.apps.mediation.actions.set_follow_up import set_follow_up
from kelisim.apps.mediation.errors import MediationError
from kelisim.apps.mediation.models import FollowUp
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.following import answered_without, question
from kelisim.kernel.packs.codes import choices
from kelisim.web.mediation import tongue

_FEEL = "feel_"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: HttpRequest, token: str) -> HttpResponse:
    """One question to one side; it may be answered again until the link closes, or not be asked any more."""
    asked = question(token)
    if asked is None or answered_without(asked):
        return render(request, "mediation/party/follow_up_closed.html", status=404)
    if request.method == "POST":
        if (elsewhere := tongue.onward(request)) is not None:
            return elsewhere
        go = request.POST.get("go", "")
        if go == "no-more":
            return _no_more(request, asked)
        if go == "feel":
            return _felt(request, token)
    return _asked(request, asked, token)


def _asked(request: HttpRequest, asked: FollowUp, token: str) -> HttpResponse:
    """The form; once it is sent well, thanks and four questions she may leave out."""
    obligations = list(asked.case.obligations.select_related("debtor"))
    said = {str(number): answer for number, answer in asked.answers.items()}
    problem = ""
    if request.method == "POST":
        said = {str(one.number): request.POST.get(f"answer_{one.number}", "") for one in obligations}
        if not tongue.asked(request):
            problem = _answer(token, said)
            if not problem:
                return _thanks(request, asked)
    context = {
        "number": shown_number(asked.case.number),
        "rows": [(one, said.get(str(one.number), "")) for one in obligations],
        "answers": choices("performance"),
        "party": asked.party,
        "problem": problem,
        "tongue_form": tongue.FORM,
    }
    return render(request, "mediation/party/follow_up.html", context)


def _thanks(request: HttpRequest, asked: FollowUp) -> HttpResponse:
    told = asked.satisfaction
    context = {
        "feelings": [(code, name, told.get(code, "")) for code, name in choices("satisfaction")],
        "options": choices("satisfaction_answers"),
    }
    return render(request, "mediation/party/follow_up_done.html", context)


def _felt(request: HttpRequest, token: str) -> HttpResponse:
    said = {code: request.POST.get(_FEEL + code, "") for code, _name in choices("satisfaction")}
    try:
        tell_satisfaction(token, said=said)
    except MediationError:
        return render(request, "mediation/party/follow_up_closed.html", status=404)
    return render(request, "mediation/party/follow_up_done.html", {"felt": True})


def _no_more(request: HttpRequest, asked: FollowUp) -> HttpResponse:
    set_follow_up(asked.party, agrees=False, by=asked.party)
    return render(request, "mediation/party/follow_up_done.html", {"no_more": True})


def _answer(token: str, said: Mapping[str, str]) -> str:
    """Records the answers; returns what is wrong with them, nothing if all is well."""
    try:
        answer_follow_up(token, answers={int(number): answer for number, answer in said.items() if answer})
    except MediationError as error:
        return str(error)
    return ""
