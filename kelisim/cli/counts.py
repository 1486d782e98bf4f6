"""`kelisim mediation release`: publishes now what the night's job would publish; nobody chooses what."""

from __future__ import annotations

import argparse

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the command on the room's tree."""
    release = commands.add_parser("release", help="release the counts of finished periods, once and for ever")
    release.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 whatever came out; one line a table, with how much of it is hidden."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.actions.release_counts import release_counts
    from kelisim.apps.mediation.actions.revise_counts import revise_counts

    for table in (*release_counts(), *revise_counts()):
        values = [value for line in table.values for value in line]
        print(f"{table}: {sum(value is None for value in values)} of {len(values)} values hidden")
    return 0
