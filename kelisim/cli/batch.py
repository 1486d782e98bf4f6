"""`kelisim mediation import`: a clerk's paper batch, all of it or nothing."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kelisim.apps.mediation.actions.import_batch import Entered

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the command on the room's tree."""
    batch = commands.add_parser("import", help="enter a batch of paper applications")
    batch.add_argument("--office", required=True, help="code of the office that received the papers")
    batch.add_argument("--batch", type=Path, required=True, help="the CSV file")
    batch.add_argument("--dry-run", action="store_true", help="check only")
    batch.add_argument("--json", action="store_true")
    batch.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 entered (or checked), 2 bad file, office or row."""
    from kelisim.cli.complain import complain
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.actions.import_batch import import_batch
    from kelisim.apps.mediation.errors import MediationError
    from kelisim.apps.mediation.queries.batch import read_batch, region_of_office
    from kelisim.apps.registry.public import RegistryError, organisation

    try:
        office = organisation(arguments.office)
        raw = arguments.batch.read_bytes()
    except (RegistryError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    batch = read_batch(raw, region=region_of_office(office.territory), name=arguments.batch.name)
    if batch.wrong:
        complain(batch.wrong, as_json=arguments.json)
        return 2
    if arguments.dry_run:
        _answer([], rows=len(batch.rows), as_json=arguments.json)
        return 0
    try:
        entered = import_batch(office, batch, by=None, tell=_tell(len(batch.rows)))
    except MediationError as error:
        print(error, file=sys.stderr)
        return 2
    _answer(entered, rows=len(batch.rows), as_json=arguments.json)
    return 0


def _tell(total: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} / {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

    return tell


def _answer(entered: Sequence[Entered], *, rows: int, as_json: bool) -> None:
    """Numbers and secrets go to the one who hands them to the applicants; they are kept nowhere."""
    if as_json:
        told = [{"ref": one.ref, "number": one.number, "secret": one.secret or None} for one in entered]
        print(json.dumps({"rows": rows, "entered": told}, ensure_ascii=False))
        return
    print(f"rows: {rows}, entered: {len(entered)}")
    for one in entered:
        print(f"{one.ref}\t{one.number}\t{one.secret or '-'}")
