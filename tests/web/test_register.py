"""The public register of mediators, her own entry, and a suspension; in Kazakh."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from kelisim.apps.mediation.models import Mediator
from kelisim.apps.mediation.queries.proposals import barred
from kelisim.apps.mediation.tasks import remind_entries
from kelisim.apps.registry.models import Organisation
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.queue.worker import run_due
from tests import cast as story
from tests.web.staff_steps import done, errors, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(cast):
    """Daniyar's office has an address; he himself gave none."""
    Organisation.objects.filter(pk=cast.office.pk).update(address_kk="Абай даңғылы, 10", phone="+77270000001")
    return cast


def names(client, to, **asked):
    return [row.name for row in client.get(to("mediators"), asked).context["rows"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["Daniyar", "Kamila"]),
        ({"topic": "neighbours"}, ["Daniyar"]),
        ({"language": "ru"}, ["Daniyar", "Kamila"]),
        ({"language": "en"}, []),
        ({"kind": "professional"}, []),
        ({"q": "камила"}, ["Kamila"]),
        ({"place": "750000000", "topic": "family"}, ["Daniyar", "Kamila"]),
        ({"place": "190000000"}, ["Daniyar", "Kamila"]),  # no such place here: said, and all are shown
        ({"topic": "of-nowhere"}, ["Daniyar", "Kamila"]),
    ],
)
def test_filters_narrow_the_register(entries, client, to, asked, found):
    assert [name.split()[0] for name in names(client, to, **asked)] == found


def test_word_of_a_language_is_not_part_of_another(entries, client, to):
    Mediator.objects.update(languages="kk-latn ruu")
    assert names(client, to, language="kk") == []
    assert names(client, to, language="ru") == []


def test_register_costs_the_same_for_one_and_for_many(entries, client, to, django_assert_num_queries):
    client.get(to("mediators"))
    with django_assert_num_queries(5):
        client.get(to("mediators"))
    Mediator.objects.filter(pk=entries.mediators["kamila"].pk).update(languages="en")
    with django_assert_num_queries(5):
        assert len(names(client, to, language="kk")) == 1


def test_file_holds_what_the_page_holds(entries, client, to):
    text = client.get(to("mediators"), {"format": "csv", "topic": "neighbours"}).content.decode()
    rows = list(csv.DictReader(text.splitlines()))
    assert [(row["kind"], row["languages"], row["fields"], row["address"]) for row in rows] == [
        ("public", "kk ru", "neighbours family", "Абай даңғылы, 10")
    ]


def test_who_left_the_register_is_not_found(entries, client, to):
    one = entries.mediators["kamila"]
    assert client.get(to("mediator-detail", one.pk)).status_code == 200
    type(one.tenure).objects.filter(pk=one.tenure_id).update(until=timezone.localdate())
    assert client.get(to("mediator-detail", one.pk)).status_code == 404
    assert [name.split()[0] for name in names(client, to)] == ["Daniyar"]


def test_she_keeps_her_own_entry_and_nobody_elses(entries, enter, to, client):
    one = entries.mediators["daniyar"]
    address = to("own-entry")
    assert "Абай даңғылы, 10" in page(enter(entries.daniyar, key=False), address)
    given = {"phone": "+77015550000", "email": "d@example.org", "address": "Тау көшесі, 3", "true": "on"}
    assert errors(client, address, {**given, "email": "d"}) == {"email"}
    assert errors(client, address, {**given, "true": ""}) == {"true"}  # what the law bars is asked too
    for _twice in range(2):
        done(client, address, given)
    assert Entry.objects.filter(deed="mediation.entry_confirmed").count() == 1
    one.refresh_from_db()
    assert (one.phone, one.address, one.confirmed_on) == (
        "+77015550000",
        "Тау көшесі, 3",
        timezone.localdate(),
    )
    text = page(client, to("mediator-detail", one.pk))
    assert "Тау көшесі, 3" in text
    assert "Абай даңғылы, 10" not in text
    assert enter(entries.aizhan, key=False).get(address).status_code == 404


def test_silent_mediator_is_not_proposed_but_stays(entries, client, to):
    told, one = story.proposing(entries), entries.mediators["daniyar"]

    def left_out(day):
        return barred(told.case, [one], day)

    assert left_out(date(2027, 1, 1)) == {}  # a whole year after the rule began nobody is late
    assert left_out(date(2027, 1, 2)) == {one.pk: "not_confirmed"}
    one.confirmed_on = date(2026, 6, 1)
    assert left_out(date(2027, 6, 1)) == {}
    assert left_out(date(2027, 6, 2)) == {one.pk: "not_confirmed"}
    assert len(names(client, to)) == 2


def test_mediator_is_asked_once_in_time_by_a_mail_without_names(entries, clock, mailoutbox):
    Mediator.objects.filter(user=entries.kamila).update(confirmed_on=date(2026, 11, 20))
    clock.move_to(datetime(2026, 12, 1, 9, tzinfo=UTC))
    remind_entries()
    run_due()
    assert mailoutbox == []
    clock.move_to(datetime(2026, 12, 2, 9, tzinfo=UTC))
    for _twice in range(2):
        remind_entries()
        run_due()
    assert [mail.to for mail in mailoutbox] == [[entries.daniyar.email]]
    assert "/desk/mediator/entry/" in mailoutbox[0].body
    assert "Daniyar" not in mailoutbox[0].body


def test_coordinator_suspends_and_lifts(entries, enter, to):
    one, today = entries.mediators["daniyar"], timezone.localdate()
    client = enter(entries.saule, key=False)
    address = to("mediator-suspend", one.pk)
    told = {"until": (today + timedelta(days=90)).isoformat(), "reason": "own_request"}
    assert errors(client, address, {**told, "until": (today + timedelta(days=190)).isoformat()}) == {"until"}
    assert errors(client, address, {**told, "until": today.isoformat()}) == {"until"}
    assert errors(client, address, {**told, "reason": "gossip"}) == {"reason"}
    for _twice in range(2):
        done(client, address, told)
    assert Entry.objects.filter(deed="mediation.suspended").count() == 1
    public = page(client, to("mediator-detail", one.pk))
    assert "Уақытша тоқтатылған" in public
    done(client, address, {"lift": "yes"})
    one.refresh_from_db()
    assert (one.suspended_since, one.suspension_reason) == (None, "")


@pytest.mark.parametrize("name", ["oksana", "timur", "pavel", "daniyar"])
def test_page_of_suspension_is_not_there_for_others(entries, enter, to, name):
    client = enter(getattr(entries, name), key=False)
    assert client.get(to("mediator-suspend", entries.mediators["daniyar"].pk)).status_code == 404
