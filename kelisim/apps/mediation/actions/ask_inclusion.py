"""A request to be entered in the register is taken; its ten days begin."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import Tenure
from kelisim.apps.mediation.access.register import may_keep_register
from kelisim.apps.mediation.actions.check_application import ONCE_LETTERS, require_code
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong
from kelisim.apps.mediation.models import Election, Inclusion
from kelisim.apps.mediation.queries.inclusions import Applicant, concealed, once_hash
from kelisim.apps.mediation.queries.requirements import SO, is_elected, rules_for
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Who asks for which register; for an elected mediator also the election and her tenure by it."""

    kind: str
    who: Applicant
    language: str = "kk"
    election: Election | None = None
    tenure: Tenure | None = None


def ask_inclusion(asked: Asked, *, office: Organisation, once: str, by: User) -> Inclusion:
    """The same form again is the same request. Raises AnswersMissing, AnswerWrong.

    Who comes by an election asks through it, never alone.
    """
    require(may_keep_register(by, office))
    if not asked.who.name.strip() or not asked.kind:
        raise AnswersMissing(fields=["name"])
    require_code("kind", asked.kind, "mediator_kinds")
    if is_elected(asked.kind) and asked.tenure is None:
        raise AnswerWrong(field="kind", value=asked.kind)
    if asked.tenure is None and len(once) < ONCE_LETTERS:
        raise AnswerWrong(field="once", value=once[:40])
    digest, today = once_hash(once), timezone.localdate()
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=office.pk)
        before = Inclusion.objects.filter(once_hash=digest).first()
        if before is not None:
            return before
        row = Inclusion(office=office, kind=asked.kind, language=asked.language, once_hash=digest)
        row.identity = concealed(row, asked.who)
        row.asked_on, row.asked_by = today, by
        row.election, row.tenure = asked.election, asked.tenure
        if asked.election is not None:
            seen = [one.key for one in rules_for(asked.kind, today) if one.counts_from == "election"]
            row.seen = dict.fromkeys(seen, SO)
        row.save()
        record("mediation.inclusion_asked", row, by=by, office=office.code, kind=asked.kind)
    return row
