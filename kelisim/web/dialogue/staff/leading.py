"""One conversation as whoever leads it sees it, and the deeds that move it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.actions import open_conversation as moves
from kelisim.apps.dialogue.actions.issue_codes import issue_codes, void_codes
from kelisim.apps.dialogue.errors import DialogueError, FewStatements
from kelisim.apps.dialogue.models import Conversation, Tier
from kelisim.apps.dialogue.queries.backlog import by_state, codes
from kelisim.kernel.access.door import person
from kelisim.kernel.texts.of import of
from kelisim.web.dialogue.staff.desk import facts, standing
from kelisim.web.dialogue.staff.door import desk_page, led, show, worked
from kelisim.web.dialogue.staff.forms import CodesForm
from kelisim.web.files import download


@dataclass(frozen=True, kw_only=True)
class Move:
    """A deed that moves a conversation on: its words, and what does it."""

    title: Promise
    lead: Promise
    act: Callable[..., Conversation]
    kind: str = ""


MOVES = {
    "open": Move(
        title=pgettext_lazy("conversation", "Open"),
        lead=gettext_lazy(
            "Everybody can vote from now on. Its question and rules cannot be changed any more."
        ),
        act=moves.open_conversation,
    ),
    "pause": Move(
        title=pgettext_lazy("conversation", "Pause"),
        lead=gettext_lazy("No votes are taken until you take it up again; what was published stays."),
        act=moves.pause,
        kind="quiet",
    ),
    "resume": Move(
        title=pgettext_lazy("conversation", "Take up again"),
        lead=gettext_lazy("Votes are taken again; nothing else changes."),
        act=moves.resume,
    ),
    "close": Move(
        title=pgettext_lazy("conversation", "Close"),
        lead=gettext_lazy("The last vote is in. It cannot be opened again."),
        act=moves.close,
        kind="danger",
    ),
    "archive": Move(
        title=pgettext_lazy("conversation", "Archive"),
        lead=gettext_lazy("It is only to be read from now on."),
        act=moves.archive,
        kind="quiet",
    ),
}


@desk_page
def conversation_lead(request: HttpRequest, code: str) -> HttpResponse:
    """Where it stands, what can be done next, and the ways to its parts."""
    conversation, user = worked(request, code), person(request.user)
    leads = access.may_lead(user, conversation)
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "facts": [*facts(conversation), *_counts(conversation)],
        "leads": leads,
        "moderates": access.may_moderate(user, conversation),
        "enters": access.may_enter_paper(user, conversation),
        "moves": _possible(conversation) if leads else [],
        "by_code": conversation.tier == Tier.CODE,
        "draft": conversation.state == states.Conversation.DRAFT,
        **standing(conversation),
    }
    return show(request, "conversation_lead", context)


@desk_page
def conversation_move(request: HttpRequest, code: str, deed: str) -> HttpResponse:
    """Asks once more, then does it; with fewer than ten statements it asks for a second yes."""
    conversation = led(request, code)
    if deed not in MOVES:
        raise Http404
    move, error = MOVES[deed], None
    if request.method == "POST":
        told = {"confirmed": request.POST.get("confirmed") == "yes"} if deed == "open" else {}
        try:
            moved = move.act(conversation, by=person(request.user), **told)
        except DialogueError as refused:
            error = refused
        else:
            now = states.LABELS[moved.state]
            messages.success(request, _("The conversation is “%(state)s” now.") % {"state": now})
            return HttpResponseRedirect(reverse("conversation-lead", args=[code]))
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "move": move,
        "error": error,
        "few": isinstance(error, FewStatements),
    }
    return show(request, "conversation_move", context, wrong=error is not None)


@desk_page
def conversation_codes(request: HttpRequest, code: str) -> HttpResponse:
    """Single-use codes: made, downloaded in the same moment, and never shown again."""
    conversation = led(request, code)
    if conversation.tier != Tier.CODE:
        raise Http404
    go = request.POST.get("go", "")
    form = CodesForm(request.POST if go == "make" else None)
    if go == "make" and form.is_valid():
        made = issue_codes(conversation, number=form.cleaned_data["number"], by=person(request.user))
        return download("code\n" + "\n".join(made) + "\n", "codes.csv", "text/csv; charset=utf-8")
    if go == "void":
        gone = void_codes(conversation, by=person(request.user))
        messages.success(
            request, _("Unused codes that open nothing any more: %(number)s.") % {"number": gone}
        )
        return HttpResponseRedirect(reverse("conversation-codes", args=[code]))
    used = codes(conversation)
    context = {
        "one": conversation,
        "question": of(conversation, "question"),
        "form": form,
        "used": used.get(True, 0),
        "unused": used.get(False, 0),
    }
    return show(request, "conversation_codes", context, wrong=bool(form.errors))


def _possible(conversation: Conversation) -> list[dict[str, Any]]:
    state = states.Conversation(conversation.state)
    return [
        {
            "title": move.title,
            "kind": move.kind,
            "href": reverse("conversation-move", args=[conversation.code, deed]),
        }
        for deed, move in MOVES.items()
        if states.allows(deed, state)
    ]


def _counts(conversation: Conversation) -> list[dict[str, Any]]:
    found = by_state(conversation)
    return [
        {"label": _("Statements voted on"), "value": found.get(states.Statement.LIVE, 0)},
        {"label": _("Statements waiting"), "value": found.get(states.Statement.WAITING, 0)},
    ]
