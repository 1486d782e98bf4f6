"""What every test shares: words compiled once, no network, and a day on which everything begins."""

import socket

import pytest
import time_machine
from django.utils import translation
from hypothesis import settings

from kelisim.cli.words import compile_all
from tests.days import START

_connect = socket.socket.connect

# A busy machine is no fault: no example has a time limit.
settings.register_profile("kelisim", deadline=None)
settings.load_profile("kelisim")


# Who asks for one of these meets a database. All others are kept from it: a second kind tells nothing new.
DATABASES = {"db", "transactional_db", "own_database"}


def pytest_addoption(parser):
    parser.addoption("--on-databases", action="store_true", help="only what meets a database")


def pytest_collection_modifyitems(config, items):
    """On the second kind of database only what meets one is run again."""
    if config.getoption("on_databases"):
        apart = {True: [], False: []}
        for one in items:
            apart[bool(one.get_closest_marker("django_db") or DATABASES & {*one.fixturenames})].append(one)
        config.hook.pytest_deselected(items=apart[False])
        items[:] = apart[True]


def pytest_configure(config):
    """The catalogues are compiled once, before xdist starts its workers."""
    if not hasattr(config, "workerinput"):
        compile_all()


def _refuse(self, address):
    if self.family == socket.AF_UNIX:
        return _connect(self, address)
    raise AssertionError(f"a test reached for the network: {address!r}")


@pytest.fixture(autouse=True)
def network(monkeypatch):
    """Closed; the browser's tests open the loopback again. (PostgreSQL's client opens its own sockets.)"""
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", _refuse)


@pytest.fixture(autouse=True)
def language():
    """Each test begins in the country's language; a page asked for in another leaves that one on."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def at_once(settings):
    """A page of voting asks anew each time: a test does not wait a second."""
    settings.VOTING_SECONDS = 0


@pytest.fixture
def clock():
    """Frozen at the start; tests move it."""
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller
