"""What the tests of evidence share: people, a good offer, a piece in each state."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kelisim.apps.statistics.actions.decide_evidence import decide_evidence
from kelisim.apps.statistics.actions.hand_in import Offer, Receipt, hand_in
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.queries.claims import statements
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User

ONCE = "a-key-of-the-form-0001"
OFFER = Offer(
    side="against",
    words="1999 жылғы есепте мұндай сан жоқ.",
    language="kk",
    source_title="1999 жылғы жылдық есеп",
    source_address="https://example.org/report?a=1&b=2",
    source_read_on=date(2026, 2, 1),
    name="Павел",
)


def account(name: str, role: str = "") -> User:
    """Somebody with a role, or a stranger with an account."""
    user = User.objects.create_user(f"{name}@kelisim.example", name=name)
    if role:
        RoleHolding.objects.create(user=user, role=role, since=date(2020, 1, 1))
    return user


def handed_in(number: int = 1, code: str = "result-2", by: User | None = None, **changes: object) -> Receipt:
    """A piece as it arrives."""
    return hand_in(
        statements()[code], offer=replace(OFFER, **changes), once=f"a-key-of-the-form-{number:04}", by=by
    )


def published(editor: User, number: int = 1, answer: str = "", **more: object) -> Evidence:
    """A piece an editor has published."""
    return decide_evidence(handed_in(number, **more).evidence, verb="publish", answer=answer, by=editor)
