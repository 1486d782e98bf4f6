"""`kelisim institution`: the structure on a day, and two days side by side."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kelisim.apps.institution.queries.comparison import Compared
    from kelisim.apps.institution.queries.labels import Labels
    from kelisim.apps.institution.queries.structure import HeldPower, Organ, Structure

BAD_INPUT, NO_LEDGER = 2, 4


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("institution", help="the institution: its structure on a day, two days compared")
    commands = room.add_subparsers(dest="command", required=True)
    on = commands.add_parser("on", help="the structure on a day")
    on.add_argument("day", metavar="DATE")
    compare = commands.add_parser("compare", help="what changed from one day to another")
    compare.add_argument("start", metavar="D1")
    compare.add_argument("end", metavar="D2")
    for command, run in ((on, run_on), (compare, run_compare)):
        command.add_argument("--as-known", metavar="DATE", help="as it was known at the end of that day")
        command.add_argument("--json", action="store_true")
        command.set_defaults(run=run)
    from kelisim.cli import exports, ledger

    ledger.add(commands)
    exports.add(commands)


def run_on(arguments: argparse.Namespace) -> int:
    """Exit 0 answered (also before there was an institution), 2 bad date, 4 no ledger loaded."""
    days = _ready(arguments.day, arguments.as_known)
    if isinstance(days, int):
        return days
    from kelisim.apps.institution.queries.as_json import structure_json
    from kelisim.apps.institution.queries.labels import labels
    from kelisim.apps.institution.queries.structure import structure_on

    found = structure_on(days[0], days[1])
    if arguments.json:
        print(json.dumps(structure_json(found), ensure_ascii=False))
    else:
        print("\n".join(_structure_lines(found, labels(found))))
    return 0


def run_compare(arguments: argparse.Namespace) -> int:
    """Exit 0 answered, 2 bad date or the second day before the first, 4 no ledger loaded."""
    days = _ready(arguments.start, arguments.as_known, arguments.end)
    if isinstance(days, int):
        return days
    start, as_known, end = days
    from django.utils.translation import gettext as _

    from kelisim.apps.institution.queries.as_json import comparison_json
    from kelisim.apps.institution.queries.comparison import compared
    from kelisim.apps.institution.queries.labels import labels
    from kelisim.apps.institution.queries.structure import structure_on

    if end < start:
        text = _("%(end)s is before %(start)s. Give the earlier day first.")
        return _refuse(text % {"start": start.isoformat(), "end": end.isoformat()})
    found = compared(start, end, as_known)
    if arguments.json:
        print(json.dumps(comparison_json(found), ensure_ascii=False))
    else:
        print("\n".join(_comparison_lines(found, labels(structure_on(end, as_known)))))
    return 0


def _ready(first: str, as_known: str | None, last: str | None = None) -> int | tuple[date, Any, Any]:
    """The days asked for, or the exit status after the reason was told."""
    from kelisim.cli.speak import speak

    speak()
    from django.utils.translation import gettext as _

    from kelisim.apps.institution.errors import BadDay
    from kelisim.apps.institution.queries.days import day_of
    from kelisim.apps.institution.queries.ledger import is_loaded

    try:
        days = (
            day_of(first),
            None if as_known is None else day_of(as_known),
            None if last is None else day_of(last),
        )
    except BadDay as error:
        return _refuse(str(error))
    if not is_loaded():
        print(_("No ledger is loaded. Load a pack first: kelisim packs load kz"), file=sys.stderr)
        return NO_LEDGER
    return days


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return BAD_INPUT


def _structure_lines(found: Structure, names: Labels) -> list[str]:
    from django.utils.translation import gettext as _

    uncertain = [
        [row.code, names.subject(row.subject), f"{row.first.isoformat()} … {row.last.isoformat()}"]
        for row in found.uncertain
    ]
    undecided = [
        [line.act, line.effect.code, names.subject(line.effect.subject)] for line in found.consequences
    ]
    return [
        *_head_lines(found, names),
        *_block(_("Bodies"), [_organ_cells(organ, names) for organ in found.organs]),
        *_block(_("Powers"), [_power_cells(power, names) for power in found.powers]),
        *_block(_("Lapsed powers"), [_power_cells(power, names) for power in found.lapsed]),
        *_block(_("Acts in force"), [[code, names.act(code)] for code in found.acts_in_force]),
        *_block(_("Perhaps already changed"), uncertain),
        *_block(_("Undecided after repeals"), undecided),
        *_block(_("Notes"), [[note.code, note.text.of()] for note in found.notes]),
    ]


def _head_lines(found: Structure, names: Labels) -> list[str]:
    from django.utils.translation import gettext as _

    from kelisim.apps.institution.queries.labels import head_words
    from kelisim.apps.institution.queries.notes import status_words

    one = found.institution
    lines = [f"{found.day.isoformat()}  {one.name.of() if one.name else '–'}"]
    if not one.exists:
        lines.append(_("There is no such institution on this day."))
    if one.status:
        lines.append(": ".join((_("Legal status"), f"{status_words(one.status).of()} [{one.status_act}]")))
    if one.head:
        lines.append(": ".join((_("Head"), f"{head_words(one.head, names)} [{one.head.act}]")))
    return lines


def _organ_cells(organ: Organ, names: Labels) -> list[str]:
    from kelisim.apps.institution.queries.labels import FLAGS

    parent = names.body(organ.parent)
    created = (organ.created.on, f"[{organ.created.act}]")
    return [organ.code, organ.name.of(), parent, *created, *(str(FLAGS[flag]) for flag in organ.flags)]


def _comparison_lines(found: Compared, names: Labels) -> list[str]:
    from django.utils.translation import gettext as _

    from kelisim.apps.institution.queries.labels import CHANGES
    from kelisim.apps.institution.queries.structure import dated

    rows = [
        [
            dated(change.effect).on,
            str(CHANGES[change.kind]),
            names.subject(change.subject),
            f"[{change.effect.act}]",
            *([] if change.net else [_("did not last")]),
        ]
        for change in found.changes
    ]
    head = f"{found.start.isoformat()} → {found.end.isoformat()}"
    acts = [[act.date, act.code, act.title.of()] for act in found.acts]
    notes = [[note.code, note.text.of()] for note in found.notes]
    return [
        head,
        *(_block(_("Changes"), rows) or ["", _("Nothing changed.")]),
        *_block(_("Acts"), acts),
        *_block(_("Notes"), notes),
    ]


def _power_cells(power: HeldPower, names: Labels) -> list[str]:
    from kelisim.apps.institution.queries.labels import value_words

    label = names.power(power.code)
    words = value_words(power.value)
    return [
        power.code,
        f"{label}: {words}" if words else label,
        names.body(power.holder),
        power.since.on,
        f"[{power.since.act}]",
    ]


def _block(title: str, rows: list[list[str]]) -> list[str]:
    """A titled table; nothing at all for no rows."""
    if not rows:
        return []
    return ["", f"{title} ({len(rows)})", *("  " + "  ".join(cell for cell in row if cell) for row in rows)]
