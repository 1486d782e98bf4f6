"""What a person sees: her standing towards a case, and the cases and parts within her reach."""

from __future__ import annotations

from typing import Literal

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from kelisim.apps.mediation.access.grid import GRID, Limit, Reach, Thing
from kelisim.apps.mediation.models import Case, Offer, Participant, Party
from kelisim.apps.mediation.queries.offers import window_over
from kelisim.apps.mediation.queries.reach import body_of, held_for
from kelisim.apps.mediation.states import State
from kelisim.kernel.access.door import held, reaches
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.once import once
from kelisim.kernel.places.queries import within_of

# Nobody signed in, a side or somebody called in with her secret, or staff.
Who = User | AnonymousUser | Party | Participant | None
Deed = Literal["read", "write"]

_BY_PLACE = {Role.COORDINATOR: Reach.REGION, Role.COUNCIL: Reach.REGION, Role.AUDITOR: Reach.NATION}
# Writing with these limits goes through one deed of its own, never through this question.
_OWN_DEED_ONLY = {Limit.TRANSFER, Limit.ESCROW, Limit.STATUSES}
_TOTALS = {Role.ANALYST, Role.SECRETARIAT, Role.REFERRER, Role.ADMIN}


def standings(who: Who, case: Case) -> list[tuple[Role, Reach]]:
    """In which roles she stands to this case, and how far each reaches; NOTHING where it does not reach."""
    if isinstance(who, Party):
        return [(Role.PARTY, Reach.OWN if who.case_id == case.pk else Reach.NOTHING)]
    if isinstance(who, Participant):
        return [(Role.INVITED, Reach.OWN if who.case_id == case.pk else Reach.NOTHING)]
    if not isinstance(who, User):
        return [(Role.PUBLIC, Reach.NOTHING)]
    leads = is_mediator_of(who, case)
    found = [_standing(holding, case, leads=leads) for holding in held(who)]
    return found or [(Role.PUBLIC, Reach.NOTHING)]


def may(who: Who, deed: Deed, thing: Thing, case: Case, *, owner: Party | None = None) -> bool:
    """Whether the grid lets her read or write this part of this case; `owner` is a private part's side."""
    for role, reach in standings(who, case):
        cell = GRID[thing][role]
        right = cell.read if deed == "read" else cell.write
        reached = right == Reach.ALL or (right == reach and reach not in {Reach.NOTHING, Reach.TOTALS})
        own_deed_only = deed == "write" and cell.limit in _OWN_DEED_ONLY
        if reached and not own_deed_only and _within_limit(cell.limit, who, case, owner):
            return True
    return False


def visible_cases(who: Who, *, by: Role | None = None) -> QuerySet[Case]:
    """The cases she sees at all: everything starts here, and what is not here is not found (404).

    `by` narrows to what one of her roles lets her see: the cases of one desk. Whoever is called in sees no
    case at all, only what is shown to her by name.
    """
    rows = _rows()
    if isinstance(who, Party):
        return rows.filter(pk=who.case_id)
    if not isinstance(who, User):
        return rows.none()
    seen = Q(pk__in=[])
    for holding in held(who):
        if by in {None, Role(holding.role)}:
            seen |= _seen_by(holding, who)
    return rows.filter(seen).exclude(state=State.DRAFT)


def led_by(user: User) -> QuerySet[Case]:
    """What a mediator sees because she leads it; none without the role. By an index, without the "or"."""
    return _hers(user, Q(mediator__user=user))


def asked_of(user: User) -> QuerySet[Case]:
    """What a mediator sees because she is being asked to lead it."""
    return _hers(user, _asked(user))


def visible_parties(who: Who, case: Case) -> QuerySet[Party]:
    """The sides whose names she may read in this case."""
    if may(who, "read", Thing.IDENTITY, case):
        return case.parties.all()
    return case.parties.none()


def is_mediator_of(user: User, case: Case) -> bool:
    """Whether she leads this case or is being asked to."""
    if case.mediator is not None and case.mediator.user_id == user.pk:
        return True
    return once(("asked to lead", user.pk, case.pk), lambda: _is_asked(user, case))


def _is_asked(user: User, case: Case) -> bool:
    return case.offers.filter(status=Offer.Status.WAITING, mediator__user=user).exists()


def _rows() -> QuerySet[Case]:
    return Case.objects.select_related("office__parent", "territory", "region", "mediator__tenure__person")


def _hers(user: User, which: Q) -> QuerySet[Case]:
    mediates = any(holding.role == Role.MEDIATOR for holding in held(user))
    return _rows().filter(which).exclude(state=State.DRAFT) if mediates else Case.objects.none()


def _asked(user: User) -> Q:
    offers = Offer.objects.filter(status=Offer.Status.WAITING, mediator__user=user)
    return Q(pk__in=offers.values("case"))


def _standing(holding: RoleHolding, case: Case, *, leads: bool) -> tuple[Role, Reach]:
    role = Role(holding.role)
    if role == Role.MEDIATOR:
        return role, Reach.OWN if leads else Reach.NOTHING
    if role in _TOTALS or case.state == State.DRAFT:
        return role, Reach.NOTHING
    within = reaches(holding, territory=case.region, body=body_of(case, role))
    if role == Role.CLERK:
        # Nobody holds mediator and clerk rights in one case.
        return role, Reach.OFFICE if within and not leads else Reach.NOTHING
    return role, _BY_PLACE.get(role, Reach.NOTHING) if within else Reach.NOTHING


def _seen_by(holding: RoleHolding, user: User) -> Q:
    role = Role(holding.role)
    if role == Role.MEDIATOR:
        return Q(mediator__user=user) | _asked(user)
    if role not in {Role.CLERK, *_BY_PLACE}:
        return Q(pk__in=[])
    if holding.body:
        return held_for(holding.body, role)
    within = within_of("region", holding.territory) if holding.territory else Q()
    # An empty condition vanishes in an "or"; the whole country is said in words.
    return within or Q(pk__isnull=False)


def _within_limit(limit: Limit, who: Who, case: Case, owner: Party | None) -> bool:
    if limit == Limit.AFTER_WINDOW:
        return window_over(case)
    if limit == Limit.UNTIL_AGREED:
        return case.agreed_on is None
    if limit == Limit.OWNER:
        return owner is not None and isinstance(who, Party) and owner.pk == who.pk
    if limit == Limit.BY_NAME:
        return isinstance(who, Participant) and who.reads()
    if limit == Limit.OWN_TEXT:
        return isinstance(who, Party) and who.side == Party.Side.APPLICANT
    return True
