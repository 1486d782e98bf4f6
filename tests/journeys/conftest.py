"""Journeys: the live site in the system's browser, on a phone and on a desk; the console stays empty."""

import os
import socket
import sqlite3

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.db import connection

from kelisim.cli.packs import loaders
from kelisim.kernel.packs.load import load_pack
from tests.cast import Cast, make_cast
from tests.days import START
from tests.journeys.browser import DESK, FLAGS, PHONE, chromium, patient
from tests.journeys.steps import APP_SECRET

# Playwright runs an event loop in this thread, and the framework would refuse the database in it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
KAZAKH_WORD = "Ұлытау өңірі"

# A robot types before the browser has moved the focus to what went wrong; a person cannot.
TOO_FAST = "Autofocus processing was blocked because a document already has a focused element."

# So the browser notes a form that is answered with what is wrong in it.
REFUSED = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"

_connect = socket.socket.connect


def _only_here(self, address):
    if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "localhost", "::1"}:
        raise AssertionError(f"a journey reached for the network: {address!r}")
    return _connect(self, address)


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """Only the loopback is open."""
    monkeypatch.setattr(socket.socket, "connect", _only_here)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """A file: a shared database in memory locks whole tables between the server and the test."""
    connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "journeys.sqlite3")


@pytest.fixture(scope="session")
def snapshot():
    """A copy of the database with the country in it, filled by the first journey that asks."""
    return sqlite3.connect(":memory:", check_same_thread=False)


@pytest.fixture
def country(transactional_db, snapshot):
    """The Kazakhstan pack, loaded once for all journeys and laid back before each."""
    connection.ensure_connection()
    if snapshot.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        snapshot.backup(connection.connection)
        return
    load_pack("kz", lambda _line: None, loaders=loaders())
    connection.connection.backup(snapshot)


@pytest.fixture
def clock():
    """A Monday morning from which time goes on; a test may move it ahead."""
    with time_machine.travel(START, tick=True) as traveller:
        yield traveller


@pytest.fixture
def cast(clock, country) -> Cast:
    """Everybody, in the country of the pack; the staff have their keys and an authenticator app."""
    found = make_cast()
    for user in (found.aizhan, found.daniyar, found.kamila):
        TOTP.activate(user, APP_SECRET)
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The browser of the system; Playwright's own download is not used."""
    path = chromium()
    assert path, "No Chromium on PATH: install it, or say where it is with CHROMIUM=/path."
    return {"executable_path": path, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def letters(browser):
    """Without a font that has Kazakh letters the browser paints nothing and pictures prove nothing."""
    page = browser.new_page()
    page.set_content(f"<span>{KAZAKH_WORD}</span>")
    width = page.locator("span").bounding_box()["width"]
    page.close()
    assert width > 20, "No font here has Kazakh letters: install fonts-dejavu-core."


@pytest.fixture
def open_page(live_server, new_context, letters):
    """Opens pages on the live site; at the end none of them may have written to the console."""
    said = []

    def hear(page, text):
        if text not in (TOO_FAST, REFUSED):
            said.append(f"{page.url}: {text}")

    def open_one(**options):
        context = new_context(base_url=live_server.url, reduced_motion="reduce", **options)
        page = patient(context.new_page())
        page.on("console", lambda message: hear(page, message.text))
        page.on("pageerror", lambda error: hear(page, str(error)))
        return page

    yield open_one
    assert said == []


@pytest.fixture
def page(open_page):
    """A small phone whose owner reads Kazakh."""
    return open_page(viewport=PHONE, locale="kk-KZ", has_touch=True)


@pytest.fixture
def plain(open_page):
    """The same phone without scripts."""
    return open_page(viewport=PHONE, locale="kk-KZ", has_touch=True, java_script_enabled=False)


@pytest.fixture
def desktop(open_page):
    """A desk."""
    return open_page(viewport=DESK, locale="kk-KZ")
