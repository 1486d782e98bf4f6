"""The health pages: alive, and ready only when everything needed is there."""

import shutil
from collections import namedtuple
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from kelisim.kernel.packs.models import Installation
from kelisim.kernel.queue.models import Heartbeat
from kelisim.kernel.queue.worker import beat
from kelisim.web import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def well(monkeypatch):
    """Everything is in order. (Unit tests run without migrations, so that check is told so.)"""
    Installation.objects.create(pack=settings.PACK, version="1", loaded_at=timezone.now())
    beat("w")
    monkeypatch.setitem(health.CHECKS, "migrations", lambda: True)


def test_alive_even_when_nothing_else_is(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/health/live")
    assert (response.status_code, response.json()) == (200, {"live": True})


def test_ready_when_everything_is_there(client, well):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"ready": True, "failing": []})


def test_each_lack_is_named(client, well, monkeypatch):
    Installation.objects.update(pack="other")
    Heartbeat.objects.update(until=timezone.now())
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 9, 1))
    response = client.get("/health/ready")
    assert (response.status_code, response.json()["failing"]) == (503, ["pack", "worker", "disk"])


def test_a_database_that_is_away_is_named_not_shown(client, well, monkeypatch):
    def away() -> bool:
        raise OperationalError("could not connect to 10.0.0.7 as kelisim")

    monkeypatch.setitem(health.CHECKS, "database", away)
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (503, {"ready": False, "failing": ["database"]})


def test_a_clock_that_is_off_is_noticed(well):
    assert health._clock()
    with time_machine.travel(timezone.now() + timedelta(seconds=60)):
        assert not health._clock()


def test_missing_migrations_are_noticed_and_asked_for_again(monkeypatch):
    plans = [["0001"], []]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda self, nodes: plans.pop(0))
    health._migrated.cache_clear()
    assert [health._migrations() for _ in range(3)] == [False, True, True]
    health._migrated.cache_clear()
