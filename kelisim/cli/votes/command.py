"""`kelisim dialogue analyse`: from a file of votes to what unites the groups; no database is asked."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kelisim.cli.votes.ballots import Ballots
    from kelisim.cli.votes.problems import Noted
    from kelisim.cli.votes.statements import Statement
    from kelisim.engines.commonground.analyse import Analysis

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the command on the room's tree."""
    parser = commands.add_parser("analyse", help="what unites the groups that votes show")
    parser.add_argument("votes", type=Path, metavar="VOTES.csv")
    parser.add_argument("--statements", type=Path, help="which statements are live")
    parser.add_argument("--strict", action="store_true", help="only expressly accepted statements are live")
    parser.add_argument("--agree", type=int, choices=(1, -1), default=1, help="the number that means agree")
    parser.add_argument("--use-groups", action="store_true", help="describe the groups of the file")
    parser.add_argument("--members", action="store_true", help="add the group of each person")
    parser.add_argument("--publish", action="store_true", help="what may be published: small numbers hidden")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--lang", choices=("kk", "ru", "en"), help="the language of the report")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--out", type=Path, help="write here instead of the screen")
    parser.set_defaults(run=run)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Both files, in canonical order of statements and of given groups."""

    ballots: Ballots
    statements: tuple[str, ...]
    groups: tuple[str, ...]
    live: tuple[bool, ...]


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 done, 2 bad input or usage; then nothing is printed and no file is touched."""
    from django.utils import translation

    from kelisim.cli.speak import speak
    from kelisim.cli.votes.problems import Noted

    language = speak()
    translation.activate(arguments.lang or language)
    if arguments.publish and arguments.members:
        print(_members_are_not_published(), file=sys.stderr)
        return 2
    noted = Noted()
    read = _read(arguments, noted)
    if noted.problems:
        _complain(noted, as_json=arguments.json)
        return 2
    text = _told(arguments, read, noted)
    if arguments.out is None:
        sys.stdout.write(text)
        return 0
    return _write(arguments.out, text)


def _members_are_not_published() -> str:
    from django.utils.translation import gettext as _

    return _("Who is in which group is never published. Leave out --members or --publish.")


def _read(arguments: argparse.Namespace, noted: Noted) -> Read:
    from kelisim.cli.votes.ballots import read_ballots
    from kelisim.cli.votes.statements import check_sign, read_statements

    ballots = read_ballots(arguments.votes, noted, agree=arguments.agree, groups=arguments.use_groups)
    told: dict[str, Statement] = {}
    if arguments.statements:
        told = read_statements(arguments.statements, noted, strict=arguments.strict)
        check_sign(arguments.votes, noted, told, ballots)
        _warn_of_strangers(arguments, noted, told, ballots)
    names = canonical(ballots.statements)
    return Read(
        ballots=ballots,
        statements=names,
        groups=canonical(set(ballots.groups.values())) if arguments.use_groups else (),
        live=tuple(name not in told or told[name].live for name in names),
    )


def canonical(names: Any) -> tuple[str, ...]:
    """By number if all are numbers, by code points otherwise; equal numbers by their writing."""
    listed = sorted(names)
    if all(name.removeprefix("-").isdecimal() for name in listed):
        return tuple(sorted(listed, key=int))
    return tuple(listed)


def _warn_of_strangers(
    arguments: argparse.Namespace, noted: Noted, told: dict[str, Statement], ballots: Ballots
) -> None:
    from kelisim.cli.votes.problems import Problem

    if told:
        noted.warnings += [
            Problem(file=arguments.statements.name, code="unknown_statement", value=name)
            for name in canonical(name for name in ballots.statements if name not in told)
        ]


def _told(arguments: argparse.Namespace, read: Read, noted: Noted) -> str:
    from kelisim.engines.commonground.document import Named, document

    found = _analysed(arguments, read)
    groups = read.groups or tuple(map(str, range(found.groups.k)))
    named = Named(statements=read.statements, groups=groups, people=tuple(read.ballots.people))
    body = document(
        found,
        named,
        given=arguments.use_groups,
        members=arguments.members,
        warnings=[one.as_warning() for one in noted.warnings],
    )
    if arguments.publish:
        from kelisim.engines.commonground.published import published

        body = published(body)
    if arguments.json:
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
    from kelisim.cli.votes.words import in_words

    return in_words(body)


def _analysed(arguments: argparse.Namespace, read: Read) -> Analysis:
    import numpy as np

    from kelisim.engines.commonground.analyse import analyse
    from kelisim.engines.commonground.hashing import identity
    from kelisim.engines.commonground.types import Parameters, Statements
    from kelisim.engines.commonground.votes import votes_of

    ballots = read.ballots
    place = {name: at for at, name in enumerate(read.statements)}
    moved = np.array([place[name] for name in ballots.statements], np.int32)
    votes = votes_of(
        np.frombuffer(ballots.person, np.int32) if ballots.person else np.zeros(0, np.int32),
        moved[np.frombuffer(ballots.statement, np.int32)] if ballots.statement else np.zeros(0, np.int32),
        np.frombuffer(ballots.value, np.int8) if ballots.value else np.zeros(0, np.int8),
        people=len(ballots.people),
        statements=Statements(
            identities=np.array([identity(name) for name in read.statements], np.uint64),
            live=np.array(read.live, bool),
        ),
    )
    given = None
    if arguments.use_groups:
        number = {name: at for at, name in enumerate(read.groups)}
        given = np.full(votes.people, -1)
        for person, name in ballots.groups.items():
            given[person] = number[name]
        given = given[votes.row]
    return analyse(votes, given=given, limits=Parameters(seed=arguments.seed))


def _complain(noted: Noted, *, as_json: bool) -> None:
    """Everything that is wrong, to stderr: a line each, or a list of objects."""
    if as_json:
        told = [one.as_json() for one in noted.problems]
        print(json.dumps(told, ensure_ascii=False), file=sys.stderr)
        return
    for one in noted.problems:
        print(one, file=sys.stderr)


def _write(path: Path, text: str) -> int:
    """Under another name first, so that a reader never meets half a file."""
    beside = path.with_name(path.name + ".part")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)
    return 0
