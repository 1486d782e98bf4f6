"""One page, one statement, three buttons; the answer to a vote is the next statement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from kelisim.apps.dialogue import states
from kelisim.apps.dialogue.actions.vote import Ballot, vote
from kelisim.apps.dialogue.errors import DialogueError, NotAVote, NotOpen
from kelisim.apps.dialogue.models import Tier
from kelisim.apps.dialogue.queries.answers import Answers
from kelisim.apps.dialogue.queries.pool import Shown
from kelisim.engines.commonground.route import Turn
from kelisim.web.dialogue.voting import tongues
from kelisim.web.dialogue.voting.asking import Asking, asking
from kelisim.web.dialogue.voting.page import Sent, sent
from kelisim.web.dialogue.voting.told import standing_told

AGAIN = "again"  # of the query: the number of a statement she has chosen
CODE_LETTERS = 60


@dataclass(frozen=True, kw_only=True)
class Said:
    """What became of what she sent."""

    kept: bool = False
    problem: str = ""


@cache_control(private=True, max_age=0)  # kept by her browser alone: going back would ask to send it again
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_vote(request: HttpRequest, code: str) -> HttpResponse:
    """A statement to answer; whatever is sent, the page says what became of it."""
    here = asking(request, code)
    said = _taken(here) if request.method == "POST" else Said()
    answers = here.answers()
    if said.kept:
        answers = _changed(here, answers)
    context = {**_frame(here, said), **_next(here, answers, said)}
    status = 422 if said.problem else 200
    return here.remembered(render(request, "dialogue/conversation_vote.html", context, status=status))


def _taken(here: Asking) -> Said:
    """Takes the code or the vote that was sent."""
    typed = here.request.POST
    page = sent(typed.get("page", ""), here.conversation.code)
    try:
        if page is None:
            return Said(problem=_("This page was too old to be read. Answer the statement shown now."))
        if "code" in typed:
            here.begin(token=page.token, code=typed["code"][:CODE_LETTERS])
            return Said()
        vote(here.begin(token=page.token), _ballot(typed.get("vote", ""), page))
    except DialogueError as error:
        return Said(problem=str(error))
    return Said(kept=True)


def _ballot(value: str, page: Sent) -> Ballot:
    if value not in {"1", "0", "-1"}:
        raise NotAVote
    return Ballot(
        statement=page.statement,
        value=int(value),
        page=page.page,
        form=page.form,
        probability=page.probability,
    )


def _changed(here: Asking, answers: Answers) -> Answers:
    """An earlier page sent with another answer is a change of mind: it gets a page of its own."""
    page = sent(here.request.POST["page"], here.conversation.code)
    if page is None or here.participation is None:
        return answers
    ballot = _ballot(here.request.POST["vote"], page)
    before = answers.sent.get((page.statement, page.page), ballot.value)
    if ballot.value in (before, answers.standing.get(page.statement)):
        return answers
    vote(here.participation, replace(ballot, page=answers.page))
    return here.answers()


def _frame(here: Asking, said: Said) -> dict[str, Any]:
    conversation = here.conversation
    question, language = tongues.text_with_language(conversation, "question")
    query = here.request.GET.get(tongues.ASKED, "")
    return {
        "conversation": conversation,
        "question": question,
        "question_lang": language,
        "said": said,
        "asked_form": query,
        "scripts": tongues.scripts(here.pool.forms(), tongues.forms(here.request)),
        "taking_part": here.participation is not None,
    }


def _next(here: Asking, answers: Answers, said: Said) -> dict[str, Any]:
    """What she reads below: the way in, why there is nothing to answer, or a statement."""
    conversation = here.conversation
    told: dict[str, Any] = {"standing": standing_told(here, answers), "answered": len(answers.standing)}
    if conversation.state != states.Conversation.OPEN:
        return {**told, "closed": "" if said.problem else str(NotOpen())}
    if here.participation is None and conversation.tier != Tier.OPEN:
        door = Sent(statement=0, page=0, form="", probability=None, token=here.token)
        return {**told, "door": conversation.tier, "page": door.signed(conversation.code)}
    drawn = _drawn(here, answers)
    if drawn is None:
        return {**told, "done": True}
    shown, chance = drawn
    form, text = tongues.wording(shown.texts, tongues.forms(here.request))
    token = "" if here.participation else here.token
    page = Sent(statement=shown.number, page=answers.page, form=form, probability=chance, token=token)
    return {
        **told,
        "shown": shown,
        "text": text,
        "lang": form,
        "dir": tongues.direction(form),
        "page": page.signed(conversation.code),
        "total": len(here.pool.shown),
        "again": answers.last if said.kept else None,
    }


def _drawn(here: Asking, answers: Answers) -> tuple[Shown, float | None] | None:
    """The statement she has chosen to answer, or the next one with its chance."""
    again = here.request.GET.get(AGAIN, "") if here.request.method != "POST" else ""
    chosen = here.pool.by_number(int(again)) if again.isdecimal() else None
    if chosen is not None:
        return chosen, None
    token = here.participation.token_hash if here.participation else here.token
    turn = Turn(seed=here.conversation.seed, token=token, answered=answers.page)
    found = here.pool.draw(
        turn,
        answered=set(answers.standing),
        forms=tongues.forms(here.request),
        group=here.standing(answers).group,
    )
    return None if found is None else (here.pool.shown[found.statement], found.probability)
