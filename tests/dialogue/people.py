"""A conversation with its people: a facilitator, a moderator, and voters whose groups are planted."""

from __future__ import annotations

from kelisim.apps.dialogue.actions.add_statement import Written, add_statement
from kelisim.apps.dialogue.actions.create_conversation import save_conversation
from kelisim.apps.dialogue.actions.open_conversation import open_conversation
from kelisim.apps.dialogue.actions.take_part import take_part
from kelisim.apps.dialogue.actions.vote import Ballot, vote
from kelisim.apps.dialogue.models import Conversation, Form, Participation
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User


def person(name: str, role: Role | None, territory=None) -> User:
    """An account with one role, for the country or for a place, or with none."""
    user = User.objects.create_user(f"{name}@kelisim.example", name=name.title())
    if role:
        RoleHolding.objects.create(user=user, role=role, territory=territory, since="2020-01-01")
    return user


def made(by: User, *, statements: int = 12, opened: bool = True, **settings) -> Conversation:
    """A conversation with statements "Пікір 0", "Пікір 1", ..."""
    told = {"code": "water", "question_kk": "Суды қалай бөлісеміз?", **settings}
    conversation = save_conversation(Conversation(**told), by=by)
    for number in range(statements):
        add_statement(conversation, Written(texts={Form.KK_CYRL: f"Пікір {number}"}), by=by)
    return open_conversation(conversation, confirmed=True, by=by) if opened else conversation


def voter(conversation: Conversation, name: str) -> Participation:
    """Somebody with a token of that name."""
    return take_part(conversation, token=name)


def answers(participation: Participation, marks: str) -> None:
    """Her votes, a mark a statement: + - 0, or . for none."""
    for number, mark in enumerate(marks):
        if mark in "+-0":
            value = {"+": 1, "-": -1, "0": 0}[mark]
            vote(participation, Ballot(statement=number, value=value, page=number, form=Form.KK_CYRL))


def two_camps(conversation: Conversation, *, each: int, start: int = 0) -> None:
    """People who agree on the first two statements and are parted by the others, each with one odd vote."""
    for one in range(start, start + each):
        odd = 2 + one % 10
        for camp, marks in (("a", "++" + "+-" * 5), ("b", "++" + "-+" * 5)):
            told = marks[:odd] + "0" + marks[odd + 1 :]
            answers(voter(conversation, f"{camp}{one}"), told)
