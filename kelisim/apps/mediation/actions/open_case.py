"""A side, or who was called in, comes back with number and secret. Unknown number and wrong secret get one
and the same answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from kelisim.apps.mediation.actions.submit import secret_hash
from kelisim.apps.mediation.errors import NoSuchCase, WaitBeforeTrying
from kelisim.apps.mediation.models import Case, Participant, Party
from kelisim.apps.mediation.models.number import read_number
from kelisim.kernel.seal import keys, ring, tries
from kelisim.kernel.seal.errors import TooSoon, WrongSecret


@dataclass(frozen=True, kw_only=True)
class Entered:
    """Who came, and what her cookie must hold."""

    who: Party | Participant
    cookie: str = field(repr=False)


def open_case(number: str, secret: str) -> Entered:
    """Opens her key. Raises NoSuchCase, and WaitBeforeTrying after five wrong tries."""
    plain = read_number(number)
    door = plain or keys.canonical_secret(number)[:40]
    try:
        tries.knock(door)
    except TooSoon as wait:
        raise WaitBeforeTrying(seconds=wait.seconds) from None
    who = _known(plain, secret)
    if who is None or who.holder is None:
        tries.failed(door)
        raise NoSuchCase
    try:
        opened = ring.opened(who.holder, secret)
    except WrongSecret:
        tries.failed(door)
        raise NoSuchCase from None
    tries.passed(door)
    return Entered(who=who, cookie=ring.remember(opened))


def _known(number: str, secret: str) -> Party | Participant | None:
    case = Case.objects.filter(number=number).first() if number else None
    if case is None:
        return None
    digest = secret_hash(case, secret)
    side = case.parties.filter(secret_hash=digest).select_related("case__office", "holder").first()
    return side or case.participants.filter(secret_hash=digest).select_related("holder").first()
