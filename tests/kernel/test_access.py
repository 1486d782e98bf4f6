"""Roles: what each may do, how far it reaches, when it is in force, what excludes what."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from kelisim.kernel.access.door import Refused, has, holdings, may, require, roles_of
from kelisim.kernel.access.grant import IncompatibleRoles, OwnGrant, RoleNotGranted, end, grant
from kelisim.kernel.access.roles import LABELS, PERMISSIONS, Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.once import reading
from kelisim.kernel.places.models import Territory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


def person(name: str) -> User:
    return User.objects.create_user(f"{name}@kelisim.example", name=name.title())


def place(code: str, level: str) -> Territory:
    return Territory.objects.create(
        code=code, level=level, kind=level, name_kk=code, name_ru=code, name_en=code
    )


@pytest.fixture
def almaty() -> Territory:
    return place("750000000", "region")


@pytest.fixture
def district() -> Territory:
    return place("751100000", "district")


@pytest.fixture
def elsewhere() -> Territory:
    return place("100000000", "region")


def test_every_role_stands_on_the_page_with_a_label():
    assert set(PERMISSIONS) == set(LABELS) == set(Role)


def test_only_those_named_may_touch_accounts_audit_and_keys():
    holders = {
        permission: {role for role, allowed in PERMISSIONS.items() if permission in allowed}
        for permission in (
            "accounts.change",
            "audit.read",
            "mediation.open_escrow",
            "status.read",
            "mediation.route",
            "statistics.release",
        )
    }
    assert holders == {
        "accounts.change": {Role.ADMIN},
        "audit.read": {Role.AUDITOR},
        "mediation.open_escrow": {Role.COUNCIL},
        "status.read": {Role.ADMIN, Role.AUDITOR},
        "mediation.route": {Role.CLERK},
        "statistics.release": {Role.SECRETARIAT},
    }


def test_the_administrator_has_no_deed_in_mediation_a_stranger_has_not():
    def in_mediation(role: Role) -> set[str]:
        return {permission for permission in PERMISSIONS[role] if permission.startswith("mediation.")}

    assert in_mediation(Role.ADMIN) == in_mediation(Role.PUBLIC)


def test_a_holding_of_an_office_reaches_that_office_only(almaty):
    aizhan = person("aizhan")
    grant(aizhan, role=Role.CLERK, territory=almaty, body="office-1", by=None)
    assert [
        has(aizhan, Role.CLERK),
        has(aizhan, Role.CLERK, body="office-1"),
        has(aizhan, Role.CLERK, body="office-2"),
        has(aizhan, Role.CLERK, body="office-1", territory=almaty),
        has(aizhan, Role.CLERK, territory=almaty),
        has(aizhan, Role.MEDIATOR),
    ] == [True, True, False, True, False, False]


def test_a_holding_of_a_region_reaches_all_within(almaty, district, elsewhere):
    saule = person("saule")
    grant(saule, role=Role.COORDINATOR, territory=almaty, by=None)
    assert [
        has(saule, Role.COORDINATOR, territory=almaty),
        has(saule, Role.COORDINATOR, territory=district),
        has(saule, Role.COORDINATOR, territory=elsewhere),
        has(saule, Role.COORDINATOR, territory=district, body="office-1"),
        has(saule, Role.COORDINATOR, body="office-1"),
        may(saule, "mediation.transfer", territory=district),
        may(saule, "mediation.transfer", territory=elsewhere),
        may(saule, "mediation.route", territory=district),
    ] == [True, True, False, True, False, True, False, False]


def test_a_national_holding_reaches_everything(elsewhere):
    oksana = person("oksana")
    grant(oksana, role=Role.AUDITOR, by=None)
    assert has(oksana, Role.AUDITOR, territory=elsewhere, body="office-9")
    assert roles_of(oksana) == {Role.AUDITOR}


def test_a_holding_is_in_force_from_its_first_to_before_its_last_day():
    aizhan = person("aizhan")
    grant(aizhan, role=Role.ANALYST, since=DAY, until=DAY + timedelta(days=2), by=None)
    forces = []
    for days in (-1, 0, 1, 2):
        with time_machine.travel(datetime.combine(DAY + timedelta(days=days), time(12), tzinfo=UTC)):
            forces.append(len(holdings(aizhan, Role.ANALYST)))
    assert forces == [0, 1, 1, 0]


def test_a_page_that_is_read_asks_once_and_one_that_writes_asks_anew(django_assert_num_queries):
    aizhan = person("aizhan")
    grant(aizhan, role=Role.ANALYST, by=None)
    with reading():
        with django_assert_num_queries(1):
            assert roles_of(aizhan) == roles_of(aizhan) == {Role.ANALYST}
        grant(aizhan, role=Role.REFERRER, by=None)
        assert roles_of(aizhan) == {Role.ANALYST}
    assert roles_of(aizhan) == {Role.ANALYST, Role.REFERRER}
    with django_assert_num_queries(2):
        assert roles_of(aizhan) == roles_of(aizhan)


def test_strangers_and_switched_off_accounts_hold_nothing():
    oksana = person("oksana")
    grant(oksana, role=Role.AUDITOR, by=None)
    oksana.is_active = False
    oksana.save()
    assert [may(who, "audit.read") for who in (oksana, AnonymousUser())] == [False, False]


def test_require_lets_in_or_refuses():
    require(True)
    with pytest.raises(Refused) as refused:
        require(False)
    assert isinstance(refused.value, PermissionDenied)


def test_only_an_administrator_grants_never_herself_and_it_is_recorded(almaty):
    timur, aizhan = person("timur"), person("aizhan")
    grant(timur, role=Role.ADMIN, by=None)
    holding = grant(aizhan, role=Role.CLERK, territory=almaty, body="office-1", by=timur)
    with pytest.raises(Refused):
        grant(timur, role=Role.ANALYST, by=aizhan)
    with pytest.raises(OwnGrant):
        grant(timur, role=Role.ANALYST, by=timur)
    end(holding, by=timur)
    assert not has(aizhan, Role.CLERK)
    with pytest.raises(Refused):
        end(holding, by=aizhan)
    assert list(Entry.objects.order_by("number").values_list("deed", "by", "facts__role")) == [
        ("access.granted", None, "admin"),
        ("access.granted", timur.pk, "clerk"),
        ("access.ended", timur.pk, "clerk"),
    ]


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.PARTY])
def test_public_and_party_are_never_granted(role):
    with pytest.raises(RoleNotGranted):
        grant(person("vera"), role=role, by=None)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Role.ADMIN, Role.COUNCIL),
        (Role.COUNCIL, Role.ADMIN),
        (Role.ADMIN, Role.CLERK),
        (Role.MEDIATOR, Role.ADMIN),
        (Role.AUDITOR, Role.ADMIN),
    ],
)
def test_roles_that_exclude_each_other_anywhere(first, second, almaty):
    marat = person("marat")
    grant(marat, role=first, territory=almaty, by=None)
    with pytest.raises(IncompatibleRoles):
        grant(marat, role=second, by=None)


def test_roles_that_exclude_each_other_may_follow_each_other():
    marat = person("marat")
    today = timezone.localdate()
    grant(marat, role=Role.COUNCIL, since=today - timedelta(days=9), until=today, by=None)
    assert grant(marat, role=Role.ADMIN, by=None).pk


def test_mediator_and_clerk_never_in_one_office_or_area(almaty, district, elsewhere):
    daniyar = person("daniyar")
    grant(daniyar, role=Role.CLERK, territory=almaty, body="office-1", by=None)
    for territory, body in ((almaty, "office-1"), (almaty, ""), (district, ""), (None, "")):
        with pytest.raises(IncompatibleRoles):
            grant(daniyar, role=Role.MEDIATOR, territory=territory, body=body, by=None)
    assert grant(daniyar, role=Role.MEDIATOR, territory=almaty, body="office-2", by=None).pk
    assert grant(daniyar, role=Role.MEDIATOR, territory=elsewhere, by=None).pk


def test_the_day_changes_at_midnight_of_the_country():
    with time_machine.travel("2026-03-01T19:30:00+00:00", tick=False):  # 00:30 on the 2nd in Kazakhstan
        saule = person("saule")
        grant(saule, role=Role.ANALYST, since=DAY, by=None)
        assert has(saule, Role.ANALYST)
