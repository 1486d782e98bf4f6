"""Names are hashed anew after the key of hashes changed, so that old and new cases still find each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from kelisim.apps.mediation.models import Case, NameHash, Party
from kelisim.apps.mediation.queries.people import Identity, hashes_of, identity
from kelisim.apps.mediation.queries.repeats import repeat_hash
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import service

_AT_ONCE = 500


def renew_hashes() -> int:
    """For a command only; all or nothing, and again is the same. How many sides were hashed.

    Who was forgotten has no name left to hash: such cases match nothing any more.
    """
    sides = 0
    with transaction.atomic():
        for cases in _batches():
            named = {
                party.pk: identity(party) for case in cases for party in case.parties.all() if party.identity
            }
            _hash_sides([party for case in cases for party in case.parties.all()], named)
            for case in cases:
                case.repeat_hash = _repeat(case, named) if case.repeat_hash else ""
            Case.objects.bulk_update(cases, ["repeat_hash"])
            sides += len(named)
        record("mediation.hashes_renewed", "names", by=None, sides=sides)
    return sides


def _batches() -> Iterator[list[Case]]:
    rows = Case.objects.order_by("pk").prefetch_related("parties").iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch


def _hash_sides(parties: list[Party], named: dict[int, Identity]) -> None:
    NameHash.objects.filter(party__in=parties).delete()
    words = []
    for party in parties:
        who = named.get(party.pk, Identity())
        party.person_hash, party.iin_hash = hashes_of(who)
        words += [NameHash(party=party, digest=one) for one in sorted(service.name_hashes(who.name))]
    Party.objects.bulk_update(parties, ["person_hash", "iin_hash"])
    NameHash.objects.bulk_create(words)


def _repeat(case: Case, named: dict[int, Identity]) -> str:
    both = {party.side: named.get(party.pk, Identity()) for party in case.parties.all()}
    return repeat_hash(both.get("A", Identity()), both.get("B", Identity()), case.topic)
