"""One form sent by two threads at the same moment is one application, one consent."""

import json
import os
import subprocess
import sys

from tests.mediation.test_killed import ROOT, own_database

__all__ = ["own_database"]


def test_two_threads_with_one_form(own_database) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.mediation.twice"],
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
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "receipts": [True, True],
        "cases": 1,
        "joined": [True, True],
        "joins": 1,
        "stray_keys": 0,
    }
