"""Adds a statement: the organiser's is live at once, a participant's as the conversation's rules say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from kelisim.apps.dialogue import access, states
from kelisim.apps.dialogue.errors import ManyWaiting, NotOpen, NoWording, TooLong, WrongStep
from kelisim.apps.dialogue.models import Conversation, Form, Moderation, Participation, Statement, Variant
from kelisim.engines.names.fold import fold
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

MOST_LETTERS = 200
MOST_WAITING = 5  # of one participant
LONGEST_KEY = 300


@dataclass(frozen=True, kw_only=True)
class Written:
    """A statement as it is typed: its wording by form, and what it is about."""

    texts: Mapping[Form, str]
    topic: str = ""
    meta: bool = False
    instead_of: Statement | None = None


def add_statement(conversation: Conversation, written: Written, *, by: User) -> Statement:
    """The organiser's own, live at once. Raises NoWording, TooLong, WrongStep."""
    require(access.may_lead(by, conversation))
    with transaction.atomic():
        growing(conversation)
        statement = kept(conversation, written, state=states.Statement.LIVE, by_organiser=True)
        record("dialogue.statement_added", statement, by=by, number=statement.number)
    return statement


def growing(conversation: Conversation) -> Conversation:
    """The row, locked, if statements may still come to it. Raises WrongStep."""
    row = Conversation.objects.select_for_update().get(pk=conversation.pk)
    if row.state in (states.Conversation.CLOSED, states.Conversation.ARCHIVED):
        raise WrongStep(state=states.LABELS[row.state])
    return row


def write_statement(participation: Participation, written: Written) -> Statement:
    """A participant's: waiting, or live at once where the conversation says so. Raises NotOpen, NoWording,
    TooLong, ManyWaiting."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=participation.conversation_id)
        if conversation.state != states.Conversation.OPEN:
            raise NotOpen
        again = _same(participation, written)
        if again is not None:
            return again
        waiting = Statement.objects.filter(author=participation, state=states.Statement.WAITING).count()
        if waiting >= MOST_WAITING:
            raise ManyWaiting(most=MOST_WAITING)
        at_once = conversation.moderation == Moderation.OPEN
        state = states.Statement.LIVE if at_once else states.Statement.WAITING
        return kept(conversation, written, state=state, author=participation)


def _same(participation: Participation, written: Written) -> Statement | None:
    """The same words of the same person sent again are the same statement."""
    keys = [key_of(text) for text in written.texts.values()]
    return Statement.objects.filter(author=participation, variants__key__in=keys).first()


def kept(conversation: Conversation, written: Written, **told: object) -> Statement:
    """The row with its wordings, under the next number. Raises NoWording, TooLong."""
    texts = {form: " ".join(text.split()) for form, text in written.texts.items() if text.strip()}
    if not texts:
        raise NoWording
    longest = max(map(len, texts.values()))
    if longest > MOST_LETTERS:
        raise TooLong(length=longest, most=MOST_LETTERS)
    Conversation.objects.select_for_update().get(pk=conversation.pk)  # one number at a time
    last = Statement.objects.filter(conversation=conversation).aggregate(last=Max("number"))["last"]
    statement = Statement.objects.create(
        conversation=conversation,
        number=0 if last is None else last + 1,
        topic=written.topic,
        meta=written.meta,
        instead_of=written.instead_of,
        created_at=timezone.now(),
        **told,
    )
    Variant.objects.bulk_create(
        Variant(statement=statement, form=form, text=text, key=fold(text)[:300])
        for form, text in texts.items()
    )
    return statement


def key_of(text: str) -> str:
    """By which the same words are found over scripts; as long as its column holds."""
    return fold(text)[:LONGEST_KEY]
