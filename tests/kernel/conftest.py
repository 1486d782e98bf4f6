"""Real processes beside each other on one real database: threads share too much to prove anything."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("audit", "queue", "django_tasks_database")


def _url(tmp_path: Path) -> str:
    if connection.vendor == "sqlite":  # a memory database is not shared between processes
        return f"sqlite:///{tmp_path / 'beside.sqlite3'}"
    told = connection.settings_dict
    return f"postgresql://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


@pytest.fixture
def beside(tmp_path, transactional_db):
    """Call `beside(code, n)`: runs the code in n processes at once and gives what each printed."""
    environ = {
        **os.environ,
        "KELISIM_VAR": str(tmp_path),
        "KELISIM_DATABASE_URL": _url(tmp_path),
        "DJANGO_SETTINGS_MODULE": "kelisim.config.settings",
        "PYTHONPATH": str(ROOT),
    }

    def start(code: str) -> subprocess.Popen[str]:
        setup = "import django; django.setup()\n" + code
        return subprocess.Popen(
            [sys.executable, "-c", setup],
            env=environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(code: str, count: int = 1) -> list[str]:
        children = [start(code) for _ in range(count)]
        told = [child.communicate(timeout=120) for child in children]
        for child, (_out, err) in zip(children, told, strict=True):
            assert child.returncode == 0, err
        return [out.strip() for out, _err in told]

    run.start = start
    if connection.vendor == "sqlite":
        calls = [f"call_command('migrate', '{app}', verbosity=0)" for app in NEEDED]
        run("from django.core.management import call_command\n" + "\n".join(calls))
    return run
