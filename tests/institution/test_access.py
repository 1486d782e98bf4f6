"""Cast x deed: who may record in the ledger, and who may fill posts where."""

from __future__ import annotations

from datetime import date

import pytest

from kelisim.apps.institution import access
from kelisim.apps.institution.models import Act, Effect, Post, Tenure
from kelisim.apps.registry.public import Organisation, organisation
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.registers import registers
from kelisim.kernel.accounts.models import User

ALMATY, ASTANA = "750000000", "710000000"
ROLES = (
    "mediator",
    "clerk",
    "coordinator",
    "council",
    "referrer",
    "analyst",
    "secretariat",
    "auditor",
    "admin",
)
KEEP_A_REGISTER = {"clerk", "coordinator", "council"}


def account(role: str, territory: str | None = None, body: str = "") -> User:
    user = User.objects.create_user(f"{role}@kelisim.example", name=role)
    RoleHolding.objects.create(
        user=user, role=role, territory_id=territory, body=body, since=date(2020, 1, 1)
    )
    return user


@pytest.fixture
def office(kz) -> Organisation:
    return Organisation.objects.create(
        code="office-1", kind="mediation_office", name_kk="Кабинет", territory_id=ALMATY
    )


@pytest.mark.parametrize("role", ROLES)
def test_only_the_secretariat_records_in_the_ledger(kz, role):
    assert access.may_record(account(role)) is (role == "secretariat")


@pytest.mark.parametrize("role", ROLES)
def test_posts_at_an_office_are_filled_by_who_keeps_its_register(office, role):
    allowed = role in KEEP_A_REGISTER | {"secretariat"}
    assert access.may_fill_posts_at(account(role, ALMATY), office) is allowed


@pytest.mark.parametrize("role", sorted(KEEP_A_REGISTER))
def test_nobody_fills_posts_at_an_office_elsewhere(office, role):
    assert access.may_fill_posts_at(account(role, ASTANA), office) is False


def test_a_clerk_of_one_office_fills_posts_there_alone(office):
    clerk = account("clerk", ALMATY, body="office-1")
    other = Organisation.objects.create(
        code="office-2", kind="mediation_office", name_kk="Кабинет", territory_id=ALMATY
    )
    assert [access.may_fill_posts_at(clerk, body) for body in (office, other)] == [True, False]


@pytest.mark.parametrize("role", ROLES)
def test_posts_of_the_institution_are_filled_by_the_secretariat_alone(kz, role):
    allowed = access.may_fill_posts_at(account(role), organisation("assembly"))
    assert allowed is (role == "secretariat")


def test_the_house_itself_may_load(kz):
    assert access.may_record(None)
    assert access.may_fill_posts_at(None, organisation("assembly"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", [Act, Effect, Post, Tenure])
def test_the_registers_are_read_by_the_secretariat_and_written_by_nobody(kz, rf, role, model):
    request = rf.get("/")
    request.user = account(role)
    register = registers.get_model_admin(model)
    assert register.has_view_permission(request) is (role == "secretariat")
    assert not register.has_add_permission(request)
    assert not register.has_change_permission(request)
    assert not register.has_delete_permission(request)
