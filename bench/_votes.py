"""Before the votes: a conversation of 300 statements with figures to route by. After them: what is there."""

from __future__ import annotations

import sys

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db.models import Count  # noqa: E402

from bench.voting import STATEMENTS  # noqa: E402
from kelisim.apps.dialogue.actions.refresh import refresh  # noqa: E402
from kelisim.apps.dialogue.models import Participation, Variant, Vote  # noqa: E402
from kelisim.kernel.access.roles import Role  # noqa: E402
from tests.dialogue.people import made, person, two_camps  # noqa: E402

CAMPS = 20  # people on each side, so that there are figures to route by


def fill() -> int:
    """Statements in two languages, two camps, figures."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    by = person("asel", Role.FACILITATOR)
    conversation = made(by, statements=STATEMENTS, code="bench")
    Variant.objects.bulk_create(
        Variant(statement=one, form="ru", text=f"Утверждение {one.number}", key=f"утверждение {one.number}")
        for one in conversation.statements.all()
    )
    two_camps(conversation, each=CAMPS)
    refresh(conversation)
    return 0


def count(kept: int, people: int) -> int:
    """Every vote once, every person once."""
    twice = Vote.objects.values("participation", "statement", "page").annotate(n=Count("pk")).filter(n__gt=1)
    began = Participation.objects.count() - 2 * CAMPS
    found = Vote.objects.filter(participation__pk__gt=_last_of_camps()).count()
    print(f"counted: {found:,} of {kept:,} votes, {began:,} of {people:,} people, doubled {twice.count()}")
    return int((found, began, twice.count()) != (kept, people, 0))


def _last_of_camps() -> int:
    return int(Participation.objects.order_by("pk").values_list("pk", flat=True)[2 * CAMPS - 1])


if __name__ == "__main__":
    raise SystemExit(fill() if sys.argv[1] == "fill" else count(int(sys.argv[2]), int(sys.argv[3])))
