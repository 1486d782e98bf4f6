"""Public conversations, and the results they published: exactly what the pages tell, never a vote."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from kelisim.apps.dialogue.access import visible_conversations
from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.published import shown_texts
from kelisim.web.api.asked import Code, Listed, Owner, refuse_unknown
from kelisim.web.api.pages import Page, rows_page
from kelisim.web.api.shapes import Shape, Words, words_of

TAG = "dialogue"
router = Router()


class ConversationRow(Shape):
    """A question put to everybody. `last_result`: the number of its last result; `sample`: invented."""

    code: str
    question: Words
    purpose: Words
    decides: Words
    topic: str | None
    territory: str | None
    opens_on: date | None
    closes_on: date | None
    tier: str
    moderation: str
    state: str
    sample: bool
    last_result: int | None


class ResultRow(Shape):
    """A publication. `result`: the document “kelisim.dialogue/1” as printed, null where something is hidden;
    `texts`: by number of the statement its wording by language and script."""

    conversation: str
    number: int
    published_on: date
    sample: bool
    result_hash: str
    result: dict[str, Any]
    texts: dict[str, dict[str, str]]


class ResultsAsked(Listed):
    """All publications, or those of one conversation."""

    conversation: Code | None = Field(None, description=gettext_noop("Code of the conversation."))


@router.get(
    "/dialogue/conversations",
    response=Page[ConversationRow],
    summary=gettext_noop("Public conversations and where they stand"),
)
def conversations(request: HttpRequest, asked: Query[Listed]) -> Any:
    """By code; drafts are not there."""
    rows = _seen().annotate(last_result=Max("results__number"))
    return rows_page(request, asked, rows, ("code",), _conversation)


def _conversation(row: Any) -> ConversationRow:
    return ConversationRow(
        code=row.code,
        question=words_of(row, "question"),
        purpose=words_of(row, "purpose"),
        decides=words_of(row, "decides"),
        topic=row.topic or None,
        territory=row.territory_id,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        tier=row.tier,
        moderation=row.moderation,
        state=row.state,
        sample=row.sample,
        last_result=row.last_result,
    )


@router.get(
    "/dialogue/results",
    response=Page[ResultRow],
    summary=gettext_noop("What conversations published: what unites, what parts, how sure that is"),
)
def dialogue_results(request: HttpRequest, asked: Query[ResultsAsked]) -> Any:
    """In the order in which they were published."""
    rows = Result.objects.filter(conversation__in=_seen()).select_related("conversation")
    if asked.conversation:
        rows = rows.filter(conversation__code=asked.conversation)
    page = rows_page(request, asked, rows, ("pk",), _result)
    known = _seen().filter(code=asked.conversation or "")
    refuse_unknown(page, [Owner("conversation", asked.conversation, known)])
    return page


def _result(row: Result) -> ResultRow:
    return ResultRow(
        conversation=row.conversation.code,
        number=row.number,
        published_on=timezone.localdate(row.published_at),
        sample=row.conversation.sample,
        result_hash=row.public["result_hash"],
        result=row.public,
        texts=shown_texts(row),
    )


def _seen() -> QuerySet[Conversation]:
    """Those a stranger sees."""
    return visible_conversations(AnonymousUser())
