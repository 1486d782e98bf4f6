"""A side of a case: names encrypted, hashes to find and to count by, the kind in clear."""

from __future__ import annotations

from kelisim.apps.mediation.models import Case, NameHash, Party
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity, concealed, hashes_of
from kelisim.kernel.seal import service


def save_party(case: Case, letter: Party.Side, side: Side) -> Party:
    """A new side, saved."""
    party = Party(case=case, side=letter, kind=side.kind, language=side.language)
    write_identity(party, side.who)
    return party


def write_identity(party: Party, who: Identity) -> None:
    """Names and contacts of a side, encrypted anew, with the hashes that follow from them; saves the row."""
    party.identity = concealed(party, who)
    party.represented = who.acts_as != "self"
    party.has_email = bool(who.email)
    party.person_hash, party.iin_hash = hashes_of(who)
    party.save()
    wanted = service.name_hashes(who.name)
    party.name_hashes.exclude(digest__in=wanted).delete()
    NameHash.objects.bulk_create(
        [NameHash(party=party, digest=digest) for digest in sorted(wanted)], ignore_conflicts=True
    )
