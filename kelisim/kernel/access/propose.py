"""Proposing somebody for a role in one's own area, and answering: an administrator grants or refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from kelisim.kernel.access.door import held, in_force, may, require
from kelisim.kernel.access.grant import OwnGrant, grant
from kelisim.kernel.access.models import RoleHolding, RoleProposal
from kelisim.kernel.access.roles import FOR_ONE_BODY, PERMISSIONS, PROPOSED, Role
from kelisim.kernel.audit.log import record
from kelisim.kernel.places.models import Territory
from kelisim.kernel.places.queries import prefix

if TYPE_CHECKING:
    from kelisim.kernel.accounts.models import User

PROPOSE = "accounts.propose"


class BodyMissing(ValueError):
    """The role is always for one office."""

    def __init__(self, role: Role) -> None:
        self.role = role
        super().__init__(f"{role} works for one office: name it.")


class AccountMissing(ValueError):
    """Nobody can sign in with the address, so nobody can hold the role."""

    def __init__(self) -> None:
        super().__init__("No account that may sign in has this address: open it, then grant.")


class AnswerMissing(ValueError):
    """A refusal says why."""

    def __init__(self) -> None:
        super().__init__("A refusal needs words: say why.")


class AlreadyDecided(ValueError):
    """It was answered the other way."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(f"This proposal was {state} before: it is not decided twice.")


def areas(user: User) -> QuerySet[Territory]:
    """Everywhere she proposes: the whole areas of her roles with the right.

    A council's seat is held for the council's own code; whom it proposes for is all the area it serves.
    """
    reach = Q(pk__in=[])
    for holding in held(user):
        if PROPOSE in PERMISSIONS[Role(holding.role)]:
            reach |= _here(holding)
    return Territory.objects.filter(reach)


def _here(holding: RoleHolding) -> Q:
    if holding.territory is not None:
        return Q(code__startswith=prefix(holding.territory))
    return Q(pk__in=[]) if holding.body else Q(pk__isnull=False)


def reads_proposals(user: User) -> bool:
    """Whoever proposes, and whoever reads accounts."""
    return may(user, PROPOSE) or may(user, "accounts.read")


def visible_proposals(user: User) -> QuerySet[RoleProposal]:
    """All of them for whoever reads accounts, those of her area for a proposer, nobody's for a stranger."""
    rows = RoleProposal.objects.select_related("territory", "proposed_by", "decided_by")
    if may(user, "accounts.read"):
        return rows
    return rows.filter(territory__in=areas(user).values("pk"))


def propose_role(proposal: RoleProposal, *, by: User) -> RoleProposal:
    """Puts a proposal before the administrators; the same one that waits already is the one that stands."""
    require(proposal.role in PROPOSED and areas(by).filter(pk=proposal.territory_id).exists())
    email = proposal.email.strip().lower()
    if email == by.email.lower():
        raise OwnGrant
    if proposal.role in FOR_ONE_BODY and not proposal.body:
        raise BodyMissing(Role(proposal.role))
    with transaction.atomic():
        row, made = RoleProposal.objects.get_or_create(
            email=email,
            role=proposal.role,
            territory=proposal.territory,
            body=proposal.body,
            decided_at=None,
            defaults={
                "name": proposal.name,
                "reason": proposal.reason,
                "proposed_by": by,
                "proposed_at": timezone.now(),
            },
        )
        if made:
            record("access.proposed", row, by=by, **_facts(row))
    return row


def decide_role(proposal: RoleProposal, *, granted: bool, answer: str = "", by: User) -> RoleProposal:
    """Grants the role from today on, or refuses it with words. The same answer again changes nothing."""
    require(may(by, "accounts.change"))
    with transaction.atomic():
        row = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
        if row.decided_at is not None:
            if granted != (row.state == "granted"):
                raise AlreadyDecided(row.state)
            return row
        if by.pk == row.proposed_by_id or by.email.lower() == row.email:
            raise OwnGrant
        row.answer = answer.strip()
        if granted:
            row.holding = _given(row, by=by)
        elif not row.answer:
            raise AnswerMissing
        row.decided_by, row.decided_at = by, timezone.now()
        row.save(update_fields=["answer", "holding", "decided_by", "decided_at"])
        record(f"access.proposal_{row.state}", row, by=by, **_facts(row))
    return row


def account_of(proposal: RoleProposal) -> User | None:
    """The account with the address, if there is one, switched off too: for the eyes of who decides."""
    found: User | None = get_user_model()._default_manager.filter(email=proposal.email).first()
    return found


def _given(row: RoleProposal, *, by: User) -> RoleHolding:
    """The holding that stands already, or a new one through the deed that checks and records it."""
    user = account_of(row)
    if user is None or not user.is_active:
        raise AccountMissing
    asked = {"role": row.role, "territory": row.territory, "body": row.body}
    standing = RoleHolding.objects.filter(in_force(), user=user, **asked).first()
    return standing or grant(user, role=Role(row.role), territory=row.territory, body=row.body, by=by)


def _facts(row: RoleProposal) -> dict[str, str]:
    return {"role": row.role, "territory": row.territory_id, "body": row.body}
