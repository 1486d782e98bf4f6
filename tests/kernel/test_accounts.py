"""Signing in: one door, a second factor for those who need one, a lock against guessing, no signing up."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import NEED_SECOND_FACTOR, NEVER_GRANTED, Role
from kelisim.kernel.accounts import second_factor
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue.worker import run_due

pytestmark = pytest.mark.django_db
PASSWORD = "a sentence only she knows"


@pytest.fixture(autouse=True)
def no_counters():
    """The library also counts requests a minute, in the memory of the process."""
    cache.clear()


def person(name: str, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", PASSWORD, name=name.title(), language="ru")
    for role in roles:
        grant(user, role=role, by=None)
    return user


def sample(marked: bool = True) -> None:
    Installation.objects.create(pack="kz", version="1", loaded_at=timezone.now(), sample=marked)


def sign_in(client, name: str, password: str = PASSWORD):
    address = reverse("account_login")
    return client.post(address, {"login": f"{name}@kelisim.example", "password": password})


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.mark.parametrize("role", [role for role in Role if role not in NEVER_GRANTED])
def test_those_who_work_with_others_affairs_need_a_second_factor(role):
    assert second_factor.needed(person("x", role)) is (role in NEED_SECOND_FACTOR)


def test_nobody_needs_one_in_a_sample_database():
    sample()
    assert not second_factor.needed(person("aizhan", Role.CLERK))


def test_a_loading_that_is_not_sample_changes_nothing():
    sample(marked=False)
    assert second_factor.needed(person("aizhan", Role.CLERK))


def test_signing_in_leads_to_the_desk_in_the_chosen_language(client):
    person("pavel", Role.ANALYST)
    response = client.post("/ru/account/sign-in/", {"login": "PAVEL@kelisim.example", "password": PASSWORD})
    assert (response.status_code, response.url) == (302, "/ru/desk/")


def test_a_clerk_without_a_second_factor_is_led_to_set_one_up_and_nowhere_else(client):
    person("aizhan", Role.CLERK)
    sign_in(client, "aizhan")
    assert [client.get(reverse(name)).headers.get("Location") for name in ("desk", "home", "status")] == [
        reverse("mfa_index")
    ] * 3
    assert client.get(reverse("mfa_index")).status_code == 200


def test_a_clerk_sets_up_the_app_and_signs_in_with_its_digits(client):
    aizhan = person("aizhan", Role.CLERK)
    sign_in(client, "aizhan")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}).status_code == 302
    assert second_factor.present(aizhan)
    assert client.get(reverse("desk-all")).status_code == 200
    kept = Authenticator.objects.get(user=aizhan, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)
    assert TOTP(kept).validate_code(code_of(secret))

    client.post(reverse("account_logout"))
    response = sign_in(client, "aizhan")
    assert response.url.startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("desk")).status_code == 302  # not in yet
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert (wrong.status_code, bool(wrong.context["form"].errors)) == (200, True)


def test_recovery_codes_are_kept_under_a_key(client):
    aizhan = person("aizhan", Role.CLERK)
    sign_in(client, "aizhan")
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    page = client.get(reverse("mfa_view_recovery_codes"))
    codes = page.context["unused_codes"]
    stored = "".join(str(row.data) for row in Authenticator.objects.filter(user=aizhan))
    assert len(codes) == 10
    assert not [code for code in codes if code in stored]
    assert all(code in page.content.decode() for code in codes)


DOORS = ("/en/account/sign-in/", "/en/admin/login/")


def guess(client, door: str, times: int, password: str = "wrong"):
    typed = {"login": "timur@kelisim.example", "username": "timur@kelisim.example", "password": password}
    for _ in range(times):
        response = client.post(door, typed)
        if response.status_code == 302 and "account/sign-in" in response.url:
            response = client.post(response.url, typed)  # the registers' door leads to the common one
    return response


@pytest.mark.parametrize("door", DOORS)
def test_guessing_locks_the_account_at_either_door_and_opens_neither(client, door):
    person("timur", Role.ADMIN)
    sample()
    assert guess(client, door, 4).status_code == 200
    locked = guess(client, door, 1)
    assert (locked.status_code, "account/locked.html" in [t.name for t in locked.templates]) == (429, True)
    for other in DOORS:
        assert guess(client, other, 1, PASSWORD).status_code == 429
    assert client.get(reverse("desk")).status_code == 302


def test_others_are_not_locked_out_by_it(client):
    person("timur", Role.ADMIN)
    person("pavel", Role.ANALYST)
    guess(client, DOORS[0], 5)
    assert sign_in(client, "pavel").status_code == 302


def test_the_registers_have_no_password_form_of_their_own(client):
    timur = person("timur", Role.ADMIN)
    timur.is_staff = True
    timur.save()
    response = client.get("/en/admin/")
    assert response.url.startswith("/en/admin/login/")
    assert client.get(response.url).url.startswith("/en/account/sign-in/")
    person("aizhan", Role.ANALYST)
    sign_in(client, "aizhan")
    assert client.get("/en/admin/login/").status_code == 403


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "socialaccount_signup", "socialaccount_connections"]
)
def test_nobody_signs_up_or_changes_addresses(client, name):
    assert [client.get(reverse(name)).status_code, client.post(reverse(name), {}).status_code] == [404, 404]


def test_a_forgotten_password_is_chosen_anew_through_a_job(client, django_user_model):
    vera = person("vera", Role.ANALYST)
    for address in ("vera@kelisim.example", "nobody@kelisim.example"):
        response = client.post(reverse("account_reset_password"), {"email": address})
        assert response.url == reverse("account_reset_password_done")
    assert mail.outbox == []
    run_due()
    [sent] = mail.outbox
    assert sent.to == ["vera@kelisim.example"]
    link = re.search(r"http://\S+", sent.body).group()
    form = client.get(link.removeprefix("http://localhost:8000"), follow=True)
    chosen = "another sentence of hers"
    client.post(form.redirect_chain[-1][0], {"password1": chosen, "password2": chosen})
    vera.refresh_from_db()
    assert vera.check_password(chosen)


def test_an_administrator_opens_an_account_and_gives_a_role(client):
    timur = person("timur", Role.ADMIN)
    sample()
    sign_in(client, "timur")
    told = {"email": "Saule@kelisim.example", "name": "Saule", "language": "kk", "is_active": "on"}
    assert client.post("/en/admin/accounts/user/add/", told).status_code == 302
    saule = User.objects.get(email="saule@kelisim.example")
    assert not saule.has_usable_password()
    run_due()
    assert [message.to for message in mail.outbox] == [["saule@kelisim.example"]]
    role = {
        "user": saule.pk,
        "role": "coordinator",
        "territory": "",
        "body": "",
        "since": "2026-01-01",
        "until": "",
    }
    assert client.post("/en/admin/access/roleholding/add/", role).status_code == 302
    holding = RoleHolding.objects.get(user=saule)
    assert (holding.role, holding.territory, str(holding.since)) == ("coordinator", None, "2026-01-01")
    deeds = list(Entry.objects.filter(by=timur.pk).order_by("number").values_list("deed", flat=True))
    assert deeds == ["accounts.opened", "access.granted"]


@pytest.mark.parametrize(
    ("who", "role", "field"),
    [("saule", "admin", "role"), ("timur", "analyst", "user"), ("saule", "nonsense", "role")],
)
def test_a_role_that_may_not_be_given_is_explained_beside_its_field(client, who, role, field):
    timur, saule = person("timur", Role.ADMIN), person("saule", Role.COUNCIL)
    sample()
    sign_in(client, "timur")
    user = {"timur": timur, "saule": saule}[who]
    told = {"user": user.pk, "role": role, "territory": "", "body": "", "since": "2026-11-01", "until": ""}
    page = client.post("/en/admin/access/roleholding/add/", told)
    assert (page.status_code, list(page.context["adminform"].form.errors)) == (200, [field])
    assert RoleHolding.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "reads", "adds"), [(Role.ADMIN, 200, 200), (Role.AUDITOR, 200, 403), (Role.CLERK, 302, 403)]
)
def test_registers_open_by_role(client, role, reads, adds):
    sample()
    person("x", role)
    sign_in(client, "x")
    for register in ("accounts/user", "access/roleholding"):
        assert client.get(f"/en/admin/{register}/").status_code == reads
        add = client.get(f"/en/admin/{register}/add/", follow=True)
        assert add.status_code == adds


def test_registers_hold_accounts_and_roles_only(client):
    sample()
    person("timur", Role.ADMIN)
    sign_in(client, "timur")
    page = client.get("/en/admin/")
    shown = {model["object_name"] for app in page.context["app_list"] for model in app["models"]}
    assert shown == {"User", "RoleHolding"}


def test_a_switched_off_account_is_out_at_once(client):
    sample()
    pavel = person("pavel", Role.ANALYST)
    sign_in(client, "pavel")
    assert client.get(reverse("desk")).status_code == 200
    User.objects.filter(pk=pavel.pk).update(is_active=False)
    assert client.get(reverse("desk")).status_code == 302


def test_the_state_provider_has_a_button_only_when_it_is_named(client, settings):
    assert b"state identity provider" not in client.get("/en/account/sign-in/").content
    app = {
        "provider_id": "state",
        "name": "State identity provider",
        "client_id": "k",
        "secret": "s",
        "settings": {"server_url": "https://id.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = client.get("/en/account/sign-in/").content.decode()
    assert 'action="/account/provider/state/login/?process=login"' in page
    assert "Sign in with the state identity provider" in page


def test_a_lost_telephone_is_forgotten_by_an_administrator_never_by_oneself(client):
    timur, aizhan = person("timur", Role.ADMIN), person("aizhan", Role.CLERK)
    sample()
    for user in (timur, aizhan):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(timur)
    told = {"action": "forget_factors", "_selected_action": [aizhan.pk]}
    assert client.post("/en/admin/accounts/user/", told).status_code == 302
    assert [second_factor.present(user) for user in (timur, aizhan)] == [True, False]
    assert Entry.objects.filter(deed="accounts.second_factor_forgotten", by=timur.pk).count() == 1
    assert (
        client.post("/en/admin/accounts/user/", {**told, "_selected_action": [timur.pk]}).status_code == 403
    )
    assert second_factor.present(timur)
