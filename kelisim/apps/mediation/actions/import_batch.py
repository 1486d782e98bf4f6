"""A clerk's batch of paper applications becomes cases: all of it or nothing, and the same file once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.submit import receive, ticket
from kelisim.apps.mediation.errors import OfficeCannotReceive
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries.application import Application, Side
from kelisim.apps.mediation.queries.batch import Batch, Row
from kelisim.apps.mediation.queries.people import Identity
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
    office: Organisation, batch: Batch, *, by: User | None, tell: Callable[[int], None] = lambda _done: None
) -> list[Entered]:
    """Enters every row of a batch without complaints. `tell` hears how many secrets are ready.

    Raises Refused, OfficeCannotReceive, ValueError for a batch with complaints.
    """
    require(access.may_submit(by, office))
    if batch.wrong:
        raise ValueError("a batch with complaints")
    before = _entered_before(batch)
    if before:
        return before
    ready = receiver(office)
    if ready is None:
        raise OfficeCannotReceive(office=office.code)
    entries = []
    for done, row in enumerate(batch.rows, start=1):
        entries.append(ticket(keys.new_secret(), once_hash=_once_hash(batch, row)))
        tell(done)
    places = Territory.objects.in_bulk({row.cells["territory"] for row in batch.rows})
    out = []
    with transaction.atomic():
        for row, entry in zip(batch.rows, entries, strict=True):
            told = _application(office, row, places[row.cells["territory"]])
            case = receive(told, entry, ready, by=by)
            out.append(Entered(ref=row.ref, number=shown_number(case.number), secret=entry.secret))
        record("mediation.imported", office, by=by, file=batch.digest, cases=len(out))
    return out


def _once_hash(batch: Batch, row: Row) -> str:
    return service.keyed_hash("once", f"batch:{batch.digest}:{row.line}")


def _entered_before(batch: Batch) -> list[Entered]:
    """The cases of the same file, if it was imported: their numbers; secrets are not kept anywhere."""
    hashes = {_once_hash(batch, row): row for row in batch.rows}
    found = Case.objects.filter(once_hash__in=list(hashes)).values_list("once_hash", "number")
    refs = {hashes[once].line: (hashes[once].ref, number) for once, number in found if once}
    return [
        Entered(ref=ref, number=shown_number(number), secret="")
        for _line, (ref, number) in sorted(refs.items())
    ]


def _application(office: Organisation, row: Row, place: Territory) -> Application:
    cells = row.cells
    applicant = Identity(name=cells["applicant_name"], phone=cells["applicant_phone"])
    other = Identity(name=cells["other_name"], phone=cells["other_phone"])
    return Application(
        office=office,
        territory=place,
        applicant=Side(who=applicant, kind=cells["applicant_kind"] or "person", language=cells["language"]),
        other=Side(who=other, kind=cells["other_kind"] or "person", language=cells["language"]),
        topic=cells["topic"],
        essence=cells["essence"],
        stage=cells["stage"] or "none",
        channel=cells["channel"] or "batch",
        language=cells["language"],
        received_on=row.received_on,
        notice=True,  # signed on the paper
        wishes={
            "paper": cells["ref"],
            **({"referral": cells["referral_no"]} if cells["referral_no"] else {}),
        },
    )
