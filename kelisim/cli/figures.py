"""`kelisim figures`: add a table of published figures, all or nothing."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("figures", help="published figures: add a table")
    commands = room.add_subparsers(dest="command", required=True)
    load = commands.add_parser("import", help="a CSV table with the columns of docs/method/figures.md")
    load.add_argument("file", type=Path)
    load.add_argument("--check", action="store_true", help="name what is wrong and save nothing")
    load.add_argument("--why", default="", help="why figures are revised; readers see it")
    load.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """Exit 0 all read, 2 something is wrong: every bad cell is named and nothing is saved."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.statistics.actions.load_series import load_table
    from kelisim.kernel.packs.complaints import BadPack

    try:
        taken = load_table(arguments.file, check=arguments.check, why=arguments.why)
    except BadPack as error:
        print(error, file=sys.stderr)
        return 2
    print(f"new {taken.new}, revised {taken.revised}, unchanged {taken.unchanged}")
    return 0
