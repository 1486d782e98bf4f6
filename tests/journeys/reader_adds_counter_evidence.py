"""A reader adds counter-evidence on a phone, in Kazakh; an editor publishes or returns it, with a reason."""

import csv
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache

from kelisim.apps.statistics.models import Evidence
from kelisim.kernel.access.grant import grant
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from tests.journeys.browser import expect_good

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CLAIM = "/kk/statistics/claims/result-2/"
WORDS = "2022 жылғы 5 маусымнан кейін мұндай өкілдік болған жоқ."


@pytest.fixture(autouse=True)
def quiet_hour():
    """Nobody has handed in anything within the hour."""
    cache.clear()


def enter(page, address: str) -> None:
    """Zarina, an editor, is signed in already."""
    user = User.objects.create_user("zarina@kelisim.example", name="Зарина")
    grant(user, role=Role.SECRETARIAT, by=None)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": address}]
    )


def hand_in(page, look) -> str:
    """From the list of claims to the receipt; forgets the source, reads why, adds it. Answers the address."""
    page.goto("/kk/statistics/claims/")
    page.click("#result-2 footer a[href$='/claims/result-2/']")
    assert page.locator("h1").inner_text() == "Тұжырым және ол туралы не белгілі"
    look(page)
    page.click("text=Қарсы дәлел қосу")
    look(page)
    assert page.locator("[name=side][value=against]").is_checked()
    assert page.locator("[name=language][value=kk]").is_checked()
    page.fill("[name=words]", WORDS)
    page.fill("[name=name]", "Павел")
    page.click("main form button[data-size=large]")
    assert page.locator("#id_source_title_error").inner_text().endswith("Дереккөзсіз ештеңе қабылданбайды.")
    assert page.locator("[name=words]").input_value() == WORDS
    assert not Evidence.objects.exists()
    look(page)
    page.fill("[name=source_title]", "Конституциялық заң, 2022 жылғы 8 маусым")
    page.fill("[name=source_address]", "https://example.org/law/2022")
    page.fill("[name=source_read_on]", "2026-02-01")
    page.click("main form button[data-size=large]")
    page.wait_for_url("**/statistics/evidence/*/")
    look(page)
    return page.locator(".secret").inner_text()


def decide(page, verb: str, answer: str, look) -> None:
    """The editor opens what waits, and answers."""
    page.goto("/kk/desk/evidence/")
    look(page)
    page.click("main table a >> nth=0")
    look(page)
    page.fill("[name=answer]", answer)
    page.click(f"main button[name=verb][value={verb}]")
    page.wait_for_url("**/kk/desk/evidence/")


def test_a_reader_adds_counter_evidence_and_an_editor_publishes_it(page, desktop, country, live_server):
    receipt = hand_in(page, expect_good)
    page.goto(CLAIM)
    assert WORDS not in page.locator("main").inner_text()
    enter(desktop, live_server.url)
    decide(desktop, "publish", "Дереккөзі тексерілді.", expect_good)
    page.goto(receipt)
    assert "жарияланды" in page.locator("main .badge").inner_text()
    page.goto(CLAIM)
    expect_good(page)
    against = page.locator("section[aria-labelledby=against]").inner_text()
    assert WORDS in against
    assert "Павел" in against
    assert "Дереккөзі тексерілді." in against
    assert WORDS not in page.locator("section[aria-labelledby=for]").inner_text()
    assert "жарияланды: тұжырымға қайшы" in page.locator("ol.timeline").inner_text()
    with page.expect_download() as kept:
        page.click("a[href*='format=csv'][href*='list=evidence']")
    rows = list(csv.DictReader(StringIO(kept.value.path().read_text("utf-8"))))
    assert [(row["claim"], row["side"], row["words"], row["name"]) for row in rows] == [
        ("result-2", "against", WORDS, "Павел")
    ]


def test_returned_with_a_reason_she_withdraws_it_without_scripts(plain, desktop, country, live_server):
    receipt = hand_in(plain, lambda page: None)
    enter(desktop, live_server.url)
    decide(desktop, "return", "Заңның бабы аталмаған. Бапты көрсетіп, қайта тапсырыңыз.", lambda page: None)
    plain.goto(receipt)
    told = plain.locator("main").inner_text()
    assert "себебі айтылып қайтарылды" in told
    assert "Заңның бабы аталмаған." in told
    plain.click("details summary >> text=Қайтарып алу")
    plain.click("main button[data-kind=danger]")
    assert "E-1 қайтарып алынды." in plain.locator("main").inner_text()
    row = Evidence.objects.get()
    assert (row.state, row.words, row.name, row.answer) == ("withdrawn", "", "", "")
    plain.goto(CLAIM)
    assert "Заңның бабы" not in plain.locator("main").inner_text()
