"""The conversations everybody may see, what each asks and under which rules; where a reader stands."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.models import Conversation
from kelisim.apps.dialogue.queries.size import size_of
from kelisim.web.dialogue.voting import tongues
from kelisim.web.dialogue.voting.asking import asking
from kelisim.web.dialogue.voting.told import standing_told
from kelisim.web.dialogue.voting.words import moderation_said, state_said, tier_said

ALL = 50


@require_safe
def conversation_list(request: HttpRequest) -> HttpResponse:
    """Open ones first, then those that only wait to be read."""
    order = [states.Conversation.OPEN, states.Conversation.PAUSED]
    rows = list(access.visible_conversations(request.user).exclude(state=states.Conversation.DRAFT))
    rows.sort(key=lambda one: (one.state not in order, one.state != states.Conversation.OPEN))
    cards = [_card(one) for one in rows]
    open_ = [card for card, one in zip(cards, rows, strict=True) if one.state in order]
    closed = [card for card, one in zip(cards, rows, strict=True) if one.state not in order]
    context = {"open": open_, "closed": closed}
    return render(request, "dialogue/conversation_list.html", context)


def _card(one: Conversation) -> dict[str, str]:
    question, language = tongues.text_with_language(one, "question")
    purpose, purpose_language = tongues.text_with_language(one, "purpose")
    return {
        "code": one.code, "question": question, "lang": language, "purpose": purpose,
        "purpose_lang": purpose_language, "state": state_said(one.state),
        "sample": _("sample") if one.sample else "",
    }  # fmt: skip


@require_safe
def conversation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What is asked, why, who decides afterwards, how many vote, and who checks statements."""
    conversation = get_object_or_404(access.visible_conversations(request.user), code=code)
    question, language = tongues.text_with_language(conversation, "question")
    context = {
        "conversation": conversation,
        "question": question,
        "question_lang": language,
        "purpose": tongues.text_with_language(conversation, "purpose"),
        "decides": tongues.text_with_language(conversation, "decides"),
        "size": size_of(conversation),
        "tier": tier_said(conversation.tier),
        "moderation": moderation_said(conversation.moderation),
        "state": state_said(conversation.state),
        "open": conversation.state == states.Conversation.OPEN,
    }
    return render(request, "dialogue/conversation_detail.html", context)


@never_cache
@require_safe
def conversation_standing(request: HttpRequest, code: str) -> HttpResponse:
    """Where she stands, with every statement it rests on."""
    here = asking(request, code)
    question, language = tongues.text_with_language(here.conversation, "question")
    context = {
        "conversation": here.conversation,
        "question": question,
        "question_lang": language,
        "standing": standing_told(here, here.answers(), most=ALL),
    }
    return render(request, "dialogue/conversation_standing.html", context)
