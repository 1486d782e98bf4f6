"""The cast, and a database and a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from kelisim.apps.mediation.actions.issue_pass import issue_pass
from kelisim.apps.mediation.actions.take_referrals import take_referrals
from tests.cast import Cast, make_cast
from tests.mediation.referring import KEY, ROW, make_union, read


@pytest.fixture
def cast(db, clock) -> Cast:
    """Everybody, with keys."""
    return make_cast()


@pytest.fixture
def own_database(tmp_path, django_db_blocker):
    """A database of its own, of the kind the tests run on; forked children need one that outlives them."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'own.sqlite3'}"
        return
    url = os.environ["KELISIM_DATABASE_URL"]
    name = f"own_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{url.rsplit('/', 1)[0]}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def told_by(own_database):
    """Call `told_by(module)`: runs it as a process on its own database; gives the JSON it ends with."""

    def run(module: str) -> object:
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=Path(__file__).resolve().parents[2],
            env={
                **os.environ,
                "KELISIM_DATABASE_URL": own_database,
                "KELISIM_SQLITE_SYNC": "NORMAL",
                "DJANGO_SETTINGS_MODULE": "tests.settings",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    return run


@pytest.fixture
def union(cast):
    """A union of the cast's region and its officer Asel."""
    return make_union(cast)


@pytest.fixture
def row(cast):
    return {**ROW, "territory": cast.district.code}


@pytest.fixture
def sent(union, row):
    return take_referrals(union, read(union, row), by=union.officer)[0]


@pytest.fixture
def ask(client, union):
    token = issue_pass(union, until=timezone.localdate() + timedelta(days=60), by=union.officer)
    cache.clear()  # it counts how often a pass asks

    def asked(body=None, *, key=KEY, token=token, quarter=""):
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        address = "/api/v1/referrals" + (f"/quarters/{quarter}" if quarter else "")
        if body is None:
            return client.get(address, headers=headers)
        send = client.put if quarter else client.post
        return send(address, body, content_type="application/json", headers=headers)

    return asked
