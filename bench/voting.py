"""Votes a second on a running site, and none of them lost.

`python -m bench.voting [SECONDS] [--sqlite] [--processes N]`: the web as `kelisim serve` starts it, a
PostgreSQL in a folder that is thrown away (or SQLite), people who vote as fast as pages answer: vote and
next page are one request. At the end the log is counted: every vote told to be kept is there, once.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from bench._serving import free_port, wait
from tests.cluster import cluster

ROOT = Path(__file__).parents[1]
STATEMENTS, PEOPLE, EACH = 300, 16, 40  # statements; people at once; votes of one person, then the next comes
REFUSED = 1_000_000_000  # counted as so many votes too few: then the bench fails
PATH = "/kk/dialogue/bench/vote/"
_FIELD = re.compile(rb'name="(page|csrfmiddlewaretoken)" value="([^"]+)"')


@dataclass
class Tally:
    """What one thread was told."""

    people: int = 0
    kept: int = 0
    failed: int = 0
    waits: list[float] = field(default_factory=list)


def main() -> int:
    """Fills, lets people vote, counts; 1 if a vote was lost, doubled or refused."""
    words = argparse.ArgumentParser()
    words.add_argument("seconds", type=float, nargs="?", default=20.0)
    words.add_argument("--sqlite", action="store_true")
    words.add_argument("--processes", type=int, default=2)
    told = words.parse_args()
    database = nullcontext("") if told.sqlite else cluster()
    with tempfile.TemporaryDirectory(prefix="kelisim-votes-") as home, database as address:
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "kelisim.config.settings", "KELISIM_VAR": home}
        if address:
            env["KELISIM_DATABASE_URL"] = address
        _run(env, "fill")
        filled = resource.getrusage(resource.RUSAGE_CHILDREN)
        before = filled.ru_utime + filled.ru_stime
        with _site(env, told.processes) as port:
            kept, people = _voting(port, told.seconds)
        web = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = web.ru_utime + web.ru_stime - before
        print(
            f"processor time of the web: {1000 * spent / max(kept % REFUSED, 1):.2f} ms a vote with its start"
        )
        return _run(env, "count", str(kept), str(people))


def _voting(port: int, seconds: float) -> tuple[int, int]:
    tallies = [Tally() for _ in range(PEOPLE)]
    end = time.perf_counter() + seconds
    threads = [threading.Thread(target=_people, args=(port, end, one)) for one in tallies]
    begun = time.perf_counter()
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    spent = time.perf_counter() - begun
    waits = sorted(wait for one in tallies for wait in one.waits)
    kept, people, failed = (
        sum(getattr(one, name) for one in tallies) for name in ("kept", "people", "failed")
    )
    p50, p95 = (1000 * waits[int(len(waits) * share)] for share in (0.5, 0.95))
    print(f"{kept:,} votes of {people:,} people in {spent:.0f} s: {kept / spent:.0f} a second")
    print(f"answered within {p50:.0f} ms (half), {p95:.0f} ms (95 %); refused {failed}")
    return kept + REFUSED * failed, people


def _people(port: int, end: float, tally: Tally) -> None:
    """One person after another on one connection."""
    line = http.client.HTTPConnection("localhost", port, timeout=60)
    while time.perf_counter() < end:
        cookies: dict[str, str] = {}
        page = _asked(line, cookies, "GET", "")
        tally.people += 1
        for number in range(EACH):
            begun = time.perf_counter()
            fields = {name.decode(): value.decode() for name, value in _FIELD.findall(page)}
            page = _asked(line, cookies, "POST", urlencode({**fields, "vote": str(number % 3 - 1)}))
            tally.waits.append(time.perf_counter() - begun)
            kept = b'class="kept"' in page
            tally.kept += kept
            tally.failed += not kept


def _asked(line: http.client.HTTPConnection, cookies: dict[str, str], method: str, body: str) -> bytes:
    heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    if body:
        heads["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, PATH, body=body or None, headers=heads)
    answer = line.getresponse()
    for one in answer.msg.get_all("Set-Cookie", []):
        name, _equals, rest = one.partition("=")
        cookies[name] = rest.partition(";")[0]
    return answer.read()


@contextmanager
def _site(env: dict[str, str], processes: int) -> Iterator[int]:
    port = free_port()
    own = {**env, "KELISIM_ORIGIN": f"http://localhost:{port}"}
    words = ["serve", "--port", str(port), "--processes", str(processes)]
    with (Path(env["KELISIM_VAR"]) / "site.log").open("wb") as log:
        web = subprocess.Popen(
            [sys.executable, "-m", "kelisim.cli", *words], env=own, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            wait(f"http://localhost:{port}{PATH}", tries=120)
            yield port
        finally:
            web.send_signal(signal.SIGTERM)
            web.wait(30)


def _run(env: dict[str, str], *words: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "bench._votes", *words], env=env, cwd=ROOT, check=False
    ).returncode


if __name__ == "__main__":
    raise SystemExit(main())
