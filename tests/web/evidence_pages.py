"""What the tests of the pages of evidence share: a filled form, addresses, who enters."""

from __future__ import annotations

from html import unescape

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import override

from tests.statistics.evidence import OFFER, ONCE

TYPED = {
    "once": ONCE,
    "side": "against",
    "words": OFFER.words,
    "language": "kk",
    "source_title": OFFER.source_title,
    "source_address": OFFER.source_address,
    "source_read_on": "2026-02-01",
    "name": "",
}


def to(name, *args, lang="kk"):
    with override(lang):
        return reverse(name, args=args)


def text(response, status=200):
    assert response.status_code == status, response.get("Location")
    return unescape(response.content.decode())


def signed_in(client, user):
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    client.force_login(user)
    return user
