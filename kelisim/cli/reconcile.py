"""`kelisim mediation reconcile`: an institution's list of a quarter beside the offices' ledger."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kelisim.apps.mediation.models import Reconciliation

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the command on the room's tree."""
    found = commands.add_parser("reconcile", help="compare a quarter of referrals with an institution's list")
    found.add_argument("--institution", required=True, help="code of the institution")
    found.add_argument("--quarter", required=True, help="as in 2026-Q3")
    found.add_argument("--file", type=Path, help="its list, CSV or JSON; without it what is kept is shown")
    found.add_argument("--json", action="store_true")
    found.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 shown, 2 bad list, institution or quarter, or nothing kept."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.errors import MediationError
    from kelisim.apps.mediation.queries.reconciling import counted
    from kelisim.apps.registry.public import RegistryError

    try:
        found = _found(arguments)
    except (RegistryError, MediationError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if found is None:
        return 2
    if arguments.json:
        told = {"counts": counted(found.lines), "lines": found.lines, "closed": found.is_closed}
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for line in found.lines:
        fields = (
            f"{name}: {ours or '-'} | {theirs or '-'}" for name, (ours, theirs) in line["fields"].items()
        )
        print("\t".join((line["kind"], line["ref"], *fields)))
    print(", ".join(f"{kind}: {number}" for kind, number in counted(found.lines).items()))
    return 0


def _found(arguments: argparse.Namespace) -> Reconciliation | None:
    from kelisim.apps.mediation.actions.reconcile import reconcile
    from kelisim.apps.mediation.models import Reconciliation
    from kelisim.apps.mediation.queries.reconciling import read_ledger, read_quarter
    from kelisim.apps.registry.public import organisation
    from kelisim.cli.complain import complain

    institution, quarter = organisation(arguments.institution), read_quarter(arguments.quarter)
    if quarter is None:
        print(f"{arguments.quarter}: not a quarter, write it as in 2026-Q3", file=sys.stderr)
        return None
    if arguments.file is None:
        kept = Reconciliation.objects.filter(institution=institution, since=quarter.since).first()
        if kept is None:
            print(f"{quarter}: no list was handed in", file=sys.stderr)
        return kept
    told = read_ledger(arguments.file.read_bytes(), name=arguments.file.name)
    if told.wrong:
        complain(told.wrong, as_json=arguments.json)
        return None
    return reconcile(institution, quarter, told, by=None)
