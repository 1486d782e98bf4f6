"""The registry: who may save, what is refused, how things are found."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kelisim.apps.registry.errors import NameMissing, NoSuchOrganisation
from kelisim.apps.registry.models import Organisation
from kelisim.apps.registry.public import (
    Leader,
    LeaderOfNoAssociation,
    OrganisationKind,
    Person,
    councils,
    leaders,
    offices,
    organisation,
    organisations,
    save_leader,
    save_organisation,
    save_person,
)
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.places.models import Territory
from tests.places import plant

ALMATY, ASTANA = "750000000", "710000000"


@pytest.fixture
def country(db):
    plant()


def office(code: str, territory: str = ALMATY, **more) -> Organisation:
    named = {"name_kk": "Достық медиация кабинеті", "name_ru": "Кабинет медиации «Дружба»"} | more
    return Organisation(code=code, kind=OrganisationKind.MEDIATION_OFFICE, territory_id=territory, **named)


def account(role: str, territory: str | None = None) -> User:
    user = User.objects.create_user(f"{role}@kelisim.example", name=role)
    RoleHolding.objects.create(user=user, role=role, territory_id=territory, since=date(2020, 1, 1))
    return user


GRID = [
    ("secretariat", None, ALMATY, True),
    ("coordinator", ALMATY, ALMATY, True),
    ("coordinator", ALMATY, ASTANA, False),
    ("coordinator", None, ASTANA, True),
    ("clerk", ALMATY, ALMATY, False),
    ("mediator", ALMATY, ALMATY, False),
    ("council", ALMATY, ALMATY, False),
    ("analyst", None, ALMATY, False),
    ("auditor", None, ALMATY, False),
    ("admin", None, ALMATY, False),
]


@pytest.mark.parametrize(("role", "held_in", "stands_in", "allowed"), GRID)
def test_who_may_save_an_organisation(country, role, held_in, stands_in, allowed):
    user = account(role, held_in)
    if allowed:
        assert save_organisation(office("o-1", stands_in), by=user).pk
    else:
        with pytest.raises(Refused):
            save_organisation(office("o-1", stands_in), by=user)
    assert Organisation.objects.count() == int(allowed)


def test_saving_writes_the_keys_and_the_audit(country):
    saved = save_organisation(office("o-1"), by=None)
    assert (saved.key.count("|"), saved.sort_key != "") == (1, True)
    assert Entry.objects.latest("number").deed == "registry.organisation_saved"


@pytest.mark.parametrize("spelling", ["достық", "ДОСТЫК", "dostyq", "дружба", "Druzhba"])
def test_a_name_is_found_in_any_spelling(country, spelling):
    save_organisation(office("o-1"), by=None)
    save_organisation(office("o-2", name_kk="Бірлік", name_ru="Единство"), by=None)
    assert [row.code for row in Organisation.objects.matching(spelling)] == ["o-1"]


def test_an_organisation_without_a_name_is_refused(country):
    with pytest.raises(NameMissing, match="o-1"):
        save_organisation(office("o-1", name_kk="", name_ru=""), by=None)


@pytest.mark.parametrize(
    "more", [{"email": "no address"}, {"kind": "club"}, {"lat": 95.0, "lon": 70.0}, {"lat": 43.2}]
)
def test_a_bad_value_is_refused_and_nothing_is_saved(country, more):
    row = office("o-1")
    for name, value in more.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError):
        save_organisation(row, by=None)
    assert Organisation.objects.count() == 0


def test_a_code_stands_once_and_no_body_is_its_own_parent(country):
    saved = save_organisation(office("o-1"), by=None)
    with pytest.raises(ValidationError):
        save_organisation(office("o-1"), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=saved.pk).update(parent=saved)


def test_offices_are_asked_for_by_territory_and_come_in_kazakh_order(country):
    for code, territory, name in (
        ("o-1", ALMATY, "Ұлы дала"),
        ("o-2", ALMATY, "Үміт"),
        ("o-3", ASTANA, "Уақыт"),
    ):
        save_organisation(office(code, territory, name_kk=name), by=None)
    council = Organisation(code="c-1", kind=OrganisationKind.MEDIATION_COUNCIL, name_kk="Кеңес")
    save_organisation(council, by=None)
    assert [row.code for row in offices()] == ["o-3", "o-1", "o-2"]
    assert [row.code for row in offices(Territory.objects.get(code=ALMATY))] == ["o-1", "o-2"]
    assert [row.code for row in councils()] == ["c-1"]
    assert organisations().count() == 4


def test_a_code_nobody_has_is_named(db):
    with pytest.raises(NoSuchOrganisation, match="o-9"):
        organisation("o-9")


def test_a_person_is_saved_by_who_keeps_a_register_and_has_no_people_or_faith(country):
    assert save_person(Person(code="p-1", name="Айгүл Серік"), by=account("coordinator", ALMATY)).pk
    with pytest.raises(Refused):
        save_person(Person(code="p-2", name="Айгүл"), by=account("analyst"))
    with pytest.raises(NameMissing):
        save_person(Person(code="p-3", name=""), by=None)
    fields = {field.name for field in Person._meta.concrete_fields}
    assert fields == {"id", "code", "name", "name_latin", "sample", "key", "solid", "bones", "sort_key"}


# ── leaders who may be called in ──


def leader(
    code: str, *, kind: str = OrganisationKind.ASSOCIATION, territory: str | None = ALMATY, **more
) -> Leader:
    body = Organisation.objects.create(code=code, kind=kind, territory_id=territory, name_kk=code)
    person = save_person(Person(code=f"p-{code}", name=f"Болат {code}"), by=None)
    told = {"languages": "kk", "phone": "+77010000009", "agreed_on": date(2026, 1, 10)} | more
    return Leader(person=person, organisation=body, **told)


def test_only_who_agreed_and_still_does_stands_on_the_roster_of_a_place(country):
    for code, more in (
        ("here", {}),
        ("anywhere", {"territory": None}),
        ("elsewhere", {"territory": ASTANA}),
        ("later", {"agreed_on": date(2026, 3, 2)}),
        ("ended", {"until": date(2026, 3, 1)}),
        ("faith", {"kind": OrganisationKind.RELIGIOUS_ASSOCIATION}),
    ):
        save_leader(leader(code, **more), by=None)
    found = leaders(Territory.objects.get(code=ALMATY), date(2026, 3, 1))
    assert [row.organisation.code for row in found] == ["anywhere", "faith", "here"]
    assert leaders(on=date(2026, 3, 2)).count() == 5
    assert leaders(on=date(2026, 1, 9)).count() == 0


def test_nobody_stands_there_for_an_office_twice_or_without_a_day(country):
    with pytest.raises(LeaderOfNoAssociation):
        save_leader(leader("court", kind=OrganisationKind.COURT), by=None)
    saved = save_leader(leader("one"), by=account("coordinator", ALMATY))
    assert Entry.objects.latest("number").deed == "registry.leader_saved"
    again = Leader(
        person=saved.person, organisation=saved.organisation, languages="kk", agreed_on=date(2026, 2, 1)
    )
    with pytest.raises(ValidationError):
        save_leader(again, by=None)
    with pytest.raises(ValidationError):
        save_leader(leader("two", agreed_on=None), by=None)
    with pytest.raises(ValidationError):
        save_leader(leader("three", until=date(2026, 1, 10)), by=None)
    for role, held_in in (("clerk", ALMATY), ("analyst", ALMATY), ("mediator", None)):
        with pytest.raises(Refused):
            save_leader(leader(f"no-{role}"), by=account(role, held_in))


def test_the_roster_says_which_office_and_no_people_or_faith(db):
    fields = {field.name for field in Leader._meta.concrete_fields}
    told = {"id", "person", "organisation", "office_kk", "office_ru", "office_en", "languages", "language"}
    assert fields == told | {"phone", "email", "agreed_on", "until"}
