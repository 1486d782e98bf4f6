"""The cast, and a database and a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Cast, make_cast


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
