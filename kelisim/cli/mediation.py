"""`kelisim mediation`: the commands of the room."""

from __future__ import annotations

import argparse

from kelisim.cli import batch, counts, intake, measured, reconcile, referrals
from kelisim.cli.allotment import command as allotment

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(rooms: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the room's commands on the tree."""
    commands = rooms.add_parser("mediation", help="disputes").add_subparsers(required=True, metavar="COMMAND")
    allotment.add(commands)
    batch.add(commands)
    counts.add(commands)
    intake.add(commands)
    reconcile.add(commands)
    measured.add(commands)
    referrals.add(commands)
