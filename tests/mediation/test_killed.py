"""A kill -9 in the middle of each deed loses nothing and doubles nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def own_database(tmp_path, django_db_blocker):
    """A database of its own, of the kind the tests run on; forked children need one that outlives them."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    url = os.environ["KELISIM_DATABASE_URL"]
    name = f"killed_{os.getpid()}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield f"{url.rsplit('/', 1)[0]}/{name}"
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(own_database):
    done = subprocess.run(
        [sys.executable, "-m", "tests.mediation.killed"],
        cwd=ROOT,
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
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["faults"] == []
    assert len(told["deeds"]) == 24
    assert min(told["deeds"].values()) >= 2
