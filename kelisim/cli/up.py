"""`kelisim up`: web and worker side by side, until Ctrl-C or until one of them ends by itself."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import FrameType

from kelisim.config import env as environment

PATIENCE_SECONDS = 4.0  # Ctrl-C ends everything within five
WELCOME = """
Kelisim is at {address}
{sample}Ctrl-C stops it. What it keeps, and its logs, lie in {var}.
"""


def _answers(address: str) -> bool:
    """Whether the web is there, whatever it says."""
    try:
        urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own address
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    """To the child and to whatever it started, even if the child itself is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number) if hasattr(os, "killpg") else child.send_signal(number)


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        _signal(child, signal.SIGTERM)
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        _signal(child, getattr(signal, "SIGKILL", signal.SIGTERM))


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _log(var: Path, name: str) -> Path:
    """The log of this run; that of the run before stands beside it."""
    path = var / "logs" / f"{name}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        path.replace(path.with_suffix(".log.1"))
    return path


def _watch(children: dict[str, subprocess.Popen[bytes]], probe: str, greeting: str) -> list[str]:
    """Waits; greets once when the web answers; the names of those that ended."""
    greeted = False
    while all(child.poll() is None for child in children.values()):
        if not greeted and _answers(probe):
            print(greeting, flush=True)
            greeted = True
        time.sleep(0.5 if greeted else 0.1)
    return [name for name, child in children.items() if child.poll() is not None]


def run_up(arguments: argparse.Namespace) -> int:
    """Exit 0 after Ctrl-C, 1 if a child died."""
    address = os.environ.setdefault("KELISIM_ORIGIN", f"http://localhost:{arguments.port}")
    var = environment.read().var
    told = f"\n{arguments.sample.read_text(encoding='utf-8')}\n\n" if arguments.sample else ""
    kelisim = [sys.executable, "-m", "kelisim.cli"]
    commands = {
        "web": [*kelisim, "serve", "--host", arguments.host, "--port", str(arguments.port)],
        "worker": [*kelisim, "worker"],
    }
    children: dict[str, subprocess.Popen[bytes]] = {}
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        for name, words in commands.items():
            # A session of its own: Ctrl-C reaches us alone, and we end both in order.
            with _log(var, name).open("wb") as log:
                children[name] = subprocess.Popen(  # noqa: S603 - our own commands
                    words, cwd=environment.ROOT, stdout=log, stderr=log, start_new_session=True
                )
        greeting = WELCOME.format(address=address, sample=told, var=var)
        dead = _watch(children, f"http://127.0.0.1:{arguments.port}/", greeting)
        for name in dead:
            lines = (var / "logs" / f"{name}.log").read_text(errors="replace").splitlines()[-5:]
            print("\n".join([f"Stopped, because this ended by itself: {name}", *lines]), flush=True)
        return 1
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
        return 0
    finally:
        _end(list(children.values()))


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `up` on the tree of commands."""
    up = commands.add_parser("up", help="run web and worker together")
    up.add_argument("--host", default="127.0.0.1")
    up.add_argument("--port", type=int, default=8000)
    up.add_argument("--sample", type=Path, metavar="FILE", help="print who was invented, too")
    up.set_defaults(run=run_up)
