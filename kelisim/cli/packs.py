"""`kelisim packs`: check a country's data, and load it all or not at all."""

from __future__ import annotations

import argparse
import json
from typing import Any


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("packs", help="a country as data: check and load it")
    commands = room.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="every file, source, fact and page")
    check.add_argument("code")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)


def run_check(arguments: argparse.Namespace) -> int:
    """Exit 0 nothing wrong, 1 something wrong inside, 2 no such pack."""
    import django

    django.setup()
    from kelisim.kernel.packs.check import check_pack
    from kelisim.kernel.packs.complaints import BadPack

    try:
        report = check_pack(arguments.code)
    except BadPack as error:
        print(error)
        return 2
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        return 0 if report.good else 1
    for title, expected, found in (
        ("facts", report.expected_facts, report.facts),
        ("inconsistencies", report.expected_inconsistencies, report.inconsistencies),
    ):
        print(title)
        for code in expected:
            places = [f"{carrier.record} → {carrier.page or '-'}" for carrier in found.get(code, [])]
            print(f"  {code}  {'; '.join(places) or 'NOWHERE'}")
    for complaint in report.complaints:
        print(complaint)
    print(", ".join(f"{name} {number}" for name, number in report.counts().items()))
    return 0 if report.good else 1
