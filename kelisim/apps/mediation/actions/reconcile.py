"""An institution hands in its list of a quarter; both sides confirm the comparison, which then stays."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access.referrals import Sender
from kelisim.apps.mediation.errors.reconciliations import (
    ComparisonChanged,
    QuarterClosed,
    QuarterNotOver,
    SamePerson,
)
from kelisim.apps.mediation.models import Reconciliation
from kelisim.apps.mediation.queries.reconciling import Quarter, TheirLedger, compare, counted, digest_of
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


def reconcile(
    institution: Organisation, quarter: Quarter, told: TheirLedger, *, by: Sender
) -> Reconciliation:
    """Compares and keeps. The same list against the same ledger changes nothing; a new comparison has to be
    confirmed anew.

    Raises Refused, QuarterNotOver, QuarterClosed, ValueError for a list with complaints.
    """
    require(access.may_refer(by, institution))
    if told.wrong:
        raise ValueError("a list with complaints")
    if quarter.until > timezone.localdate():
        raise QuarterNotOver(quarter=quarter)
    with transaction.atomic():
        # Two hands with the same list: the second waits here and finds what the first has written.
        Organisation.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        found = Reconciliation.objects.filter(institution=institution, since=quarter.since).first()
        lines = compare(institution, quarter, told)
        digest = digest_of(lines)
        if found is not None and found.digest == digest:
            return found
        if found is not None and found.is_closed:
            raise QuarterClosed(quarter=quarter)
        found, _made = Reconciliation.objects.update_or_create(
            institution=institution,
            since=quarter.since,
            defaults={
                **{"lines": lines, "digest": digest, "handed_at": timezone.now()},
                **dict.fromkeys(("theirs_by", "theirs_at", "ours_by", "ours_at")),
            },
        )
        user = by if isinstance(by, User) else None
        record("mediation.quarter_compared", institution, by=user, quarter=str(quarter), **counted(lines))
    return found


def confirm_comparison(found: Reconciliation, *, digest: str, side: str, by: User) -> Reconciliation:
    """`theirs`: an officer of the institution. `ours`: who keeps the ledger there. Again changes nothing.

    Raises Refused, ComparisonChanged, SamePerson.
    """
    may = access.may_refer if side == "theirs" else access.may_keep_ledger
    require(side in {"theirs", "ours"} and may(by, found.institution))
    with transaction.atomic():
        found = (
            Reconciliation.objects.select_for_update(of=("self",))
            .prefetch_related("institution")
            .get(pk=found.pk)
        )
        if found.digest != digest:
            raise ComparisonChanged
        if getattr(found, f"{side}_at") is not None:
            return found
        other = "ours" if side == "theirs" else "theirs"
        if getattr(found, f"{other}_by_id") == by.pk:
            raise SamePerson
        setattr(found, f"{side}_by", by)
        setattr(found, f"{side}_at", timezone.now())
        found.save(update_fields=[f"{side}_by", f"{side}_at"])
        record("mediation.quarter_confirmed", found.institution, by=by, comparison=found.pk, side=side)
    return found
