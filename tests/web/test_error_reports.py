"""Whatever breaks in whatever page or deed of a case: the report holds a place in the code, nothing typed."""

from __future__ import annotations

import json
from dataclasses import replace
from uuid import uuid4

import pytest
from django import forms
from django.core import mail
from django.core.cache import cache
from django.urls import URLPattern, get_resolver, reverse

from kelisim.kernel.logs.lines import ALLOWED
from kelisim.web.mediation.party.deeds import DEEDS as OF_SIDES
from kelisim.web.mediation.staff import clerk_deeds, mediator_deeds
from tests import cast as stories
from tests.disguises import shown_in

TYPED = "қарақұрттай"
SAMPLES = {"SlugConverter": "abc", "StringConverter": "abc", "IntConverter": 7, "UUIDConverter": uuid4()}
SENT = {"essence": TYPED, "text": TYPED, "secret": TYPED, "passphrase": TYPED, "number": TYPED}


def rooms_pages(resolver) -> list[URLPattern]:
    """Every address of the room."""
    found: list[URLPattern] = []
    for one in resolver.url_patterns:
        found += [one] if isinstance(one, URLPattern) else rooms_pages(one)
    return [one for one in found if one.callback.__module__.startswith("kelisim.web.mediation.")]


def breaks(request, **_given):
    """As a page may: with everything in its hands and in its message."""
    sent = {**request.POST.dict(), **request.GET.dict()}
    raise ValueError(f"{sent} {request.headers}")


def breaking_form(data, **_work):
    raise LookupError(f"{data} {TYPED}")


def breaking_check(form: forms.BaseForm) -> None:
    breaking_form(form.data)


@pytest.fixture
def reports(client, capfd):
    """Sends everything there is to send; gives what is written of it, and the answer."""
    cache.clear()
    client.raise_request_exception = False

    def sent(address):
        told = {"HTTP_REFERER": f"http://testserver/?q={TYPED}", "HTTP_USER_AGENT": TYPED}
        answer = client.post(f"{address}?q={TYPED}", SENT, **told)
        mails = "".join(f"{one.subject}{one.body}{one.alternatives}" for one in mail.outbox)
        return answer, capfd.readouterr().err, mails

    return sent


def holds_nothing(reports, address, kinds):
    """500, one line of the log with class and place, and in no place what was typed."""
    answer, log, mails = reports(address)
    assert answer.status_code == 500, (address, answer.status_code)
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    assert {line["error"] for line in lines if line["event"] == "exception"} <= kinds, address
    assert set().union(*lines) <= ALLOWED
    for place in (log.encode(), mails.encode(), answer.content, str(answer.headers).encode()):
        assert shown_in(place, [TYPED]) == [], address


def test_an_error_in_any_page_of_the_room_is_reported_without_what_was_sent(reports, db, monkeypatch):
    pages = rooms_pages(get_resolver())
    assert len(pages) > 90
    for page in pages:
        monkeypatch.setattr(page, "callback", breaks)
        keys = {name: SAMPLES[type(kind).__name__] for name, kind in page.pattern.converters.items()}
        holds_nothing(reports, reverse(page.name, kwargs=keys), {"ValueError"})


def test_an_error_in_any_deed_of_a_case_is_reported_without_what_was_typed(
    reports, cast, enter, to, monkeypatch
):
    story = stories.running(cast)
    number = str(story.case)
    monkeypatch.setattr(forms.BaseForm, "is_valid", breaking_check)
    for deeds, page, user in (
        (clerk_deeds.DEEDS, "case-deed", cast.aizhan),
        (mediator_deeds.DEEDS, "mediator-deed", story.refreshed().mediator.user),
    ):
        enter(user)
        for name, deed in deeds.items():
            monkeypatch.setitem(deeds, name, replace(deed, may=lambda *_who: True, form=breaking_form))
            holds_nothing(reports, to(page, number=number, deed=name), {"LookupError"})


def test_an_error_in_any_deed_of_a_side_is_reported_without_what_was_typed(
    reports, cast, client, to, monkeypatch
):
    story = stories.running(cast)
    typed = {"number": story.receipts["A"].number, "secret": story.secret("A")}
    assert client.post(to("my-case"), typed).status_code == 302
    monkeypatch.setattr(forms.BaseForm, "is_valid", breaking_check)
    for name in OF_SIDES:
        holds_nothing(reports, to("my-case-deed", deed=name), {"LookupError"})
