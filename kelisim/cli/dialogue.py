"""`kelisim dialogue`: the commands of the room."""

from __future__ import annotations

import argparse
import sys

from kelisim.cli.votes import command as votes

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(rooms: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the room's commands on the tree."""
    commands = rooms.add_parser("dialogue", help="what unites all groups")
    tree = commands.add_subparsers(required=True, metavar="COMMAND")
    votes.add(tree)
    again = tree.add_parser("replay", help="compute a published result once more and compare")
    again.add_argument("conversation", metavar="CONVERSATION", help="its code")
    again.add_argument(
        "--as-of", type=int, metavar="RESULT", help="number of the result; the last by default"
    )
    again.set_defaults(run=run_replay)


def run_replay(arguments: argparse.Namespace) -> int:
    """Exit 0 the same to the byte, 1 it differs, 2 no such conversation or result."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.dialogue.models import Result
    from kelisim.apps.dialogue.queries.replay import replay

    found = Result.objects.filter(conversation__code=arguments.conversation)
    wanted = found if arguments.as_of is None else found.filter(number=arguments.as_of)
    result = wanted.first()
    if result is None:
        print(
            f"no published result of “{arguments.conversation}”: look at its code and number.",
            file=sys.stderr,
        )
        return 2
    again = replay(result)
    print(f"result {result.number} of {arguments.conversation}, published {result.published_at:%Y-%m-%d}")
    print(f"votes    then {result.votes}   now {again.votes}")
    print(f"log      then {result.log_digest}   now {again.log_digest}")
    print(f"result   then {result.result_hash}   now {again.result_hash}")
    if again.same:
        print("the same to the byte")
        return 0
    if again.erased > 0:
        print(f"{again.erased} of the {result.votes} votes are gone: whoever cast them erased them since. "
              "The rest cannot give the same hashes; the result stays as it was published.")  # fmt: skip
    else:
        print("it differs though no vote is gone: the log was changed, or another version of the engine "
              "computed it. Tell whoever keeps this installation.")  # fmt: skip
    return 1
