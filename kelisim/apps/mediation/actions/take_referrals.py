"""An institution hands in its referrals: all of them or none, and the same one once."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access.referrals import Sender
from kelisim.apps.mediation.errors.referrals import KeyUsedOtherwise
from kelisim.apps.mediation.models import Referral
from kelisim.apps.mediation.queries.referral_file import Line, ReferralFile
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.seal import service

_CONTACTS = ("applicant_name", "applicant_phone", "other_name", "other_phone")


def take_referrals(
    institution: Organisation, told: ReferralFile, *, by: Sender, key: str = ""
) -> list[Referral]:
    """Keeps every referral of a file without complaints. `key`: the idempotency key of a program's one.

    Raises Refused, KeyUsedOtherwise, ValueError for a file with complaints.
    """
    require(access.may_refer(by, institution))
    if told.wrong:
        raise ValueError("a file with complaints")
    with transaction.atomic():
        # Two hands with the same file: the second waits here and finds what the first has written.
        Organisation.objects.select_for_update(of=("self",)).get(pk=institution.pk)
        numbers = [one.cells["ref"] for one in told.lines]
        known = {one.ref: one for one in Referral.objects.filter(institution=institution, ref__in=numbers)}
        hashed = _key_hash(institution, told, key)
        out = [known.get(line.cells["ref"]) or _kept(institution, line, hashed) for line in told.lines]
        new = len(told.lines) - len(known)
        if new:
            record("mediation.referred", institution, by=by if isinstance(by, User) else None, referrals=new)
    return out


def _key_hash(institution: Organisation, told: ReferralFile, key: str) -> str | None:
    if not key:
        return None
    digest = service.keyed_hash("referral-key", key)
    before = Referral.objects.filter(institution=institution, key_hash=digest).first()
    if before and [one.content_hash for one in told.lines] != [before.content_hash]:
        raise KeyUsedOtherwise
    return digest


def _kept(institution: Organisation, line: Line, key_hash: str | None) -> Referral:
    cells, uid = line.cells, uuid.uuid4()
    return Referral.objects.create(
        uid=uid,
        institution=institution,
        office=line.office,
        territory_id=cells["territory"],
        languages=" ".join(cells["languages"].split()),
        deadline=_day(cells["deadline"]),
        decided_on=_day(cells["decided_on"]),
        identity=service.conceal({one: cells[one] for one in _CONTACTS}, about=str(uid)),
        content_hash=line.content_hash,
        key_hash=key_hash,
        **{one: cells[one] for one in ("ref", "memorandum", "stage", "topic", "commission_stage")},
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
