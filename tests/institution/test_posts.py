"""Posts and tenures: the one rule, seats, spans."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from kelisim.apps.institution.actions.appoint import appoint
from kelisim.apps.institution.actions.end_tenure import end_tenure
from kelisim.apps.institution.actions.open_post import open_post
from kelisim.apps.institution.errors import (
    AlreadyEnded,
    AlreadyHolds,
    BadSpan,
    NoPost,
    NoProposingPower,
    NoSeatFree,
)
from kelisim.apps.institution.models import Post, Tenure
from kelisim.apps.institution.queries.posts import post, tenures_on, vacancies
from kelisim.apps.registry.public import Organisation, Person, save_person
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User

JANUARY = date(2023, 1, 24)


def person(number: int) -> Person:
    code = f"person-{number}"
    known = Person.objects.filter(code=code).first()
    return known or save_person(Person(code=code, name=f"Адам {number}"), by=None)


def appointed(code: str, since: date, count: int) -> list[Tenure]:
    return [
        appoint(post(code), person=person(number), since=since, by=None) for number in range(1, count + 1)
    ]


def test_the_assembly_fills_nine_mazhilis_seats_to_june_2022(kz):
    seats = appointed("mazhilis-deputy", date(2021, 1, 15), 9)
    assert len(seats) == 9
    with pytest.raises(NoSeatFree):
        appoint(post("mazhilis-deputy"), person=person(10), since=date(2021, 1, 15), by=None)


def test_nobody_is_elected_under_a_power_that_was_lost_and_those_elected_sit_on(kz):
    appointed("mazhilis-deputy", date(2021, 1, 15), 9)
    with pytest.raises(NoProposingPower):
        appoint(post("mazhilis-deputy"), person=person(10), since=date(2022, 6, 5), by=None)
    assert tenures_on(date(2022, 12, 1), post("mazhilis-deputy")).count() == 9


def test_five_senators_after_june_2022_and_none_from_july_2026(kz):
    appointed("senator-proposed", JANUARY, 5)
    with pytest.raises(NoSeatFree):
        appoint(post("senator-proposed"), person=person(6), since=JANUARY, by=None)
    with pytest.raises(NoProposingPower):
        appoint(post("senator-proposed"), person=person(6), since=date(2022, 6, 4), by=None)
    with pytest.raises(NoPost):
        appoint(post("senator-proposed"), person=person(6), since=date(2026, 7, 1), by=None)


def test_nobody_holds_a_post_at_a_body_that_does_not_exist(kz):
    with pytest.raises(NoPost):
        appoint(post("kenesi-chair"), person=person(1), since=date(2026, 6, 30), by=None)
    assert appoint(post("kenesi-chair"), person=person(1), since=date(2026, 7, 1), by=None).pk


def test_a_vacancy_is_seats_less_live_tenures(kz):
    (tenure,) = appointed("kenesi-chair", date(2026, 7, 1), 1)
    assert vacancies(tenure.post, date(2026, 6, 30)) == 1
    assert vacancies(tenure.post, date(2026, 7, 1)) == 0
    end_tenure(tenure, until=date(2026, 9, 1), reason="own_wish", by=None)
    assert [vacancies(tenure.post, day) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [0, 1]
    assert vacancies(post("assembly-member"), JANUARY) is None


def test_a_tenure_ends_once_and_after_it_began(kz):
    (tenure,) = appointed("kenesi-chair", date(2026, 7, 1), 1)
    with pytest.raises(BadSpan):
        end_tenure(tenure, until=date(2026, 7, 1), reason="own_wish", by=None)
    end_tenure(tenure, until=date(2026, 9, 1), reason="own_wish", by=None)
    with pytest.raises(AlreadyEnded):
        end_tenure(tenure, until=date(2026, 10, 1), reason="own_wish", by=None)


def test_nobody_holds_a_post_twice_at_a_time(kz):
    one = person(1)
    appoint(post("senator-proposed"), person=one, since=JANUARY, by=None)
    with pytest.raises(AlreadyHolds):
        appoint(post("senator-proposed"), person=one, since=date(2023, 2, 1), by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(post=post("senator-proposed"), person=one, since=date(2024, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Tenure.objects.create(
            post=post("kenesi-chair"), person=one, since=date(2024, 1, 2), until=date(2024, 1, 1)
        )


@pytest.fixture
def office(kz):
    return Organisation.objects.create(
        code="office-1", kind="mediation_office", name_kk="Кабинет", territory_id="750000000"
    )


def coordinator_of(code: str) -> User:
    user = User.objects.create_user(f"c{code}@kelisim.example", name="Saule")
    RoleHolding.objects.create(user=user, role="coordinator", territory_id=code, since=date(2020, 1, 1))
    return user


def test_every_office_has_a_post_of_mediator_and_it_is_opened_once(office):
    saule = coordinator_of("750000000")
    opened = open_post(office, by=saule)
    assert (opened.code, opened.label_kk, opened.seats) == ("mediator:office-1", "Медиатор", None)
    assert open_post(office, by=saule) == opened
    assert Post.objects.filter(organisation=office).count() == 1
    assert appoint(opened, person=person(1), since=JANUARY, by=saule).on_behalf_of is None


def test_a_coordinator_fills_no_post_elsewhere(office):
    stranger = coordinator_of("710000000")
    with pytest.raises(Refused):
        open_post(office, by=stranger)
    with pytest.raises(Refused):
        appoint(post("kenesi-chair"), person=person(1), since=date(2026, 7, 1), by=stranger)
