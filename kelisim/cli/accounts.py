"""`kelisim accounts`: the first administrator, and any account when no administrator is at hand."""

from __future__ import annotations

import argparse
import getpass

from kelisim.cli.speak import speak


def add(rooms: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `accounts` on the command tree."""
    room = rooms.add_parser("accounts", help="who may sign in")
    deeds = room.add_subparsers(dest="deed", metavar="DEED", required=True)
    opening = deeds.add_parser("open", help="open an account and give it a role")
    opening.add_argument("email")
    opening.add_argument("--name", required=True)
    opening.add_argument("--language", choices=("kk", "ru", "en"), default="kk")
    opening.add_argument("--role", help="for example admin; without it the account has no role")
    opening.add_argument("--territory", help="code of a region or district; without it the whole country")
    opening.add_argument("--body", default="", help="code of one office or organisation")
    opening.add_argument("--mail", action="store_true", help="send a link instead of asking for a password")
    opening.set_defaults(run=run_open)


def run_open(arguments: argparse.Namespace) -> int:
    """Exit 0 opened, 2 something typed is wrong; nothing is saved then."""
    speak()
    from django.core.exceptions import ValidationError
    from django.utils.translation import gettext as _

    from kelisim.kernel.access.grant import IncompatibleRoles, RoleNotGranted

    try:
        print(_open(arguments))
    except ValidationError as wrong:
        print(" ".join(wrong.messages))
    except (IncompatibleRoles, RoleNotGranted):
        print(_("“%(role)s” cannot be given to this person.") % {"role": arguments.role})
    else:
        return 0
    return 2


def _open(arguments: argparse.Namespace) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import transaction
    from django.utils.translation import gettext as _

    from kelisim.kernel.access.grant import grant
    from kelisim.kernel.access.roles import Role
    from kelisim.kernel.accounts.actions import open_account
    from kelisim.kernel.accounts.models import User
    from kelisim.kernel.places.models import Territory

    if arguments.role and arguments.role not in list(Role):
        roles = ", ".join(Role)
        raise ValidationError(
            _("There is no role “%(value)s”. Write one of: %(roles)s.")
            % {"value": arguments.role, "roles": roles}
        )
    role = Role(arguments.role) if arguments.role else None
    territory = None
    if arguments.territory:
        territory = Territory.objects.filter(code=arguments.territory).first()
        if territory is None:
            told = {"value": arguments.territory}
            raise ValidationError(
                _("There is no territory “%(value)s”. Write its code of nine digits.") % told
            )
    user = User(email=arguments.email.lower(), name=arguments.name, language=arguments.language)
    user.full_clean(exclude=["password"])
    password = "" if arguments.mail else getpass.getpass(_("Password, at least 12 characters: "))
    if password:
        validate_password(password, user)
    with transaction.atomic():
        open_account(user, password=password, by=None)
        if role:
            grant(user, role=role, territory=territory, body=arguments.body, by=None)
    if password:
        return _("%(email)s may sign in now.") % {"email": user.email}
    return _("A link to choose a password goes to %(email)s.") % {"email": user.email}
