"""A day's load on a running site: 1,000 applications and 20,000 answers of follow-up, on PostgreSQL.

`python -m bench.load_day [SHARE]`, 0.02 for a try. Web and worker run as `kelisim up` starts them, people
come as fast as pages answer. At the end the database is counted: nothing lost, nothing doubled, no job left
over, no page that failed; else it ends with 1. Everything is thrown away.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bench._serving import free_port, wait
from tests.cluster import cluster

APPLICATIONS, ANSWERS = 1_000, 20_000
PEOPLE = 24  # at once; each goes on as soon as a page is there
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Fills, lets the day pass, counts; 1 if anything was lost, doubled or failed."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory(prefix="kelisim-day-") as home, cluster() as address:
        env = _env(Path(home), address, share)
        _run(env, "-m", "bench._day", "fill", check=True)
        with _site(env) as origin:
            failed = _day(env, origin)
        return _run(env, "-m", "bench._day", "count") or failed


def _env(home: Path, address: str, share: float) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "kelisim.config.settings",
        "KELISIM_DATABASE_URL": address,
        "KELISIM_VAR": str(home),
        "KELISIM_LOAD_TOKENS": str(home / "tokens"),
        "KELISIM_LOAD_APPLICATIONS": str(round(APPLICATIONS * share)),
        "KELISIM_LOAD_ANSWERS": str(round(ANSWERS * share / 2) * 2),
        "KELISIM_LOAD_OFFICE": "office-751",
    }


def _day(env: dict[str, str], origin: str) -> int:
    begun = time.perf_counter()
    script, people = str(ROOT / "bench" / "_visitors.py"), str(PEOPLE)
    told = ("--headless", "--only-summary", "--loglevel", "WARNING", "--stop-timeout", "60")
    failed = _run(env, "-m", "locust", "-f", script, "--host", origin, "-u", people, "-r", people, *told)
    seconds = time.perf_counter() - begun
    asked = (int(env[f"KELISIM_LOAD_{what}"]) for what in ("APPLICATIONS", "ANSWERS"))
    print("{:,} applications and {:,} answers in {:.0f} s".format(*asked, seconds))
    return failed


def _run(env: dict[str, str], *words: str, check: bool = False) -> int:
    return subprocess.run([sys.executable, *words], env=env, cwd=ROOT, check=check).returncode


@contextmanager
def _site(env: dict[str, str]) -> Iterator[str]:
    """Web and worker; what they say is kept, and shown when it speaks of an error."""
    origin = f"http://localhost:{free_port()}"
    own = {**env, "KELISIM_ORIGIN": origin}
    log = Path(env["KELISIM_VAR"]) / "site.log"
    web = ("serve", "--port", origin.rpartition(":")[2])
    with log.open("wb") as words:
        both = [_begun(own, words, *one) for one in (web, ("worker",))]
        try:
            wait(f"{origin}/kk/apply/", tries=240)
            yield origin
            _run(env, "-m", "bench._day", "wait")
        finally:
            for one in both:
                one.send_signal(signal.SIGTERM)
            for one in both:
                one.wait(30)
    print(*[line for line in log.read_text().splitlines() if "ERROR" in line or "Error" in line], sep="\n")


def _begun(env: dict[str, str], log: IO[bytes], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kelisim.cli", *words]
    return subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)


if __name__ == "__main__":
    raise SystemExit(main())
