"""`kelisim packs`: check a country's data, and load it all or not at all."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kelisim.kernel.packs.check import Report
    from kelisim.kernel.packs.pack import Pack

# In the order they run: places, registry, institution, statistics, mediation; each refers to those before.
# A module listed here has `load(pack) -> number of rows`; one that is not built yet is passed over.
LOADERS = (
    "kelisim.kernel.places.load",
    "kelisim.apps.registry.actions.load_communities",
    "kelisim.apps.registry.actions.load_organisations",
    "kelisim.apps.institution.actions.load_acts",
    "kelisim.apps.institution.actions.load_ledger",
    "kelisim.apps.institution.actions.load_posts",
    "kelisim.apps.statistics.actions.load_series",
)


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("packs", help="a country as data: check and load it")
    commands = room.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="every file, source, fact and page")
    check.add_argument("code")
    check.add_argument("--json", action="store_true")
    check.set_defaults(run=run_check)
    load = commands.add_parser("load", help="bring the database to what the pack says")
    load.add_argument("code")
    load.add_argument("--again", action="store_true", help="even if the same pack was loaded last")
    load.set_defaults(run=run_load)


def loaders() -> list[Callable[[Pack], int]]:
    """The rooms' loaders that are built."""
    return [
        importlib.import_module(name).load
        for name in LOADERS
        if importlib.util.find_spec(name.rpartition(".")[0]) and importlib.util.find_spec(name)
    ]


def run_load(arguments: argparse.Namespace) -> int:
    """Exit 0 loaded or unchanged, 2 the pack is bad and nothing was changed."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.kernel.packs.complaints import BadPack
    from kelisim.kernel.packs.load import load_pack

    try:
        load_pack(arguments.code, print, loaders=loaders(), again=arguments.again)
    except BadPack as error:
        print(error)
        print("nothing was changed")
        return 2
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Exit 0 nothing wrong, 1 something wrong inside, 2 no such pack."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.kernel.packs.check import check_pack
    from kelisim.kernel.packs.complaints import BadPack

    try:
        report = check_pack(arguments.code)
    except BadPack as error:
        print(error)
        return 2
    if arguments.json:
        print(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
    else:
        _print(report)
    return 0 if report.good else 1


def _print(report: Report) -> None:
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
