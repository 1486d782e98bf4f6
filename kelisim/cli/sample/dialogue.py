"""`kelisim sample dialogue`: an invented conversation with 300 invented voters, and what it found."""

from __future__ import annotations

import argparse
import random
import secrets
import sys

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue.actions.add_statement import Written, add_statement
from kelisim.apps.dialogue.actions.create_conversation import save_conversation
from kelisim.apps.dialogue.actions.open_conversation import open_conversation
from kelisim.apps.dialogue.actions.publish import publish
from kelisim.apps.dialogue.actions.take_part import hashed
from kelisim.apps.dialogue.models import Conversation, Form, Participation, Result, Statement, Tier, Vote
from kelisim.cli.sample.courtyard import DECIDES, LEANINGS, LINES, PURPOSE, QUESTION
from kelisim.cli.sample.people import PASSWORD, SINCE, address
from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User

CODE = "sample-courtyard"
STAFF = {"meruert": ("Меруерт Үлгіқызы", Role.FACILITATOR), "samat": ("Самат Үлгіұлы", Role.MODERATOR)}
FEWEST, PASSES = 9, 8  # statements a voter answers at least; of a hundred answers so many are a pass


def build(arguments: argparse.Namespace) -> int:
    """Exit 0 loaded or already there, 2 if the database holds a real conversation."""
    if Conversation.objects.filter(sample=False).exists():
        print("This database holds real conversations: use another one for the sample.", file=sys.stderr)
        return 2
    if Conversation.objects.filter(code=CODE).exists():
        print("This sample is loaded already; nothing was changed.", file=sys.stderr)
        return 0
    dice = random.Random(arguments.seed)  # noqa: S311 - invented data, repeatable on purpose
    with transaction.atomic():
        result = invent(dice)
    print(f"a sample conversation: {len(LINES)} statements, {sum(LEANINGS)} invented voters, "
          f"{result.votes} votes, {len(result.public['groups'])} groups")  # fmt: skip
    print(f"read it at /dialogue/{CODE}/results/")
    for name, (_called, role) in STAFF.items():
        print(f"  {address(name):28} {role}")
    print(f"password: {PASSWORD}")
    return 0


def invent(dice: random.Random) -> Result:
    """The conversation, opened, voted on twice over, with a publication after each round of votes."""
    by, _moderator = (_account(name, *told) for name, told in STAFF.items())
    texts = {
        f"{field}_{lang}": text
        for field, told in (("question", QUESTION), ("purpose", PURPOSE), ("decides", DECIDES))
        for lang, text in told.items()
    }
    conversation = Conversation(code=CODE, opens_on=timezone.localdate(), sample=True, **texts)
    conversation = save_conversation(conversation, by=by)
    for line in LINES:
        wording = {Form.KK_CYRL: line.kk, Form.RU: line.ru, Form.EN: line.en}
        add_statement(conversation, Written(texts=wording), by=by)
    conversation = open_conversation(conversation, by=by)
    leanings = [leaning for leaning, people in enumerate(LEANINGS) for _one in range(people)]
    dice.shuffle(leanings)
    half = len(leanings) // 2
    _vote(conversation, leanings[:half], dice)
    publish(conversation, by=by)
    _vote(conversation, leanings[half:], dice)
    return publish(conversation, by=by)


def _account(name: str, called: str, role: Role) -> User:
    user = User.objects.create_user(address(name), PASSWORD, name=called)
    grant(user, role=role, by=None, since=SINCE)
    return user


def _vote(conversation: Conversation, leanings: list[int], dice: random.Random) -> None:
    """Everybody answers some statements, in her own order; nobody can vote with a token of the sample."""
    statements = list(Statement.objects.filter(conversation=conversation))
    rows = [
        Participation(
            conversation=conversation,
            token_hash=hashed(secrets.token_hex(16)),
            tier=Tier.OPEN,
            began_on=timezone.localdate(),
        )
        for _one in leanings
    ]
    tokens = [one.token_hash for one in Participation.objects.bulk_create(rows)]
    kept = {one.token_hash: one for one in Participation.objects.filter(token_hash__in=tokens)}
    votes = []
    for token, leaning in zip(tokens, leanings, strict=True):
        answered = dice.sample(statements, dice.randint(FEWEST, len(statements)))
        for page, statement in enumerate(answered):
            value = _answer(LINES[statement.number].agree[leaning], dice)
            form = dice.choices((Form.KK_CYRL, Form.RU, Form.EN), (60, 36, 4))[0]
            votes.append(
                Vote(participation=kept[token], statement=statement, value=value, page=page, form=form)
            )
    Vote.objects.bulk_create(votes)


def _answer(agree: int, dice: random.Random) -> int:
    if dice.random() * 100 < PASSES:
        return 0
    return 1 if dice.random() * 100 < agree else -1
