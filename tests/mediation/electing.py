"""A meeting of residents that elected, and what the law asks of who was elected."""

from __future__ import annotations

from datetime import date

from kelisim.apps.mediation.actions.ask_inclusion import Asked, ask_inclusion
from kelisim.apps.mediation.actions.include import Entry, include
from kelisim.apps.mediation.actions.record_election import Term, publish_election, record_election
from kelisim.apps.mediation.models import Election, Inclusion, Mediator
from kelisim.apps.mediation.queries.inclusions import Applicant
from kelisim.apps.mediation.queries.papers.elections import election_of
from kelisim.apps.mediation.queries.requirements import SO, rules_for
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User

BIBIGUL, SERIK = "Бибігүл Әшімқызы Сейіт", "Серік Оразұлы Қали"
ONCE, PHONE = "e" * 30, "+77010000555"
TERM = Term(since=date(2026, 3, 2), until=date(2028, 3, 2))
ENTRY = Entry(languages=("kk", "ru"), topics=("family",), capacity=20)


def candidate(name: str, votes: int = 50, **changes: object) -> dict[str, object]:
    told = {"name": name, "votes": votes, "against": 60 - votes, "abstained": 4, "elected": votes > 32}
    return told | {"entry": ""} | changes


def meeting(*candidates: dict[str, object], **changes: object):
    """The protocol of the village's meeting."""
    return election_of(
        {
            "lang": "kk",
            "number": "3",
            "held_on": "2026-03-01",
            "place": "Мәдениет үйі",
            "community": "Алмалы ауданы",
            "entitled": 120,
            "present": 64,
            "chair": "Қанат Ермек",
            "secretary": "Гүлнар Есен",
            "handed_to": "Аудан әкімі",
            "candidates": list(candidates) or [candidate(BIBIGUL), candidate(SERIK, 10)],
        }
        | changes
    )


def recorded(cast, *candidates, term: Term = TERM, **changes) -> Election:
    told = meeting(*candidates, **changes)
    return record_election(told, office=cast.office, term=term, by=cast.aizhan)


def elected(cast, *candidates, term: Term = TERM, **changes) -> Inclusion:
    """Published: the request of the first who was elected."""
    election = publish_election(recorded(cast, *candidates, term=term, **changes), by=cast.aizhan)
    return election.inclusions.order_by("pk").first()


def asked(cast, kind: str = "professional", once: str = ONCE) -> Inclusion:
    """Somebody who comes without an election."""
    told = Asked(kind=kind, who=Applicant(name=SERIK, phone=PHONE))
    return ask_inclusion(told, office=cast.office, once=once, by=cast.aizhan)


def newcomer(cast) -> User:
    """An account with the role of a mediator that came after its entry."""
    user = User.objects.create_user("bibigul@example.org", name=BIBIGUL)
    RoleHolding.objects.create(user=user, role=Role.MEDIATOR, since="2020-01-01")
    return user


def entered(cast, *candidates, **changes) -> Mediator:
    """Elected and on the register, without an account."""
    request = elected(cast, *candidates, **changes)
    return include(request, entry=ENTRY, seen=all_seen(request), by=cast.aizhan)


def all_seen(inclusion: Inclusion, **changes: str) -> dict[str, str]:
    """Every rule of her kind is met, but for the changes."""
    rules = rules_for(inclusion.kind, inclusion.asked_on)
    return {one.key: SO for one in rules} | changes
