"""`kelisim audit verify`: is the trail whole?"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict

from kelisim.cli.speak import speak


def add(rooms: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `audit` on the command tree."""
    room = rooms.add_parser("audit", help="the trail of deeds")
    deeds = room.add_subparsers(dest="deed", metavar="DEED", required=True)
    check = deeds.add_parser("verify", help="find changed, removed or inserted entries")
    check.add_argument("--noted", metavar="NUMBER:HASH", help="an end of the chain noted down earlier")
    check.add_argument("--json", action="store_true", help="print the verdict as JSON")
    check.set_defaults(run=run_verify)


def run_verify(arguments: argparse.Namespace) -> int:
    """Exit 0 the chain is whole, 1 it is not, 2 the noted end cannot be read."""
    speak()
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    from kelisim.kernel.audit.verify import verify

    noted = None
    if arguments.noted:
        if not re.fullmatch(r"\d{1,18}:[0-9a-f]{64}", arguments.noted):
            print(
                _("--noted: write the number, a colon and the 64 hex digits, as `audit verify` prints them.")
            )
            return 2
        number, told = arguments.noted.split(":")
        noted = (int(number), told)
    verdict = verify(noted)
    if arguments.json:
        print(json.dumps({**asdict(verdict), "whole": verdict.whole}))
    else:
        for fault in verdict.faults:
            span = str(fault.first) if fault.first == fault.last else f"{fault.first}-{fault.last}"
            print(_("entry %(span)s: %(finding)s") % {"span": span, "finding": fault.finding})
        count = verdict.entries
        print(ngettext("%(count)s entry read.", "%(count)s entries read.", count) % {"count": count})
        print(_("The chain is whole.") if verdict.whole else _("The chain is NOT whole."))
        print(_("End of the chain, to note down: %(end)s") % {"end": verdict.head})
    return 0 if verdict.whole else 1
