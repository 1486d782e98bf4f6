"""`kelisim dialogue`: the commands of the room."""

from __future__ import annotations

import argparse

from kelisim.cli.votes import command as votes

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(rooms: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the room's commands on the tree."""
    commands = rooms.add_parser("dialogue", help="what unites all groups")
    votes.add(commands.add_subparsers(required=True, metavar="COMMAND"))
