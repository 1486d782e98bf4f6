"""`kelisim institution export`: a day as Popolo or W3C ORG, an act as Akoma Ntoso, on stdout."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

BAD_INPUT, NO_LEDGER = 2, 4
FORMATS = ("popolo", "org", "org-nt", "akn")


def add(commands: Any) -> None:
    """Hangs the command on the room's tree."""
    export = commands.add_parser("export", help="a day or an act in an open format")
    export.add_argument("format", choices=FORMATS)
    export.add_argument(
        "--on", metavar="DATE", help="the day; today without it (of an act: its newest redaction)"
    )
    export.add_argument("--as-known", metavar="DATE", help="as it was known at the end of that day")
    export.add_argument("--act", metavar="CODE", help="the act, for akn")
    export.add_argument("--language", choices=("kk", "ru", "en"), default="", help="of the act's expression")
    export.add_argument("--base", metavar="URL", help="the site's own address, by which things are named")
    export.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 written, 2 bad argument, unknown or unidentified act, 4 no ledger loaded."""
    from kelisim.cli.speak import speak

    speak()
    from django.utils.translation import gettext as _

    from kelisim.apps.institution.errors import InstitutionError
    from kelisim.apps.institution.queries.ledger import is_loaded

    try:
        days = _days(arguments)
        if (arguments.format == "akn") != bool(arguments.act):
            return _refuse(_("An act is named with --act for akn, and only there."))
        if not is_loaded():
            print(_("No ledger is loaded. Load a pack first: kelisim packs load kz"), file=sys.stderr)
            return NO_LEDGER
        content = _content(arguments, *days)
    except InstitutionError as error:
        return _refuse(str(error))
    sys.stdout.buffer.write(content)
    sys.stdout.flush()
    return 0


def _days(arguments: argparse.Namespace) -> tuple[date | None, date | None]:
    from kelisim.apps.institution.queries.days import day_of

    return (
        day_of(arguments.on) if arguments.on is not None else None,
        day_of(arguments.as_known) if arguments.as_known is not None else None,
    )


def _content(arguments: argparse.Namespace, on: date | None, as_known: date | None) -> bytes:
    from django.utils import timezone

    from kelisim.apps.institution.queries.exports.akn import Asked, act_xml
    from kelisim.apps.institution.queries.exports.graph import ntriples, turtle
    from kelisim.apps.institution.queries.exports.org import org_graph
    from kelisim.apps.institution.queries.exports.popolo import popolo
    from kelisim.apps.institution.queries.exports.works import home

    if arguments.format == "akn":
        return act_xml(arguments.act, Asked(lang=arguments.language, on=on, as_known=as_known))
    day, base = on or timezone.localdate(), f"{arguments.base.rstrip('/')}/" if arguments.base else home()
    if arguments.format == "popolo":
        return popolo(day, base=base, as_known=as_known)
    graph = org_graph(day, base=base, as_known=as_known)
    return turtle(graph) if arguments.format == "org" else ntriples(graph)


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return BAD_INPUT
