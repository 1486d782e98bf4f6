"""`kelisim release`: draft, check, publish, list and verify frozen releases of figures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kelisim.apps.statistics.models import Release

BAD_INPUT, REFUSED, DAMAGED = 2, 3, 4
LANGUAGES = ("kk", "ru", "en")


def add(rooms: Any) -> None:
    """Hangs the commands on the tree."""
    room = rooms.add_parser("release", help="frozen releases of figures")
    commands = room.add_subparsers(dest="command", required=True)
    draft = commands.add_parser("draft", help="build a release from the figures as they are")
    for language in LANGUAGES:
        draft.add_argument(f"--words-{language}", required=True, help=f"what changed, in {language}")
        draft.add_argument(f"--notes-{language}", default="", help=f"method notes, in {language}")
    draft.add_argument("--licence", default="CC-BY-4.0")
    check = commands.add_parser("check", help="print what must be read; with --read ALL sign it as read")
    check.add_argument(
        "--read", action="append", default=[], metavar="KEY", help="a key that was read, or ALL"
    )
    publish = commands.add_parser("publish", help="publish a signed release")
    verify = commands.add_parser("verify", help="count every digest anew")
    runs: dict[argparse.ArgumentParser, Callable[[argparse.Namespace], int]] = {
        draft: run_draft,
        check: run_check,
        publish: run_publish,
        verify: run_verify,
    }
    for command, run in runs.items():
        command.add_argument("code", metavar="CODE", help="2026-1")
        command.set_defaults(run=run)
        if command is not verify:
            command.add_argument("--by", required=True, metavar="E-MAIL", help="whose account does it")
    commands.add_parser("list", help="all releases").set_defaults(run=run_list)


def run_draft(arguments: argparse.Namespace) -> int:
    """Exit 0 drafted, 2 something typed is wrong, 3 refused by a rule: nothing is released then."""

    def draft(by: Any) -> str:
        from kelisim.apps.statistics.actions.draft_release import Told, draft_release
        from kelisim.kernel.texts.of import Text

        words, notes = (
            Text(**{language: getattr(arguments, f"{name}_{language}") for language in LANGUAGES})
            for name in ("words", "notes")
        )
        told = Told(words=words, notes=notes, licence=arguments.licence)
        return draft_release(arguments.code, told=told, by=by).digest

    return _deed(arguments, draft)


def run_check(arguments: argparse.Namespace) -> int:
    """Exit 0 signed, 2 something typed is wrong, 3 not everything was read: what is left is printed."""

    def check(by: Any) -> str:
        from kelisim.apps.statistics.actions.check_release import check_release
        from kelisim.apps.statistics.queries.release.reading import keys_to_read

        release = _release(arguments.code)
        keys = keys_to_read(release)
        print("\n".join(keys))
        read = keys if "ALL" in arguments.read else arguments.read
        return check_release(release, digest=release.digest, read=read, by=by).digest

    return _deed(arguments, check)


def run_publish(arguments: argparse.Namespace) -> int:
    """Exit 0 published, 2 something typed is wrong, 3 refused: not signed, or the data changed since."""

    def publish(by: Any) -> str:
        from kelisim.apps.statistics.actions.publish_release import publish_release

        return publish_release(_release(arguments.code), by=by).digest

    return _deed(arguments, publish)


def run_verify(arguments: argparse.Namespace) -> int:
    """Exit 0 every byte is as published, 2 no such release, 4 damaged: each file is named."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.statistics.actions.verify_release import verify_release
    from kelisim.apps.statistics.errors import FilesDamaged, NoSuchRelease

    try:
        release = _release(arguments.code)
    except NoSuchRelease as error:
        return _tell(error, BAD_INPUT)
    if broken := verify_release(release):
        return _tell(FilesDamaged(code=release.code, paths=", ".join(broken)), DAMAGED)
    print(release.digest)
    return 0


def run_list(_arguments: argparse.Namespace) -> int:
    """Exit 0: number, day, state and digest of each, the newest first."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.statistics.models import Release

    for one in Release.objects.all():
        print(one.code, one.day.isoformat(), one.state, one.digest)
    return 0


def _deed(arguments: argparse.Namespace, do: Callable[[Any], str]) -> int:
    """Does it in the name of an account; what stands in the way is told, with its exit status."""
    from kelisim.cli.speak import speak

    speak()
    from django.utils.translation import gettext as _

    from kelisim.apps.statistics.errors import BadReleaseCode, NoSuchRelease, ReleaseError, WordsMissing
    from kelisim.kernel.access.door import Refused
    from kelisim.kernel.accounts.models import User

    by = User.objects.filter(email=arguments.by.lower()).first()
    if by is None:
        return _tell(
            _("There is no account with the address %(email)s.") % {"email": arguments.by}, BAD_INPUT
        )
    try:
        print(do(by))
    except (BadReleaseCode, NoSuchRelease, WordsMissing) as error:
        return _tell(error, BAD_INPUT)
    except ReleaseError as error:
        return _tell(error, REFUSED)
    except Refused:
        return _tell(_("%(email)s may not release figures.") % {"email": arguments.by}, REFUSED)
    return 0


def _release(code: str) -> Release:
    from kelisim.apps.statistics.errors import NoSuchRelease
    from kelisim.apps.statistics.models import Release

    found = Release.objects.filter(code=code).first()
    if found is None:
        known = ", ".join(Release.objects.values_list("code", flat=True)) or "-"
        raise NoSuchRelease(code=code, known=known)
    return found


def _tell(what: object, status: int) -> int:
    print(what, file=sys.stderr)
    return status
