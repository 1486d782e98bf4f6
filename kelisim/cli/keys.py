"""`kelisim keys`: who can open what. A passphrase is typed here and never stored."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import secrets
from collections.abc import Callable


def add(rooms: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `keys` on the command tree."""
    room = rooms.add_parser("keys", help="keys of staff, offices and councils")
    deeds = room.add_subparsers(dest="deed", metavar="DEED", required=True)
    status = deeds.add_parser("status", help="which offices can take applications, and what the others lack")
    status.add_argument("--json", action="store_true", help="print as JSON")
    status.set_defaults(run=run_status)
    enrol = deeds.add_parser("enrol", help="make a staff member's key; asks for her passphrase")
    enrol.add_argument("email")
    enrol.set_defaults(run=run_enrol)
    office = deeds.add_parser("office", help="make an office's key, lent to one of its clerks")
    office.add_argument("office", metavar="OFFICE")
    office.add_argument("email", metavar="CLERK")
    office.set_defaults(run=run_office)
    hashes = deeds.add_parser("hash", help="change the key names are matched by; stop web and worker first")
    hashes.set_defaults(run=run_hash)
    officers = deeds.add_parser("officers", help="three officers hold a council's escrow from now on")
    officers.add_argument("council", metavar="COUNCIL")
    officers.add_argument("emails", nargs=3, metavar="OFFICER")
    officers.set_defaults(run=run_officers)


def run_hash(_arguments: argparse.Namespace) -> int:
    """A new key unless the environment tells one; then every kept name is hashed anew, all or nothing."""
    _setup()
    from django.conf import settings

    from kelisim.apps.mediation.actions.renew_hashes import renew_hashes
    from kelisim.config import env as environment

    told = "KELISIM_HASH_KEY" in os.environ
    if not told:
        settings.HASH_KEY = secrets.token_hex(32)
    sides = renew_hashes()
    if not told:
        environment.keep_hash_key(environment.read(), settings.HASH_KEY)
    print(f"{sides} sides are hashed anew. Start web and worker again now.")
    return 0


def run_status(arguments: argparse.Namespace) -> int:
    """Exit 0 every office can take applications, 1 some cannot."""
    _setup()
    from kelisim.apps.mediation.queries.receiving import lacking

    found = lacking()
    if arguments.json:
        print(json.dumps({"offices": found.offices, "lacking": found.lacking}))
    else:
        for office, what in found.lacking.items():
            print(f"{office}: no {' and no '.join(what)}")
        print(f"{found.offices} offices, {found.offices - len(found.lacking)} can take applications.")
    return 1 if found.lacking else 0


def run_enrol(arguments: argparse.Namespace) -> int:
    """Prints the recovery code once."""
    _setup()
    from kelisim.apps.mediation.actions.enrol import enrol
    from kelisim.kernel.accounts.models import User

    user = User.objects.filter(email=arguments.email.lower()).first()
    if user is None:
        return _bad(f"No account has the address {arguments.email}.")
    passphrase = getpass.getpass("Passphrase (several words): ")
    if getpass.getpass("Once more: ") != passphrase:
        return _bad("The two passphrases differ; nothing was made.")
    return _tried(lambda: print(f"Recovery code, shown once: {enrol(user, passphrase, by=user)}"))


def run_office(arguments: argparse.Namespace) -> int:
    """Makes the key unless the office has one."""
    _setup()
    from kelisim.apps.mediation.actions.make_office_key import make_office_key
    from kelisim.apps.registry.public import organisation
    from kelisim.kernel.accounts.models import User

    clerk = User.objects.filter(email=arguments.email.lower()).first()
    if clerk is None:
        return _bad(f"No account has the address {arguments.email}.")
    return _tried(lambda: make_office_key(organisation(arguments.office), by=clerk))


def run_officers(arguments: argparse.Namespace) -> int:
    """Enrols the three; each must have made her key."""
    _setup()
    from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
    from kelisim.apps.registry.public import organisation
    from kelisim.kernel.accounts.models import User

    emails = [email.lower() for email in arguments.emails]
    found = {user.email: user for user in User.objects.filter(email__in=emails)}
    missing = [email for email in emails if email not in found]
    if missing:
        return _bad(f"No account has the address {', '.join(missing)}.")
    officers = [found[email] for email in emails]
    return _tried(lambda: enrol_officers(organisation(arguments.council), officers=officers, by=None))


def _setup() -> None:
    import django

    django.setup()


def _tried(act: Callable[[], object]) -> int:
    from kelisim.apps.mediation.errors import MediationError
    from kelisim.apps.registry.public import RegistryError
    from kelisim.kernel.access.door import Refused

    try:
        act()
    except (MediationError, RegistryError, ValueError) as error:
        return _bad(str(error))
    except Refused:
        return _bad("This account does not hold the role for that body.")
    print("Done.")
    return 0


def _bad(text: str) -> int:
    print(text)
    return 2
