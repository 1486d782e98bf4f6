"""A request for the register is refused with its reason; a complaint is heard by somebody else."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.access.register import may_hear_complaint, may_keep_register
from kelisim.apps.mediation.actions.include import Seen, locked, note, require_waiting
from kelisim.apps.mediation.errors import TextTooLong
from kelisim.apps.mediation.errors.register import DecidedAlready, NoGround, NotRefused
from kelisim.apps.mediation.models import Inclusion
from kelisim.apps.mediation.queries.inclusions import applicant, concealed
from kelisim.apps.mediation.queries.requirements import findings
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

LONGEST = 1000


def refuse_inclusion(inclusion: Inclusion, *, rule: str, why: str, seen: Seen, by: User) -> Inclusion:
    """On a verified rule noted as not met; `why` says it in plain words. The same refusal twice is one.

    Raises DecidedAlready, NoGround, TextTooLong.
    """
    require(may_keep_register(by, inclusion.office))
    if len(why) > LONGEST:
        raise TextTooLong(field="why", length=len(why), limit=LONGEST)
    with transaction.atomic():
        row = locked(inclusion)
        if row.status == Inclusion.Status.REFUSED and row.rule == rule:
            return row
        require_waiting(row)
        note(row, seen)
        found = [one for one in findings(row.kind, row.seen, row.asked_on) if one.rule.key == rule]
        if not any(one.blocks for one in found):
            raise NoGround
        row.identity = concealed(row, replace(applicant(row), why=why.strip()))
        row.status, row.rule = Inclusion.Status.REFUSED, rule
        row.decided_on, row.decided_by = timezone.localdate(), by
        row.save()
        record("mediation.inclusion_refused", row, by=by, office=row.office.code, rule=rule)
    return row


def hear_complaint(inclusion: Inclusion, *, upheld: bool, by: User) -> Inclusion:
    """Upheld, the request waits anew and its days begin again; dismissed, the refusal stands. Twice is once.

    Raises Refused, NotRefused, DecidedAlready.
    """
    require(may_hear_complaint(by, inclusion))
    with transaction.atomic():
        row, today = locked(inclusion), timezone.localdate()
        if (row.heard_on, row.upheld) == (today, upheld):
            return row
        if row.status != Inclusion.Status.REFUSED:
            raise NotRefused
        if row.heard_on is not None and row.decided_on is not None and row.heard_on >= row.decided_on:
            raise DecidedAlready(day=row.heard_on.isoformat())
        row.heard_on, row.upheld = today, upheld
        if upheld:
            row.identity = concealed(row, replace(applicant(row), why=""))
            row.status, row.rule, row.asked_on = Inclusion.Status.WAITING, "", today
            row.decided_on, row.decided_by = None, None
        row.save()
        record("mediation.complaint_heard", row, by=by, office=row.office.code, upheld=int(upheld))
    return row
