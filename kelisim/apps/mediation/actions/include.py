"""Somebody is entered in the register: what the law asks for was seen, and nothing stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution.public import InstitutionError, Tenure, appoint, open_post
from kelisim.apps.mediation.access.register import may_keep_register
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong
from kelisim.apps.mediation.errors.register import (
    DecidedAlready,
    NoSuchAccount,
    NumberTaken,
    RequirementNotMet,
    RequirementsUnseen,
    TenureRefused,
)
from kelisim.apps.mediation.models import Inclusion, Mediator
from kelisim.apps.mediation.queries.inclusions import applicant
from kelisim.apps.mediation.queries.requirements import (
    NOT_SO,
    SO,
    UNSEEN,
    Finding,
    cited,
    findings,
    rules_for,
    said,
)
from kelisim.apps.registry.public import Person, save_person
from kelisim.kernel.access.door import has, require
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.places.queries import region_of

Seen = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the register says of her, and what the work needs to know. An empty number is given by us."""

    languages: tuple[str, ...]
    topics: tuple[str, ...] = ()
    capacity: int = 0
    register_no: str = ""
    certificate: str = ""
    account: str = ""


def note_seen(inclusion: Inclusion, *, seen: Seen, by: User) -> Inclusion:
    """Keeps what was looked at so far. Raises DecidedAlready, AnswerWrong."""
    require(may_keep_register(by, inclusion.office))
    with transaction.atomic():
        row = locked(inclusion)
        require_waiting(row)
        if note(row, seen):
            record("mediation.requirements_seen", row, by=by)
    return row


def include(inclusion: Inclusion, *, entry: Entry, seen: Seen, by: User) -> Mediator:
    """Her entry begins today; again it is the same entry.

    Raises DecidedAlready, AnswersMissing, RequirementsUnseen, RequirementNotMet, NumberTaken,
    NoSuchAccount, TenureRefused.
    """
    require(may_keep_register(by, inclusion.office))
    if not entry.languages:
        raise AnswersMissing(fields=["languages"])
    with transaction.atomic():
        row = locked(inclusion)
        if row.status == Inclusion.Status.INCLUDED and row.mediator is not None:
            return row.mediator
        require_waiting(row)
        note(row, seen)
        _nothing_in_the_way(findings(row.kind, row.seen, row.asked_on))
        tenure, today = _tenure(row, by), timezone.localdate()
        mediator = Mediator.objects.filter(tenure__person=tenure.person, office=row.office).first()
        mediator = _written(mediator or Mediator(entered_on=today), row, entry, tenure)
        row.mediator, row.tenure, row.status = mediator, tenure, Inclusion.Status.INCLUDED
        row.decided_on, row.decided_by = today, by
        row.save()
        record("mediation.included", row, by=by, office=row.office.code, mediator=mediator.pk)
    return mediator


def locked(inclusion: Inclusion) -> Inclusion:
    """The row for a deed: nobody else decides meanwhile."""
    rows = Inclusion.objects.select_for_update(of=("self",))
    return rows.prefetch_related("office__territory", "tenure__person", "mediator").get(pk=inclusion.pk)


def require_waiting(row: Inclusion) -> None:
    """Raises DecidedAlready."""
    if row.status != Inclusion.Status.WAITING:
        raise DecidedAlready(day=row.decided_on.isoformat() if row.decided_on else "")


def note(row: Inclusion, seen: Seen) -> bool:
    """Writes what was seen into a locked row; whether anything changed. Raises AnswerWrong."""
    known = {one.key for one in rules_for(row.kind, row.asked_on)}
    for key, answer in seen.items():
        if key not in known or answer not in (SO, NOT_SO, UNSEEN):
            raise AnswerWrong(field=key[:40], value=answer[:40])
    noted = {**row.seen, **seen}
    if noted == row.seen:
        return False
    row.seen = noted
    row.save(update_fields=["seen"])
    return True


def _nothing_in_the_way(found: list[Finding]) -> None:
    blocking = [one for one in found if one.blocks]
    if blocking:
        raise RequirementNotMet(rules=_told(blocking))
    missing = [one for one in found if one.missing]
    if missing:
        raise RequirementsUnseen(rules=_told(missing))


def _told(found: list[Finding]) -> str:
    return " ".join(f"{said(one.rule).of()} ({cited(one.rule)})" for one in found)


def _tenure(row: Inclusion, by: User) -> Tenure:
    """The tenure of her election; for everybody else one that begins with the entry."""
    if row.tenure is not None:
        return row.tenure
    person = save_person(Person(code=f"mediator-{row.uid.hex}", name=applicant(row).name), by=by)
    try:
        return appoint(open_post(row.office, by=by), person=person, since=timezone.localdate(), by=by)
    except InstitutionError as error:
        raise TenureRefused(why=str(error)) from error


def _written(one: Mediator, row: Inclusion, entry: Entry, tenure: Tenure) -> Mediator:
    place = row.office.territory
    if place is None:
        raise TenureRefused(why=row.office.code)
    number = entry.register_no or one.register_no or f"{row.asked_on.year}-{row.pk}"
    others = Mediator.objects.filter(office=row.office, register_no=number).exclude(pk=one.pk)
    if others.exists():
        raise NumberTaken(number=number)
    if entry.account:
        one.user = account_for(entry.account, one)
    one.tenure, one.kind, one.register_no = tenure, row.kind, number
    one.office, one.territory, one.region = row.office, place, region_of(place)
    one.languages, one.topics = " ".join(entry.languages), " ".join(entry.topics)
    one.capacity, one.certificate = entry.capacity, entry.certificate
    one.lat, one.lon, one.sample = row.office.lat, row.office.lon, row.office.sample
    one.confirmed_on = timezone.localdate()
    one.save()
    return one


def account_for(address: str, one: Mediator) -> User:
    """The account a mediator's entry may have: with the role, without another entry. Raises NoSuchAccount."""
    user = User.objects.filter(email=address.lower(), is_active=True).first()
    taken = user is not None and Mediator.objects.filter(user=user).exclude(pk=one.pk).exists()
    if user is None or taken or not has(user, Role.MEDIATOR):
        raise NoSuchAccount
    return user
