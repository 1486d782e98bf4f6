"""Who the sides are: the identity layer, opened with the service key for those who may read it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from kelisim.apps.mediation.models import Case, Party
from kelisim.kernel.seal import service
from kelisim.kernel.seal.models import Holder
from kelisim.kernel.seal.ring import Keyring


@dataclass(frozen=True, kw_only=True)
class Identity:
    """One side's names and contacts; it never prints itself."""

    name: str = field(default="", repr=False)
    iin: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    representative: str = field(default="", repr=False)
    acts_as: str = field(default="self", repr=False)  # the pack's list of representatives
    power: str = field(default="", repr=False)  # number and day of a power of attorney
    token: str = field(default="", repr=False)  # of an open invitation, until it is answered

    def reachable(self) -> bool:
        """Whether there is any way to write or call."""
        return bool(self.phone or self.email or self.address)


def identity(party: Party) -> Identity:
    """Names and contacts of a side."""
    return Identity(**service.reveal(bytes(party.identity), about=str(party.uid)))


def concealed(party: Party, who: Identity) -> bytes:
    """The same, encrypted, bound to the party's row."""
    return service.conceal(asdict(who), about=str(party.uid))


def person_hash(who: Identity) -> str:
    """By which different applicants are told apart in counts; nothing can be read back from it."""
    return service.person_hash(who.name, who.iin) if who.name else ""


def hashes_of(who: Identity) -> tuple[str, str]:
    """By which one person is counted once, and found by her number; empty where there is none."""
    return person_hash(who), service.keyed_hash("iin", who.iin) if who.iin else ""


def identities(case: Case) -> dict[str, Identity]:
    """Both sides by letter."""
    return {party.side: identity(party) for party in case.parties.all()}


def party_of(keys: Keyring) -> Party | None:
    """The side whose own key is open: that is how a party is signed in."""
    return (
        Party.objects.filter(holder__in=keys.holders(), holder__kind=Holder.Kind.PARTY)
        .select_related("case", "case__office", "case__mediator", "holder")
        .first()
        if keys
        else None
    )


def invited(token: str) -> Party | None:
    """The side an invitation's token was made for."""
    digest = service.keyed_hash("invite", token)
    return Party.objects.filter(invite_hash=digest).select_related("case", "case__office").first()


def staff_holder(user_id: int) -> Holder | None:
    """A staff member's live key."""
    return Holder.objects.filter(user_id=user_id, kind=Holder.Kind.STAFF, retired_at__isnull=True).first()


def office_holder(code: str) -> Holder | None:
    """An office's live triage key."""
    return Holder.objects.filter(body=code, kind=Holder.Kind.OFFICE, retired_at__isnull=True).first()
