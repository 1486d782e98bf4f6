"""Who is called into a case, what each signs, and what each is shown by name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from kelisim.apps.mediation.models import Case, Participant
from kelisim.apps.mediation.queries import law, sealed
from kelisim.apps.mediation.queries.sealed import Opened
from kelisim.apps.registry.public import Leader
from kelisim.kernel.packs.codes import text
from kelisim.kernel.seal import service
from kelisim.kernel.seal.keys import canonical_secret, signed_by
from kelisim.kernel.seal.ring import Keyring

# What the house names to a compartment of its own: one person, one key.
_COMPARTMENT = "shared:"


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who is called; it never prints itself. `leader` is the entry of the roster, for a leader."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    leader: str = field(default="", repr=False)
    token: str = field(default="", repr=False)  # of the open call

    def reachable(self) -> bool:
        """Whether there is any way to write or call."""
        return bool(self.phone or self.email)


def person(participant: Participant) -> Person:
    """Names and contacts of somebody who is called."""
    return Person(**service.reveal(bytes(participant.identity), about=str(participant.uid)))


def concealed(participant: Participant, who: Person) -> bytes:
    """The same, encrypted, bound to the row."""
    return service.conceal(asdict(who), about=str(participant.uid))


def compartment(participant: Participant) -> str:
    """Where what is shown to this person lies, under a key nobody else has but the mediator."""
    return f"{_COMPARTMENT}{participant.uid}"


def token_hash(token: str) -> str:
    """By which the link of a call is recognised."""
    return service.keyed_hash("call", token)


def called_by(token: str) -> Participant | None:
    """Who this link calls; nobody once the part is over."""
    digest = token_hash(canonical_secret(token))
    found = Participant.objects.filter(invite_hash=digest).exclude(status=Participant.Status.ENDED)
    return found.select_related("case__office", "case__mediator__tenure__person").first()


def participant_of(keys: Keyring) -> Participant | None:
    """Who was called in and has her own key open: that is how she is signed in."""
    if not keys:
        return None
    return (
        Participant.objects.filter(holder__in=keys.holders())
        .select_related("case__office", "case__mediator__tenure__person", "holder")
        .first()
    )


def secrecy(language: str, day: date) -> list[str]:
    """What is signed before anything is shown, as the law and our own rule word it on the day."""
    return [text(one.text or {}).of(language) for one in law.conditions("participant", day)]


def secrecy_digest(words: Sequence[str]) -> str:
    """Of exactly these words."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def secrecy_message(participant: Participant, digest: str) -> bytes:
    """What is signed: the case, whose part it is, and exactly these words."""
    return f"kelisim|{participant.case.number}|secrecy|{participant.uid}|{digest}".encode()


def has_signed(participant: Participant) -> bool:
    """Whether her own key signed confidentiality; a row that was tampered with is no signature."""
    move = participant.case.moves.filter(verb="sign_secrecy", facts__participant=participant.pk).last()
    if move is None or participant.holder is None:
        return False
    message = secrecy_message(participant, str(move.facts.get("digest", "")))
    return signed_by(participant.holder, message, bytes.fromhex(str(move.facts.get("signature", ""))))


def shown_to(participant: Participant, keys: Keyring) -> list[Opened]:
    """What was shown to her by name and her key opens; nothing before she signed or after her part."""
    if not participant.reads():
        return []
    own = compartment(participant)
    return [one for one in sealed.opened(participant.case, keys) if one.item.compartment == own]


def shown_items(case: Case) -> dict[str, list[int]]:
    """To whom each joint item was shown: participants by the item's uid."""
    found: dict[str, list[int]] = {}
    for facts in case.moves.filter(verb="show_item").values_list("facts", flat=True):
        found.setdefault(str(facts["item"]), []).append(int(facts["participant"]))
    return found


def entries(who: Sequence[Person]) -> dict[str, Leader]:
    """The roster's entries of those who are leaders, by their number."""
    numbers = {int(one.leader) for one in who if one.leader}
    rows = Leader.objects.select_related("organisation").filter(pk__in=numbers) if numbers else []
    return {str(row.pk): row for row in rows}
