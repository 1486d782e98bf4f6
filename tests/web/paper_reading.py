"""Reading the documents of a case as their readers get them."""

from __future__ import annotations

import io
from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from kelisim.apps.mediation.actions.extend import extend


def words_of(response):
    """What a paper says that was answered, and that nobody on the way keeps it."""
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    return printed(response.content)


def printed(pdf):
    """The words of a PDF with single spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(one.extract_text() for one in pages).split())


def leader(told):
    """Who mediates."""
    return told.refreshed().mediator.user


def extended(told):
    """A case whose term the three have made longer."""
    until = date(2026, 4, 20)
    for by in (told.party("A"), leader(told), told.party("B")):
        extend(told.refreshed(), until=until, by=by)
    return told


def side_of(told, letter):
    """The browser of a side who has her case open."""
    client = Client()
    with override("kk"):
        typed = {"number": told.receipts[letter].number, "secret": told.secret(letter)}
        assert client.post(reverse("my-case"), typed).status_code == 302
        shown = client.get(reverse("my-case")).content.decode()
    return client, shown
