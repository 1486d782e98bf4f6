"""The `kelisim` command: finds the room by its name and hands over.

A room's commands live in `kelisim/cli/<room>.py`, whose `add(commands)` hangs them on the tree
and sets `run=` on each: a function from the parsed arguments to an exit status.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys

# The same result on every machine and no fight between workers; before numpy is first imported.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kelisim.config.settings")

ROOMS = (
    "site",
    "worker",
    "up",
    "fonts",
    "packs",
    "places",
    "institution",
    "figures",
    "release",
    "mediation",
    "dialogue",
    "sample",
    "audit",
    "accounts",
    "keys",
    "words",
)


def main(argv: list[str] | None = None) -> int:
    """Runs one command. Exit 0 done, 1 our fault or nobody reads on, 2 bad input or usage."""
    arguments = sys.argv[1:] if argv is None else argv
    parser = argparse.ArgumentParser(prog="kelisim", description="An assembly of peoples at work.")
    rooms = parser.add_subparsers(dest="room", metavar="ROOM", required=True)
    for room in ROOMS:
        if importlib.util.find_spec(f"kelisim.cli.{room}"):
            importlib.import_module(f"kelisim.cli.{room}").add(rooms)
    if not arguments:
        parser.print_help()
        return 2
    parsed = parser.parse_args(arguments)
    try:
        status = int(parsed.run(parsed))
        sys.stdout.flush()
    except BrokenPipeError:  # `| head` has read enough; what is still held goes nowhere, without a trace
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status
