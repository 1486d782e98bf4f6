"""Runs the four parts of the tests: check, unit, postgres, browser; says which could not run."""

import argparse
import os
import shutil
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import cluster  # noqa: E402 - after the path
from tests.journeys.browser import chromium  # noqa: E402

PARTS = ("check", "unit", "postgres", "browser")
BIN = Path(sys.executable).parent
WORKERS = str(min(4, os.cpu_count() or 1))
KELISIM = [sys.executable, "-m", "kelisim.cli"]
PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", WORKERS]
SAME = [*PYTEST, "tests", "--ignore=tests/journeys", "--ignore=tests/architecture"]
CHECKS = {
    "format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint": [BIN / "ruff", "check", "--quiet", "."],
    "types": [BIN / "mypy"],
    "imports": [BIN / "lint-imports"],
    "templates": [BIN / "djlint", "--lint", "--quiet", "kelisim/web/templates"],
    "migrations": [*KELISIM, "manage", "makemigrations", "--check", "--dry-run"],
    "words": [*KELISIM, "words", "check"],
    "architecture": [*PYTEST, "tests/architecture"],
}
MANAGERS = {
    "apt-get": {
        "install": "apt-get install --yes --no-install-recommends",
        "postgres": ["postgresql"],
        "browser": ["chromium", "fonts-dejavu-core"],
    },
    "dnf": {
        "install": "dnf install --assumeyes",
        "postgres": ["postgresql-server"],
        "browser": ["chromium", "dejavu-sans-fonts"],
    },
    "apk": {
        "install": "apk add",
        "postgres": ["postgresql"],
        "browser": ["chromium", "font-dejavu"],
    },
}


def _kazakh_letters() -> bool:
    """Whether some font here has them; a system that cannot be asked is believed."""
    asker = shutil.which("fc-list")
    if not asker:
        return True
    return bool(subprocess.run([asker, ":lang=kk"], capture_output=True, check=False).stdout.strip())


def lacks(part: str) -> bool:
    """Whether the system lacks what this part needs."""
    if part == "postgres":
        return cluster.programs() is None
    return part == "browser" and not (chromium() and _kazakh_letters())


def command(parts: list[str]) -> list[str]:
    """What would install the missing programs here; empty if no known package manager is here."""
    for manager, says in MANAGERS.items():
        if shutil.which(manager):
            return [*says["install"].split(), *(name for part in parts for name in says[part])]
    return []


def provide(parts: list[str]) -> None:
    """As root, the missing programs are installed; otherwise the command is printed."""
    words = command(parts)
    if os.geteuid() == 0 and words:
        print("installing:", " ".join(words), flush=True)
        if words[0] == "apt-get":
            subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(
            words,
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        )
    elif words:
        print("To run", " and ".join(parts), "type:  sudo", " ".join(words), flush=True)


def _run(name: str, words: list[str | Path], **environ: str) -> bool:
    began = time.monotonic()
    print(f"\n== {name}", flush=True)
    done = subprocess.run(words, cwd=ROOT, check=False, env={**os.environ, **environ})
    print(
        f"== {name}: {'failed' if done.returncode else 'passed'} in {time.monotonic() - began:.1f} s",
        flush=True,
    )
    return done.returncode == 0


def run_part(part: str) -> bool:
    """One part; every check of the first runs even if one fails."""
    if part == "check":
        passed = [_run(name, words) for name, words in CHECKS.items()]
        return all(passed)
    if part == "browser":
        return _run(part, [*PYTEST, "tests/journeys", "--nomigrations"])
    with cluster.cluster() if part == "postgres" else nullcontext("") as url:
        return _run(part, [*SAME, "--on-databases" if url else "--nomigrations"], KELISIM_DATABASE_URL=url)


def main() -> int:
    """Exit 0 if every part that ran passed, and, under CI or --all, every part ran."""
    parser = argparse.ArgumentParser(prog="run.py test")
    parser.add_argument(
        "part", nargs="*", choices=[[], *PARTS], help="one or more parts; all if none is named"
    )
    parser.add_argument("--all", action="store_true", help="a part that cannot run is a failure")
    arguments = parser.parse_args()
    parts = arguments.part or list(PARTS)
    if missing := [part for part in parts if lacks(part)]:
        provide(missing)
    left_out = [part for part in parts if lacks(part)]
    if left_out and (arguments.all or os.environ.get("CI")):
        print("Nothing was run, because these parts could not:", ", ".join(left_out))
        return 1
    failed = [part for part in parts if part not in left_out and not run_part(part)]
    print("\nfailed: " + ", ".join(failed) if failed else "\nall that ran passed")
    if left_out:
        print("INCOMPLETE, left out for want of programs:", ", ".join(left_out))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
