"""Desk, status and audit pages: who sees them, what they show, in three languages, at a fixed price."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import NEVER_GRANTED, Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.models import Flag
from kelisim.kernel.queue.worker import beat, run_due
from kelisim.web.account.views import DESKS, visible_entries, ways_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sample():
    cache.clear()
    Installation.objects.create(pack=settings.PACK, version="1", loaded_at=timezone.now(), sample=True)
    translation.activate("en")


def person(name: str, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", name=name.title())
    for role in roles:
        grant(user, role=role, by=None)
    return user


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [(Role.CLERK, "/en/desk/office/"), (Role.AUDITOR, None), (Role.ADMIN, None), (Role.ANALYST, None)],
)
def test_the_desk_leads_to_the_page_of_the_role(client, role, leads_to):
    client.force_login(person("x", role))
    response = client.get("/en/desk/")
    assert response.headers.get("Location") == leads_to
    assert client.get("/en/desk/all/").status_code == 200


def test_the_desk_of_two_roles_lists_both(client):
    client.force_login(person("x", Role.AUDITOR, Role.ANALYST))
    page = client.get("/en/desk/")
    assert [way.href for way in page.context["ways"]] == [
        "/en/status/",
        "/en/audit/",
        "/en/desk/council/",
        "/en/desk/referrals/ledger/",
        "/en/desk/roles/",
    ]


def test_a_page_whose_room_is_missing_is_not_offered():
    with translation.override("en"):
        offered = {way.href for way in ways_of(set(Role))}
    assert "" not in offered
    assert offered >= {"/en/status/", "/en/audit/", "/en/admin/"}
    assert {role for role, _name, _label in DESKS} <= set(Role) - NEVER_GRANTED


SQLITE_ASKS = int(connection.vendor == "sqlite")  # how surely it writes

# every role against every page; 302 = to the sign-in
GRID = {
    None: (302, 302, 302, 302),
    Role.MEDIATOR: (200, 403, 404, 403),
    Role.CLERK: (200, 403, 404, 403),
    Role.COORDINATOR: (200, 403, 404, 403),
    Role.COUNCIL: (200, 403, 404, 403),
    Role.REFERRER: (200, 403, 404, 403),
    Role.FACILITATOR: (200, 403, 404, 403),
    Role.MODERATOR: (200, 403, 404, 403),
    Role.ANALYST: (200, 403, 404, 403),
    Role.SECRETARIAT: (200, 403, 404, 403),
    Role.AUDITOR: (200, 200, 200, 403),
    Role.ADMIN: (200, 200, 200, 302),
}


def test_the_grid_names_every_role():
    assert set(GRID) == {None, *set(Role) - NEVER_GRANTED}


@pytest.mark.parametrize("role", GRID)
def test_who_opens_which_page(client, role):
    flag = failed_job()
    if role:
        client.force_login(person("x", role))
    told = [client.get(reverse(name)).status_code for name in ("desk-all", "status", "audit")]
    told.append(client.post(reverse("status-try-again", args=[flag.pk])).status_code)
    assert tuple(told) == GRID[role]
    assert (Flag.objects.get().lowered_at is not None) is (role == Role.ADMIN)


def failed_job() -> Flag:
    later("mediation.never_written", 7)
    run_due()
    return Flag.objects.get()


def test_try_again_says_what_it_did_and_does_it_once(client):
    flag = failed_job()
    client.force_login(person("timur", Role.ADMIN))
    address = reverse("status-try-again", args=[flag.pk])
    pages = [client.post(address, follow=True) for _ in range(2)]
    assert [[str(message) for message in page.context["messages"]] for page in pages] == [
        ["The job will be tried again now."],
        ["Somebody has already asked for this job again."],
    ]
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert client.get(address).status_code == 405
    assert client.post(reverse("status-try-again", args=[999])).status_code == 404


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_status_page_shows_the_queue(client, language):
    failed_job()
    later("mediation.wait", 1, after=timedelta(days=1))
    client.force_login(person("oksana", Role.AUDITOR))
    page = client.get(f"/{language}/status/").content.decode()
    shown = {
        "kk": ("Орындаушы жұмыс істемей тұр", "күн сайын сағат 03:20"),
        "ru": ("Исполнитель не работает", "ежедневно в 03:20"),
        "en": ("No worker is at work", "daily at 03:20"),
    }[language]
    for text in (*shown, "mediation.never_written", "UnknownJob", "mediation.wait", "accounts.sweep"):
        assert text in page
    beat("w")
    assert shown[0] not in client.get(f"/{language}/status/").content.decode()


def test_a_status_page_of_one_and_of_three_costs_the_same(client, django_assert_num_queries):
    client.force_login(person("oksana", Role.AUDITOR))
    client.get("/en/status/")
    for name in ("a", "b", "c"):
        later(f"mediation.{name}", 1)
        with django_assert_num_queries(SQLITE_ASKS + 13):
            client.get("/en/status/")


def entries() -> dict[str, User]:
    people = {name: person(name) for name in ("aizhan", "pavel")}
    record("mediation.routed", "mediation.case:1", by=people["aizhan"], rule="APPC-65")
    record("accounts.changed", people["pavel"], by=people["pavel"])
    record("mediation.lapsed", "mediation.case:2", by=None)
    return people


def test_each_sees_her_part_of_the_trail():
    people = entries()
    oksana, timur = person("oksana", Role.AUDITOR), person("timur", Role.ADMIN)

    def deeds(user: User) -> list[str]:
        return list(visible_entries(user).order_by("number").values_list("deed", flat=True))

    assert deeds(oksana) == [
        "mediation.routed",
        "accounts.changed",
        "mediation.lapsed",
        "access.granted",
        "access.granted",
    ]
    assert deeds(timur) == ["accounts.changed", "access.granted", "access.granted"]
    assert deeds(people["aizhan"]) == ["mediation.routed"]


@pytest.mark.parametrize(
    ("asked", "things"),
    [
        ({"deed": "mediation."}, ["mediation.case:2", "mediation.case:1"]),
        ({"thing": "mediation.case:1"}, ["mediation.case:1"]),
        ({"by": "AIZHAN@kelisim.example"}, ["mediation.case:1"]),
        ({"by": "nobody@kelisim.example"}, []),
        ({"deed": "mediation.", "page": "nonsense"}, ["mediation.case:2", "mediation.case:1"]),
    ],
)
def test_the_audit_page_is_narrowed_by_deed_thing_and_person(client, asked, things):
    entries()
    client.force_login(person("oksana", Role.AUDITOR))
    page = client.get("/en/audit/", asked)
    assert [row["entry"].thing for row in page.context["rows"]] == things
    assert page.status_code == 200


def test_an_audit_page_of_one_and_of_three_costs_the_same(client, django_assert_num_queries):
    client.force_login(person("oksana", Role.AUDITOR))
    for name in ("a", "b", "c"):
        record("test.deed", "thing:1", by=person(name))
        with django_assert_num_queries(7):
            client.get("/en/audit/", {"deed": "test."})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "name",
    [
        "desk-all",
        "audit",
        "account_logout",
        "account_change_password",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_reauthenticate",
    ],
)
def test_pages_of_the_account_speak_one_language(client, language, name):
    user = User.objects.create_user("x@kelisim.example", "a sentence only she knows", name="Х")
    grant(user, role=Role.AUDITOR, by=None)
    client.post("/en/account/sign-in/", {"login": user.email, "password": "a sentence only she knows"})
    with translation.override(language):
        page = client.get(reverse(name))
    assert page.status_code == 200
    text = page.content.decode()
    assert f'<html lang="{language}">' in text
    english = (
        "Sign in",
        "Sign out",
        "Second factor",
        "Change the password",
        "Audit trail",
        "My desk",
        "Confirm",
    )
    assert [word for word in english if f">{word}<" in text and language != "en"] == []
