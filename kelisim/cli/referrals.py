"""`kelisim mediation refer` and `referrals`: an institution's file comes in, its statuses go out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs both commands on the room's tree."""
    refer = commands.add_parser("refer", help="take in an institution's referrals")
    refer.add_argument("--institution", required=True, help="code of the institution that refers")
    refer.add_argument("--file", type=Path, required=True, help="CSV or JSON")
    refer.add_argument("--dry-run", action="store_true", help="check only")
    refer.add_argument("--json", action="store_true")
    refer.set_defaults(run=run_refer)
    told = commands.add_parser("referrals", help="statuses of an institution's referrals, as JSON")
    told.add_argument("--institution", required=True)
    told.set_defaults(run=run_told)


def run_refer(arguments: argparse.Namespace) -> int:
    """Exit 0 kept (or checked), 2 bad file, institution or row."""
    from kelisim.cli.complain import complain
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.actions.take_referrals import take_referrals
    from kelisim.apps.mediation.queries.referral_file import read_referrals
    from kelisim.apps.registry.public import RegistryError, organisation

    try:
        institution = organisation(arguments.institution)
        raw = arguments.file.read_bytes()
    except (RegistryError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    told = read_referrals(raw, institution=institution, name=arguments.file.name)
    if told.wrong:
        complain(told.wrong, as_json=arguments.json)
        return 2
    kept = [] if arguments.dry_run else take_referrals(institution, told, by=None)
    counted = {"rows": len(told.lines), "kept": len(kept)}
    print(json.dumps(counted) if arguments.json else "rows: {rows}, kept: {kept}".format(**counted))
    return 0


def run_told(arguments: argparse.Namespace) -> int:
    """Exit 0 told, 2 no such institution."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.models import Referral
    from kelisim.apps.mediation.queries.referrals import statuses
    from kelisim.apps.registry.public import RegistryError, organisation

    try:
        institution = organisation(arguments.institution)
    except RegistryError as error:
        print(error, file=sys.stderr)
        return 2
    rows = Referral.objects.filter(institution=institution).select_related("case").order_by("pk")
    print(json.dumps([statuses(one) for one in rows], ensure_ascii=False))
    return 0
