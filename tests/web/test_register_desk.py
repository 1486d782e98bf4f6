"""The desks of the register: fixed costs, nothing for strangers, and an account joined after its entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import timezone

from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.join_account import join_account
from kelisim.apps.mediation.errors.register import AccountJoined, NoSuchAccount
from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries.proposals import barred
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from tests import cast as story
from tests.cast import PASSPHRASE
from tests.mediation.electing import BIBIGUL, SERIK, TERM, candidate, elected, entered, newcomer
from tests.mediation.receiving_office import second_office
from tests.web.staff_steps import done, errors, page

pytestmark = pytest.mark.django_db


def crowd(cast, many):
    """So many elections, requests that wait and one entry each without an account."""
    for number in range(many):
        term = replace(TERM, since=timezone.localdate())
        entered(cast, candidate(f"{BIBIGUL} {number}"), number=f"a{number}", term=term)
        elected(cast, candidate(f"{SERIK} {number}"), number=f"b{number}")


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("elections", 6), ("register-desk", 11)])
def test_a_desk_costs_the_same_for_one_and_for_many(
    cast, enter, to, clock, many, name, queries, django_assert_num_queries
):
    crowd(cast, many)
    client = enter(cast.aizhan, key=False)
    client.get(to(name))
    with django_assert_num_queries(queries):
        text = client.get(to(name)).content.decode()
    assert text.count(BIBIGUL) == many * (2 if name == "register-desk" else 1)


@pytest.mark.parametrize("name", ["elections", "register-desk", "council-papers", "mediator-account"])
def test_strangers_and_other_offices_learn_nothing(cast, enter, to, clock, name):
    one = entered(cast)
    address = to(name, one.pk) if name == "mediator-account" else to(name)
    for stranger in (cast.daniyar, cast.oksana, cast.timur):
        assert enter(stranger, key=False).get(address).status_code == 404, stranger.email
    RoleHolding.objects.filter(user=cast.aizhan).update(body=second_office(cast).code)
    answer = enter(cast.aizhan, key=False).get(address)
    assert answer.status_code == 404 if name in {"council-papers", "mediator-account"} else 200
    assert BIBIGUL not in answer.content.decode()


def test_an_account_is_joined_once_on_the_page_and_then_she_waits_only_for_her_key(cast, enter, to, clock):
    one, user = entered(cast), newcomer(cast)
    client, address = enter(cast.aizhan, key=False), to("mediator-account", one.pk)
    assert address in page(client, to("register-desk"))
    told = story.proposing(cast)
    assert barred(told.case, [one], timezone.localdate()) == {one.pk: "no_key"}
    for wrong in ("nobody@example.org", cast.daniyar.email, cast.pavel.email):
        assert errors(client, address, {"email": wrong}) == {"email"}
    assert "алдымен тіркелгі ашыңыз" in client.post(address, {"email": "n@example.org"}).content.decode()
    for _twice in range(2):
        done(client, address, {"email": user.email.upper()})
    one = Mediator.objects.get(pk=one.pk)
    assert (one.user, Entry.objects.filter(deed="mediation.account_joined").count()) == (user, 1)
    enrol(user, PASSPHRASE, by=None)
    assert barred(told.case, [one], timezone.localdate()) == {}
    assert address not in page(client, to("register-desk"))
    assert "тіркелгісі бар" in page(client, address)
    assert "басқа тіркелгі бар" in client.post(address, {"email": "b@example.org"}).content.decode()


def test_nobody_joins_herself_or_a_second_account_or_one_that_is_taken(cast, clock):
    one, user = entered(cast), newcomer(cast)
    RoleHolding.objects.create(user=cast.aizhan, role=Role.MEDIATOR, since="2020-01-01")
    for who, email in ((cast.aizhan, cast.aizhan.email), (cast.daniyar, user.email), (user, user.email)):
        with pytest.raises(Refused):
            join_account(one, email=email, by=who)
    join_account(one, email=user.email, by=cast.saule)
    other = entered(cast, candidate(SERIK), number="9")
    with pytest.raises(NoSuchAccount):
        join_account(other, email=user.email, by=cast.aizhan)
    with pytest.raises(AccountJoined):
        join_account(one, email=cast.kamila.email, by=cast.aizhan)
    assert Mediator.objects.filter(user=user).get() == one
