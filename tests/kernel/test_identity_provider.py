"""The state's identity provider opens accounts that exist, for addresses it has verified, and no others."""

import json
from contextlib import contextmanager
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.urls import reverse

from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.adapter import SocialAdapter
from kelisim.kernel.accounts.models import User

pytestmark = pytest.mark.django_db
SERVER = "https://id.example"


class Provider:
    """What an OpenID Connect provider answers, as far as the sign-in asks."""

    def __init__(self, **claims: object) -> None:
        self.claims = {"sub": "4711", **claims}

    def _answer(self, body: dict[str, object]) -> SimpleNamespace:
        return SimpleNamespace(
            status_code=200,
            headers={"content-type": "application/json"},
            text=json.dumps(body),
            json=lambda: body,
            raise_for_status=lambda: None,
        )

    def get(self, url: str, headers: dict[str, str] | None = None) -> SimpleNamespace:
        if url == f"{SERVER}/userinfo":
            assert headers == {"Authorization": "Bearer good"}
            return self._answer(self.claims)
        assert url == f"{SERVER}/.well-known/openid-configuration"
        places = {
            "authorization_endpoint": "auth",
            "token_endpoint": "token",
            "userinfo_endpoint": "userinfo",
        }
        return self._answer({name: f"{SERVER}/{place}" for name, place in places.items()})

    def request(self, method: str, url: str, **told: object) -> SimpleNamespace:
        assert (method, url, told["data"]["code"]) == ("POST", f"{SERVER}/token", "c0de")
        return self._answer({"access_token": "good", "token_type": "Bearer"})


@pytest.fixture
def come_back(client, settings, monkeypatch):
    """Signs in at a provider with these claims; gives the answer to its way back."""
    cache.clear()
    app = {
        "provider_id": "state",
        "name": "S",
        "client_id": "k",
        "secret": "s",
        "settings": {"server_url": SERVER},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    def go(**claims: object):
        provider = Provider(**claims)

        @contextmanager
        def session(self):
            yield provider

        monkeypatch.setattr(SocialAdapter, "get_requests_session", session)
        away = client.post("/account/provider/state/login/?process=login")
        asked = urlsplit(away.url)
        assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{SERVER}/auth"
        query = parse_qs(asked.query)
        assert query["redirect_uri"] == ["http://testserver/account/provider/state/login/callback/"]
        return client.get(
            "/account/provider/state/login/callback/",
            {"code": "c0de", "state": query["state"][0]},
            follow=True,
        )

    return go


def person(name: str, role: Role) -> User:
    user = User.objects.create_user(f"{name}@kelisim.example", name=name.title())
    grant(user, role=role, by=None)
    return user


def test_a_verified_address_opens_its_account(come_back, client):
    pavel = person("pavel", Role.ANALYST)
    page = come_back(email="pavel@kelisim.example", email_verified=True)
    assert page.redirect_chain[0][0] == reverse("desk")
    assert client.session["_auth_user_id"] == str(pavel.pk)


def test_it_replaces_no_second_factor(come_back):
    person("aizhan", Role.CLERK)
    page = come_back(email="aizhan@kelisim.example", email_verified=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_index")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "pavel@kelisim.example", "email_verified": False},
        {"email": "pavel@kelisim.example"},
        {"email": "stranger@kelisim.example", "email_verified": True},
        {},
    ],
)
def test_an_unverified_or_unknown_address_opens_and_makes_nothing(come_back, client, claims):
    person("pavel", Role.ANALYST)
    page = come_back(**claims)
    assert page.status_code == 200
    assert "account/signup_closed.html" in [template.name for template in page.templates]
    assert "_auth_user_id" not in client.session
    assert User.objects.count() == 1


def test_a_forged_way_back_is_explained(come_back, client):
    come_back(email="stranger@kelisim.example", email_verified=True)
    page = client.get("/account/provider/state/login/callback/", {"code": "c0de", "state": "forged"})
    assert "socialaccount/authentication_error.html" in [template.name for template in page.templates]
    assert "_auth_user_id" not in client.session
