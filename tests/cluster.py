"""A throwaway PostgreSQL: its own folder, its own port, loopback only, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql*/bin",
)
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


def _version(folder: Path) -> int:
    asked = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=False)
    digits = asked.stdout.rpartition(" ")[2].split(".")[0].strip()
    return int(digits) if digits.isdigit() else 0


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, newest first; None if there is none that is new enough."""
    folders = [Path(path).resolve().parent for path in (shutil.which("initdb"),) if path]
    if pg_config := shutil.which("pg_config"):
        asked = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        folders.append(Path(asked.stdout.strip()))
    for pattern in PLACES:
        folders += Path("/").glob(pattern[1:])
    whole = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    newest = max(whole, key=_version, default=None)
    return newest if newest and _version(newest) >= OLDEST else None


def _nobody() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as a user who owns nothing else."""
    if os.geteuid() != 0:
        return {}
    names = [entry.pw_name for entry in pwd.getpwall()]
    user = pwd.getpwnam(next(name for name in ("postgres", "nobody") if name in names))
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def cluster() -> Iterator[str]:
    """Its address, as KELISIM_DATABASE_URL wants it, as long as it lives."""
    folder = programs()
    assert folder, f"PostgreSQL {OLDEST} or newer: no initdb and pg_ctl found."
    home = Path(tempfile.mkdtemp(prefix="kelisim-pg-"))
    who = _nobody()
    if who:
        os.chown(home, who["user"], who["group"])
    port, locale = _free_port(), "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    options = " ".join(
        f"-c {option}"
        for option in (f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", *FAST)
    )

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [folder / program, "-D", home / "data", *words],
            cwd=home,
            capture_output=True,
            text=True,
            check=False,
            **who,
        )
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}{_log(home)}"

    try:
        run("initdb", "-U", "kelisim", "-A", "trust", "-E", "UTF8", f"--locale={locale}", "--no-sync")
        run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
        yield f"postgresql://kelisim@127.0.0.1:{port}/postgres"
    finally:
        if (home / "data" / "postmaster.pid").exists():
            run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _log(home: Path) -> str:
    log = home / "log"
    return log.read_text() if log.exists() else ""
