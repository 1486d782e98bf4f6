"""The smallest legal pack: the platform runs on it, in a process of its own as it has another country."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("/en/", "/kk/", "/ru/")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Every address without parameters, and how it answered."""
    var = tmp_path_factory.mktemp("blank")
    environ = {
        **os.environ,
        "KELISIM_PACK": "_blank",
        "KELISIM_TEST_VAR": str(var),
        "KELISIM_DATABASE_URL": f"sqlite:///{var / 'blank.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "packs" / "blank_pages.py")],
        env=environ,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_the_blank_pack_loads_and_no_page_breaks_on_it(pages):
    assert [address for address, status in pages.items() if status == 500] == []


def test_home_and_the_start_of_an_application_open(pages):
    wanted = [*NEEDED, *(address for address in pages if address.endswith("/apply/"))]
    assert {address: pages.get(address) for address in wanted} == dict.fromkeys(wanted, 200)
