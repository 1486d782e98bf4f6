"""A clerk's batch of paper applications becomes cases: all of it or nothing, and the same file once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.link_referral import link_by_number
from kelisim.apps.mediation.actions.submit import receive, secret_hash, ticket
from kelisim.apps.mediation.errors import OfficeCannotReceive
from kelisim.apps.mediation.models import Party
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.batch import Batch, Row
from kelisim.apps.mediation.queries.paper import application_of
from kelisim.apps.mediation.queries.receiving import receiver
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.places.models import Territory
from kelisim.kernel.seal import keys, service


@dataclass(frozen=True, kw_only=True)
class Entered:
    """What one row became; `secret` is empty for a file that was imported before."""

    ref: str
    number: str
    secret: str = field(repr=False)


def import_batch(
    office: Organisation,
    batch: Batch,
    *,
    by: User | None,
    once: str = "",
    tell: Callable[[int], None] = lambda _done: None,
) -> list[Entered]:
    """Enters every row of a batch without complaints. `tell` hears how many secrets are ready.

    `once`: the random key of a form; sent with it again, the same secrets are shown again.

    Raises Refused, OfficeCannotReceive, ValueError for a batch with complaints.
    """
    require(access.may_submit(by, office))
    if batch.wrong:
        raise ValueError("a batch with complaints")
    before = _entered_before(batch, once)
    if before:
        return before
    ready = receiver(office)
    if ready is None:
        raise OfficeCannotReceive(office=office.code)
    entries = []
    for done, row in enumerate(batch.rows, start=1):
        entries.append(ticket(_secret(once, row), once_hash=_once_hash(batch, row)))
        tell(done)
    places = Territory.objects.in_bulk({row.cells["territory"] for row in batch.rows})
    out = []
    with transaction.atomic():
        for row, entry in zip(batch.rows, entries, strict=True):
            told = application_of(office, row.cells, places[row.cells["territory"]], row.received_on)
            case = receive(told, entry, ready, by=by)
            link_by_number(case, row.cells["referral_no"], by=by)
            out.append(Entered(ref=row.ref, number=shown_number(case.number), secret=entry.secret))
        record("mediation.imported", office, by=by, file=batch.digest, cases=len(out))
    return out


def _once_hash(batch: Batch, row: Row) -> str:
    return service.keyed_hash("once", f"batch:{batch.digest}:{row.line}")


def _secret(once: str, row: Row) -> str:
    return keys.derived_secret(f"{once}:{row.line}") if once else keys.new_secret()


def _entered_before(batch: Batch, once: str) -> list[Entered]:
    """The cases of the same file, if it was imported: their numbers. Secrets are not kept anywhere; only the
    form that made them makes them again."""
    rows = {_once_hash(batch, row): row for row in batch.rows}
    sides = Party.objects.filter(side=Party.Side.APPLICANT, case__once_hash__in=list(rows))
    found = []
    for party in sides.select_related("case"):
        row = rows[str(party.case.once_hash)]
        secret = _secret(once, row) if once else ""
        ours = bool(secret) and party.secret_hash == secret_hash(party.case, secret)
        told = Entered(ref=row.ref, number=shown_number(party.case.number), secret=secret if ours else "")
        found.append((row.line, told))
    return [told for _line, told in sorted(found, key=lambda one: one[0])]
