"""`kelisim places`: find a territory; print the frozen table of centres."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("places", help="territories: find one, print their centres")
    commands = room.add_subparsers(dest="command", required=True)
    centres = commands.add_parser("centres", help="the point that stands for each territory")
    centres.add_argument("--csv", action="store_true", help="territory,region,lat,lon (a table otherwise)")
    centres.add_argument("--from-boundaries", action="store_true", help="made anew from the pack's outlines")
    centres.add_argument("--borrowed", action="store_true", help="with a column that marks a region's centre")
    centres.set_defaults(run=run_centres)
    find = commands.add_parser("find", help="by name, in any of three scripts")
    find.add_argument("name")
    find.set_defaults(run=run_find)


def run_centres(arguments: argparse.Namespace) -> int:
    """Prints the table; exit 0."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.kernel.packs.pack import current
    from kelisim.kernel.places.centre import centres_from_boundaries
    from kelisim.kernel.places.queries import centre_table

    table = centres_from_boundaries(current()) if arguments.from_boundaries else centre_table()
    head = ["territory", "region", "lat", "lon", *(["borrowed"] if arguments.borrowed else [])]
    rows = [
        [
            *(centre.territory, centre.region, centre.lat, centre.lon),
            *([("no", "yes")[centre.borrowed]] if arguments.borrowed else []),
        ]
        for centre in table
    ]
    if arguments.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([head, *rows])
        return 0
    for row in [head, *rows]:
        print("  ".join(f"{cell:<10}" for cell in row).rstrip())
    return 0


def run_find(arguments: argparse.Namespace) -> int:
    """Exit 0 found, 1 nothing of that name."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.kernel.places.queries import find

    found = find(arguments.name)
    for territory in found:
        print(f"{territory.code}  {territory.name_kk} · {territory.name_ru} · {territory.name_en}")
    if not found:
        print(f"no territory is called “{arguments.name}”", file=sys.stderr)
    return 0 if found else 1
