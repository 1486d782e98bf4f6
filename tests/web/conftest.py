"""The cast for the pages of the mediation room, and how one of them enters."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from kelisim.apps.mediation.actions.unlock import unlock
from kelisim.cli.packs import loaders
from kelisim.kernel.packs.load import load_pack
from kelisim.web.mediation.cookies import KEYS
from tests.cast import PASSPHRASE, Cast, make_cast


@pytest.fixture
def cast(db, clock) -> Cast:
    """Everybody, with keys and a second factor."""
    found = make_cast()
    for user in (
        found.aizhan,
        found.daniyar,
        found.kamila,
        found.saule,
        found.marat,
        found.oksana,
        found.timur,
    ):
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    return found


@pytest.fixture
def enter(client):
    """Signs somebody in; with her key open unless told otherwise."""

    def entered(user, *, key=True):
        client.cookies.clear()
        client.force_login(user)
        if key:
            client.cookies[KEYS] = unlock(user, PASSPHRASE)
        return client

    return entered


@pytest.fixture
def to():
    """The address of a page by name, in Kazakh unless told otherwise."""

    def found(name, /, *args, lang="kk", **named):
        with override(lang):
            return reverse(name, args=args, kwargs=named)

    return found


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The whole pack, loaded once for all pages."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_pack("kz", lambda _line: None, loaders=loaders())
        yield
        transaction.set_rollback(True)
