"""Her own page: what she wrote and what became of it, her words for another device, and the ways out."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kelisim.apps.dialogue.actions.moderate import appeal
from kelisim.apps.dialogue.actions.recover import give_words, recover
from kelisim.apps.dialogue.actions.withdraw import erase, withdraw_votes
from kelisim.apps.dialogue.errors import DialogueError
from kelisim.apps.dialogue.models import Participation, Statement, Tier
from kelisim.apps.dialogue.queries.authored import Authored, authored
from kelisim.apps.dialogue.queries.recovery import offered
from kelisim.web.dialogue.results.tables import percents
from kelisim.web.dialogue.voting import cookies, tongues
from kelisim.web.dialogue.voting.asking import Asking, asking
from kelisim.web.dialogue.voting.words import reason_said, statement_said

WAYS_OUT = ("withdraw", "erase")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_mine(request: HttpRequest, code: str) -> HttpResponse:
    """Hers alone. POST asks for recovery words: shown once, on the answer."""
    here = asking(request, code)
    words: list[str] = []
    by_account = here.conversation.tier == Tier.ACCOUNT
    if request.method == "POST" and offered() and not by_account:
        words = give_words(_hers(here))
    context: dict[str, Any] = {**frame(here), "words": words}
    if here.participation is not None:
        context |= {
            "known": True,
            "answered": len(here.answers().standing),
            "statements": [_told(request, one) for one in authored(here.participation)],
        }
    context["offered"] = offered() and not by_account
    return render(request, "dialogue/conversation_mine.html", context)


def _told(request: HttpRequest, one: Authored) -> dict[str, Any]:
    form, text = tongues.wording(one.texts, tongues.forms(request))
    return {
        "number": one.statement.number,
        "text": text,
        "lang": form,
        "dir": tongues.direction(form),
        "state": statement_said(one.statement.state),
        "reason": reason_said(one.statement.reason),
        "may_appeal": one.may_appeal,
        "appealed": one.statement.appealed_at is not None and one.statement.state == "rejected",
        "people": one.people,
        "groups": [
            (name, *(percents(cell[side]) for side in ("agree", "disagree", "pass")))
            for name, cell in sorted(one.groups.items())
        ],
    }


@never_cache
@require_POST
def statement_appeal(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Asks once for a second look at a statement of hers."""
    here = asking(request, code)
    statement = Statement.objects.filter(
        conversation=here.conversation, number=number, author=_hers(here)
    ).first()
    if statement is None:
        raise Http404
    try:
        appeal(statement)
    except DialogueError as error:
        context = {**frame(here), "problem": str(error)}
        return render(request, "dialogue/conversation_mine.html", context, status=422)
    return redirect("conversation-mine", code)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_leave(request: HttpRequest, code: str, way: str) -> HttpResponse:
    """Takes her votes back, or erases her; asked once more, then done at once."""
    if way not in WAYS_OUT:
        raise Http404
    here = asking(request, code)
    done = request.method == "POST"
    if done and here.participation is not None:
        withdraw_votes(here.participation) if way == "withdraw" else erase(here.participation)
    known = here.participation is not None
    context = {**frame(here), "way": way, "done": done, "known": known}
    response = render(request, "dialogue/conversation_leave.html", context)
    if done and way == "erase":
        cookies.drop(response, code)
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_return(request: HttpRequest, code: str) -> HttpResponse:
    """Goes on with the eight words, on whatever device."""
    here = asking(request, code)
    typed, problem = request.POST.get("words", "")[:400], ""
    if request.method == "POST":
        try:
            secret = recover(here.conversation, words=typed)
        except DialogueError as error:
            problem = str(error)
        else:
            response = redirect("conversation-mine", code)
            cookies.keep(response, code, cookies.WORDS, secret)
            return response
    context = {**frame(here), "typed": typed, "problem": problem}
    return render(request, "dialogue/conversation_return.html", context, status=422 if problem else 200)


def frame(here: Asking) -> dict[str, Any]:
    """The question above each page."""
    question, language = tongues.text_with_language(here.conversation, "question")
    return {"conversation": here.conversation, "question": question, "question_lang": language}


def _hers(here: Asking) -> Participation:
    if here.participation is None:
        raise Http404
    return here.participation
