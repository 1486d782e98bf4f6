"""The desk of conversations: all of hers, a new one, a draft changed and looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.actions.create_conversation import save_conversation
from kelisim.apps.dialogue.errors import DialogueError
from kelisim.apps.dialogue.models import Conversation, Moderation, Statement, Tier
from kelisim.apps.dialogue.queries.backlog import with_counts
from kelisim.kernel.access.door import person
from kelisim.kernel.texts.of import of, text_of
from kelisim.web.desks import page_for
from kelisim.web.dialogue.staff.door import desk_page, led, show, worked
from kelisim.web.dialogue.staff.forms import ConversationForm
from kelisim.web.files import Cell, Listing, Stranger, list_file

ON_A_PAGE = 25
COLUMNS = ("code", "question", "place", "state", "statements", "waiting", "opens_on", "closes_on")
TONES = {"open": "good", "paused": "care", "draft": "now"}


@desk_page
def dialogue_desk(request: HttpRequest) -> HttpResponse:
    """Every conversation she leads, moderates or enters paper for, the newest first."""
    user = person(request.user)
    rows = with_counts(access.worked_conversations(user).select_related("territory"))
    file = list_file(request, Listing(name="conversations", columns=COLUMNS, rows=_lines(rows)))
    if file is not None:
        return file
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    told = [{"one": one, "question": of(one, "question"), **standing(one)} for one in page]
    context = {"page": page, "rows": told, "may_create": access.may_create(user)}
    return show(request, "dialogue_desk", context)


@page_for(access.may_create)
def conversation_create(request: HttpRequest) -> HttpResponse:
    """A new draft."""
    return _saved(request, Conversation())


@desk_page
def conversation_change(request: HttpRequest, code: str) -> HttpResponse:
    """A draft changed; afterwards its rules are fixed."""
    conversation = led(request, code)
    if conversation.state != states.Conversation.DRAFT:
        raise Http404
    return _saved(request, conversation)


@desk_page
def conversation_draft(request: HttpRequest, code: str) -> HttpResponse:
    """What people will read, in every language beside each other, to be checked by a second person."""
    conversation = worked(request, code)
    rows = Statement.objects.filter(conversation=conversation, state=states.Statement.LIVE)
    context = {
        "one": conversation,
        "texts": {name: text_of(conversation, name) for name in ("question", "purpose", "decides")},
        "facts": facts(conversation),
        "statements": rows.prefetch_related("variants"),
        **standing(conversation),
    }
    return show(request, "conversation_draft", context)


def standing(conversation: Conversation) -> dict[str, Any]:
    """Where it stands, in a word and a colour."""
    return {"label": states.LABELS[conversation.state], "tone": TONES.get(conversation.state, "")}


def facts(conversation: Conversation) -> list[dict[str, Any]]:
    """Its rules as everybody reads them."""
    place = of(conversation.territory, "name") if conversation.territory else _("the whole country")
    return [
        {"label": _("For which place"), "value": place},
        {"label": _("Who may take part"), "value": Tier(conversation.tier).label},
        {"label": _("What people write is"), "value": Moderation(conversation.moderation).label},
        {"label": _("Numbers hidden"), "value": _("under 10") if conversation.sensitive else _("under 5")},
    ]


def _lines(rows: Iterable[Conversation]) -> Iterator[list[object]]:
    """Asked for only where a file is."""
    for one in rows:
        yield _cells(one)


def _cells(one: Conversation) -> list[object]:
    place = one.territory.code if one.territory else None
    state = Cell(str(states.LABELS[one.state]), one.state)
    counts: Any = one
    return [
        *(one.code, Stranger(of(one, "question")), place, state),
        *(counts.live, counts.waiting, one.opens_on, one.closes_on),
    ]


def _saved(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    user = person(request.user)
    form = ConversationForm(request.POST or None, instance=conversation, by=user)
    if request.method == "POST" and form.is_valid():
        try:
            kept = save_conversation(form.save(commit=False), by=user)
        except DialogueError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The draft is kept. Add statements, let somebody check it, open it."))
            return HttpResponseRedirect(reverse("conversation-lead", args=[kept.code]))
    context = {"form": form, "new": conversation.pk is None}
    return show(request, "conversation_form", context, wrong=bool(form.errors))
