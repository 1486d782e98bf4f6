"""The web answers its first page without any of the heavy modules."""

import subprocess
import sys

from tests.architecture.house import ROOT

HEAVY = {
    "ibis",
    "duckdb",
    "pandas",
    "pyarrow",
    "scipy",
    "sklearn",
    "ortools",
    "altair",
    "vl_convert",
    "openpyxl",
    "lxml",
}
START = (
    "import sys, kelisim.config.wsgi\n"
    "from django.urls import get_resolver\n"
    "assert get_resolver().url_patterns\n"
    "print(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
)


def test_starting_the_web_loads_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert HEAVY & set(done.stdout.split()) == set()
