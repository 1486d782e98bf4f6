"""`kelisim institution import`: acts and their effects from a table or a document, all of it or nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from kelisim.cli.complain import complain

BAD_INPUT = 2


def add(commands: Any) -> None:
    """Hangs the command on the room's tree."""
    table = commands.add_parser(
        "import", help="record acts and their effects from a table or from Akoma Ntoso"
    )
    table.add_argument("file", type=Path, metavar="FILE.csv|FILE.xml")
    table.add_argument("--dry-run", action="store_true", help="check only")
    table.add_argument("--json", action="store_true")
    table.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 recorded (or checked), 2 if any line is wrong; then nothing was written."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.institution.actions.publish import Published, publish
    from kelisim.apps.institution.queries.drafts import read_draft
    from kelisim.kernel.packs.complaints import BadPack

    try:
        lines, left = _read(arguments.file)
        if arguments.dry_run:
            draft = read_draft(lines)
            draft.must_be_sound()
            done = Published(acts=len(draft.acts), effects=len(draft.effects), already=draft.already)
        else:
            done = publish(lines, by=None)
    except BadPack as error:
        complain(error.complaints, as_json=arguments.json)
        return BAD_INPUT
    _answer(done, left, dry=arguments.dry_run, as_json=arguments.json)
    return 0


def _read(path: Path) -> tuple[list[Any], list[Any]]:
    """The lines of a table, or of a document with what of it is not taken; the name's ending tells which."""
    from kelisim.apps.institution.queries.lines import read_lines
    from kelisim.apps.institution.queries.reading.akn import read_akn
    from kelisim.kernel.packs.complaints import BadPack, Complaint

    if path.suffix.lower() != ".xml":
        return read_lines(path), []
    if not path.is_file():
        raise BadPack([Complaint(file=path.name, code="not_found")])
    return read_akn(path.read_bytes(), path.name)


def _answer(done: Any, left: list[Any], *, dry: bool, as_json: bool) -> None:
    from django.utils.translation import gettext as _

    counted = {"acts": done.acts, "effects": done.effects, "already": done.already}
    if as_json:
        told = {"not_taken": [{"line": one.line, "what": one.what} for one in left]} if left else {}
        print(json.dumps({**counted, "dry_run": dry, **told}))
        return
    text = (
        _("Checked: acts %(acts)s, effects %(effects)s; recorded before: %(already)s. Nothing was written.")
        if dry
        else _("Recorded: acts %(acts)s, effects %(effects)s; recorded before: %(already)s.")
    )
    print(text % counted)
    for one in left:
        print(_("Not taken from the file: line %(line)s, %(what)s.") % {"line": one.line, "what": one.what})
