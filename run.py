"""Sets Kelisim up and starts it; `python3 run.py test` tests it. Needs nothing but Python 3.11 or newer.

Written so that Python 3.8 can still read it: an old interpreter answers with a sentence.
"""

from __future__ import annotations

import argparse
import configparser
import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Callable, List, Optional

OLDEST, NEWEST = (3, 11), (3, 14)
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
VAR = Path(os.environ.get("KELISIM_VAR", str(ROOT / "var")))
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
KELISIM = [str(PYTHON), "-m", "kelisim.cli"]
PACK = os.environ.get("KELISIM_PACK", "kz")
SAMPLE_CASES = 60
OTHERS = "Also: setup, test, check, bench, demo, lock, or any `kelisim` command."


class Stop(Exception):
    """The set-up cannot go on; the text says what happened and what to type."""


def hand_over() -> None:
    """An interpreter that is too old looks for a newer one and lets it go on."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        # A version manager's stand-in may be on PATH without the Python behind it.
        if found and works(found, "-c", ""):
            os.execv(found, [found, *sys.argv])
    if sys.version_info[:2] < OLDEST:
        told = "This is Python %d.%d; Kelisim needs 3.11 or newer. Install one and type the same again."
        raise Stop(told % sys.version_info[:2])


def quiet(*words: str) -> str:
    """Runs a command; its output is shown only if it fails."""
    done = subprocess.run(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        told = "%s\nThis failed: %s\nType the same again when it is mended; finished steps are kept."
        raise Stop(told % (done.stdout, " ".join(words)))
    return done.stdout.strip()


class Steps:
    """One line a step, with its time; beside the output, which may be read by a program."""

    def __init__(self, total: int) -> None:
        self.number, self.total = 0, total

    def take(self, name: str, deed: Callable[[], str]) -> None:
        """Does one step and prints its line."""
        self.number += 1
        print("%d/%d  %-14s" % (self.number, self.total, name), end="", file=sys.stderr, flush=True)
        began = time.monotonic()
        said = (deed().splitlines() or [""])[0][:90]
        print("%6.1f s  %s" % (time.monotonic() - began, said), file=sys.stderr, flush=True)


def digest(path: Path) -> str:
    """A hash over the content of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def written(stamp: Path) -> str:
    """What a stamp says; empty if it was never written."""
    return stamp.read_text(encoding="utf-8") if stamp.exists() else ""


def works(*words: str) -> bool:
    """Whether a command ends well; it says nothing."""
    silent = subprocess.DEVNULL
    return shutil.which(words[0]) is not None and subprocess.call(words, stdout=silent, stderr=silent) == 0


def make_venv() -> str:
    """.venv, in the first of three ways that this machine allows."""
    if works(str(PYTHON), "-m", "pip", "--version"):
        return "there"
    shutil.rmtree(VENV, ignore_errors=True)
    if works(sys.executable, "-c", "import ensurepip"):
        quiet(sys.executable, "-m", "venv", str(VENV))
        return "made"
    if not works(sys.executable, "-m", "pip", "--version"):
        return venv_of_system()
    quiet(sys.executable, "-m", "venv", "--without-pip", str(VENV))
    quiet(sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "pip")
    return "made, pip from outside"


def venv_of_system() -> str:
    """Neither ensurepip nor pip: the system's own package, or pip from the person's own index."""
    words = ["apt-get", "install", "--yes", "python3-venv"]
    if shutil.which("apt-get") and os.geteuid() == 0:
        quiet("apt-get", "update", "-qq")
        quiet(*words)
        quiet(sys.executable, "-m", "venv", str(VENV))
        return "made, python3-venv installed"
    settings = configparser.RawConfigParser(strict=False)
    settings.read(["/etc/pip.conf", *map(os.path.expanduser, ("~/.pip/pip.conf", "~/.config/pip/pip.conf"))])
    index = os.environ.get("PIP_INDEX_URL", "") or settings.get("global", "index-url", fallback="")
    if not index:
        raise Stop(
            "This Python has neither pip nor ensurepip. Install python3-pip, or type:  sudo "
            + " ".join(words)
        )
    quiet(sys.executable, "-m", "venv", "--without-pip", str(VENV))
    wheel = pip_wheel(index.rstrip("/") + "/pip/")
    quiet(str(PYTHON), str(wheel / "pip"), "install", "--no-deps", str(wheel))
    return "made, pip from your index"


def pip_wheel(page: str) -> Path:
    """The newest pip on that page, compared with the hash that stands beside it."""
    told = urllib.request.urlopen(page, timeout=60).read().decode()
    links = re.findall(r'href="([^"#]*/?pip-([0-9.]+)-py3-none-any[.]whl)#sha256=([0-9a-f]{64})', told)
    if not links:
        raise Stop(
            "The index in your pip settings has no pip with a sha256. Install pip, type the same again."
        )
    link, _version, sha256 = max(links, key=lambda found: [int(part) for part in found[1].split(".")])
    wheel = VENV / str(link).rpartition("/")[2]
    wheel.write_bytes(urllib.request.urlopen(urllib.parse.urljoin(page, link), timeout=60).read())
    if digest(wheel) != sha256:
        raise Stop("The pip that came from your index is not the one it promised. Nothing was installed.")
    return wheel


def install(lock: str) -> str:
    """The packages of one lock, by hash; nothing at all if they are there."""
    wanted = digest(ROOT / "locks" / (lock + ".lock"))
    stamps = {name: VENV / (name + ".stamp") for name in ("core", "dev")}
    if written(stamps[lock]) == wanted:
        return "there"
    by_hash = ["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary", ":all:", "-r"]
    quiet(str(PYTHON), *by_hash, str(ROOT / "locks" / (lock + ".lock")))
    write_command()
    stamps[lock].write_text(wanted)
    if lock == "dev":  # it holds all of core, at the same versions
        stamps["core"].write_text(digest(ROOT / "locks" / "core.lock"))
    return "installed"


def write_command() -> None:
    """`.venv/bin/kelisim`, to be called from any folder."""
    command = '#!/bin/sh\nPYTHONPATH="%s" exec "%s" -m kelisim.cli "$@"\n' % (ROOT, PYTHON)
    (BIN / "kelisim").write_text(command)
    (BIN / "kelisim").chmod(0o755)


def state_of_house() -> str:
    """A hash over what set-up depends on: our files' names, sizes, times; the database."""
    out = hashlib.sha256(os.environ.get("KELISIM_DATABASE_URL", "").encode())
    for folder in (ROOT / "kelisim", ROOT / "locks"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix not in {".mo", ".pyc"}:
                facts = path.stat()
                out.update(("%s %d %d\n" % (path, facts.st_size, facts.st_mtime_ns)).encode())
    return out.hexdigest()


def words_and_fonts() -> str:
    """Catalogues, font, and what browsers load."""
    quiet(*KELISIM, "words", "compile")
    said = quiet(*KELISIM, "fonts")
    quiet(*KELISIM, "static")
    return said


def prepare(sample: Optional[int]) -> Path:
    """Everything before the start, or what has changed since; answers where it stands who was invented."""
    database = hashlib.sha256(os.environ.get("KELISIM_DATABASE_URL", "").encode()).hexdigest()[:8]
    stamp, shown = VAR / "setup.stamp", VAR / ("sample-%s.txt" % database)
    load = sample is not None and not shown.exists()
    ready = PYTHON.exists() and written(VENV / "core.stamp") == digest(ROOT / "locks" / "core.lock")
    if ready and not load and written(stamp) == state_of_house():
        return shown

    def invent() -> str:
        shown.write_text(quiet(*KELISIM, "sample", "load", "--cases", str(sample)), encoding="utf-8")
        return written(shown)

    steps = Steps(7 if load else 6)
    steps.take("Python", lambda: "%d.%d.%d" % sys.version_info[:3])
    steps.take(".venv", make_venv)
    steps.take("packages", lambda: install("core"))
    steps.take("words, fonts", words_and_fonts)
    steps.take("database", lambda: quiet(*KELISIM, "migrate", "--verbosity", "0") or "migrated")
    steps.take("country", lambda: quiet(*KELISIM, "packs", "load", PACK))
    if load:
        steps.take("sample cases", invent)
    stamp.write_text(state_of_house())
    return shown


def free(host: str, port: int) -> bool:
    """Whether we may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0 if WINDOWS else 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def run(arguments: List[str], *, stay: bool = False) -> int:
    """`run.py` without a word of command: set up if needed, then start (unless we stay here)."""
    parser = argparse.ArgumentParser(prog="run.py", epilog=OTHERS)
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (name it in KELISIM_HOSTS too)")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-sample", action="store_true", help="sample accounts, but no sample cases")
    parser.add_argument("--empty", action="store_true", help="the country's pack and nothing else")
    parser.add_argument("--database", metavar="URL", help="postgresql://user:password@host:port/name")
    chosen = parser.parse_args(arguments)
    if chosen.database:
        os.environ["KELISIM_DATABASE_URL"] = chosen.database
    if not stay and not free(chosen.host, chosen.port):
        spare = next(port for port in range(chosen.port + 1, chosen.port + 100) if free(chosen.host, port))
        told = "Port %d is taken by another program (another Kelisim?). Type:  python3 run.py --port %d"
        raise Stop(told % (chosen.port, spare))
    shown = prepare(None if chosen.empty else 0 if chosen.no_sample else SAMPLE_CASES)
    if stay:
        return 0
    words = [*KELISIM, "up", "--host", chosen.host, "--port", str(chosen.port)]
    return go_on([*words, "--sample", str(shown)] if shown.exists() else words)


def go_on(words: List[str]) -> int:
    """Becomes this command, so that signals and exit status are its own."""
    os.chdir(ROOT)
    if WINDOWS:
        return subprocess.call(words)
    sys.stdout.flush()
    os.execv(words[0], words)


def bench(names: List[str]) -> int:
    """Every benchmark, or the named ones, one after the other."""
    every = sorted(file.stem for file in (ROOT / "bench").glob("*.py") if not file.stem.startswith("_"))
    return max(subprocess.call([str(PYTHON), "-m", "bench." + name], cwd=ROOT) for name in names or every)


def lock() -> int:
    """Writes the locks again; for maintainers, needs uv. Core follows dev, so that they cannot drift."""
    compile_ = ["uv", "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes", "--quiet"]
    plain = ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    quiet(*compile_, *plain, "--group", "dev", "--upgrade", "-o", "locks/dev.lock")
    quiet(*compile_, *plain, "-c", "locks/dev.lock", "-o", "locks/core.lock")
    return 0


def main(arguments: List[str]) -> int:
    """One word chooses; none starts Kelisim; an unknown one is a `kelisim` command."""
    hand_over()
    word, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if not word or word.startswith("-"):
        return run(arguments)
    if word == "lock":
        return lock()
    if word in {"test", "check", "bench"}:
        steps = Steps(3)
        steps.take(".venv", make_venv)
        steps.take("packages", lambda: install("dev"))
        steps.take("font", lambda: quiet(*KELISIM, "fonts"))
    if word in {"test", "check"}:
        parts = ["check"] if word == "check" else []
        return go_on([str(PYTHON), str(ROOT / "tests" / "run_all.py"), *parts, *rest])
    if word in {"bench", "setup"}:
        return bench(rest) if word == "bench" else run(rest, stay=True)
    prepare(None)
    return go_on([*KELISIM, *(["sample", "mediation"] if word == "demo" else [word]), *rest])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        sys.exit("\n" + str(reason))
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. Type the same again; finished steps are kept.")
