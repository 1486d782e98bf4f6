"""The scene, once for all pages; an error is a bare status, as it is met so often."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import time_machine
from django.http import HttpResponse
from django.utils.translation import override

from kelisim.config import urls
from tests.days import START
from tests.web.grid.scene import Scene, scene


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker) -> Iterator[Scene]:
    """Everybody and everything."""
    with django_db_blocker.unblock(), time_machine.travel(START, tick=False), scene() as found:
        yield found


@pytest.fixture(autouse=True)
def _quick(monkeypatch) -> Iterator[None]:
    """Addresses and pages in one language."""
    for name, status in (("handler403", 403), ("handler404", 404)):
        monkeypatch.setattr(urls, name, _bare(status), raising=False)
    logging.disable(logging.CRITICAL)
    with override("kk"):
        yield
    logging.disable(logging.NOTSET)


def _bare(status: int):
    return lambda request, exception=None: HttpResponse(status=status)
