"""`kelisim mediation intake`: the laptop without a network, and the office that imports its packages."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the commands on the room's tree."""
    tree = commands.add_parser("intake", help="applications without a network")
    deeds = tree.add_subparsers(required=True, metavar="DEED")
    deeds.add_parser("key", help="laptop: the key to give to the office").set_defaults(run=run_key)
    enrol = deeds.add_parser("enrol", help="laptop: open the enrolment file of the office")
    enrol.add_argument("file", type=Path)
    enrol.set_defaults(run=run_enrol)
    export = deeds.add_parser("export", help="laptop: make the next package, write it to a folder")
    export.add_argument("--to", type=Path, default=Path(), help="folder; this one by default")
    export.add_argument("--again", type=int, metavar="NUMBER", help="write an earlier package once more")
    export.set_defaults(run=run_export)
    imported = deeds.add_parser("import", help="office: import a package; asks for the clerk's passphrase")
    imported.add_argument("file", type=Path)
    imported.add_argument("--clerk", required=True, metavar="EMAIL")
    imported.add_argument("--json", action="store_true")
    imported.set_defaults(run=run_import)
    listed = deeds.add_parser("packages", help="office: what came from each laptop, and what is missing")
    listed.add_argument("--json", action="store_true")
    listed.set_defaults(run=run_packages)


def run_key(_arguments: argparse.Namespace) -> int:
    """Prints the laptop's public key."""
    _speak()
    from kelisim.apps.mediation.queries.own_device import public_key

    print(public_key())
    return 0


def run_enrol(arguments: argparse.Namespace) -> int:
    """Exit 0 enrolled, 2 not a file for this laptop."""
    _speak()
    from kelisim.apps.mediation.actions.accept_enrolment import accept_enrolment

    return _tried(lambda: print(accept_enrolment(arguments.file.read_bytes()).office_code))


def run_export(arguments: argparse.Namespace) -> int:
    """Prints the path of the package; exit 2 if the laptop is not enrolled or has no such package."""
    _speak()
    from kelisim.apps.mediation.actions.export_package import export_package, package_file
    from kelisim.apps.mediation.models import Package

    def export() -> None:
        again = arguments.again
        package = export_package() if again is None else Package.objects.filter(number=again).first()
        if package is None:
            print("Nothing waits." if again is None else f"There is no package {again}.", file=sys.stderr)
            return
        path = arguments.to / f"kelisim-intake-{package.number:04}.json"
        _whole(path, package_file(package))
        print(path)

    return _tried(export)


def _whole(path: Path, raw: bytes) -> None:
    """Whole or not at all, even if the power goes: the package itself stays in the database."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def run_import(arguments: argparse.Namespace) -> int:
    """Exit 0 imported (again too), 2 refused."""
    _speak()
    from kelisim.apps.mediation.actions.import_package import import_package
    from kelisim.apps.mediation.actions.unlock import lock, unlock
    from kelisim.apps.mediation.queries.keyring import keyring
    from kelisim.kernel.accounts.models import User

    clerk = User.objects.filter(email=arguments.clerk.lower()).first()
    if clerk is None:
        print(f"No account has the address {arguments.clerk}.", file=sys.stderr)
        return 2

    def enter() -> None:
        cookie = unlock(clerk, getpass.getpass("Passphrase: "))
        try:
            found = import_package(arguments.file.read_bytes(), by=clerk, ring=keyring(cookie, clerk))
        finally:
            lock(cookie)
        told = {
            "package": found.package.number,
            "new": list(found.new),
            "known": found.known,
            "conflicts": list(found.conflicts),
        }
        plain = f"package {found.package.number}: new {len(found.new)}, known {found.known}, "
        plain += f"conflicts {len(found.conflicts)}"
        print(json.dumps(told) if arguments.json else plain)

    return _tried(enter)


def run_packages(arguments: argparse.Namespace) -> int:
    """Exit 0, or 1 if a package is missing."""
    _speak()
    from kelisim.apps.mediation.models import Device
    from kelisim.apps.mediation.queries.packages import gaps

    found = [
        {
            "office": one.office_code,
            "device": str(one.uid),
            "trusted": one.revoked_at is None,
            "packages": [package.number for package in one.packages.all()],
            "missing": gaps(one),
        }
        for one in Device.objects.prefetch_related("packages")
    ]
    if arguments.json:
        print(json.dumps(found))
    else:
        for one in found:
            print(f"{one['office']} {one['device']}: packages {one['packages']}, missing {one['missing']}")
    return 1 if any(one["missing"] for one in found) else 0


def _speak() -> None:
    from kelisim.cli.speak import speak

    speak()


def _tried(act: Callable[[], None]) -> int:
    from kelisim.apps.mediation.errors import MediationError
    from kelisim.kernel.access.door import Refused

    try:
        act()
    except (MediationError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    except Refused:
        print("This account may not do that.", file=sys.stderr)
        return 2
    return 0
