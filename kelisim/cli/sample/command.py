"""`kelisim sample load` and `kelisim sample mediation`: the demo, and the year that was published."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kelisim.cli.sample.endings import Ending
    from kelisim.cli.sample.year import Totals

_REAL = "This database holds real cases: sample and real cases never share one. Use another database."
Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(rooms: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the sample's commands on the tree."""
    commands = rooms.add_parser("sample", help="invented people and cases").add_subparsers(
        required=True, metavar="COMMAND"
    )
    load = commands.add_parser("load", help="the demo: a small network, its people, cases on their way")
    load.add_argument("--cases", type=int, default=60)
    load.add_argument("--seed", type=int, default=7)
    load.set_defaults(run=run_load)
    year = commands.add_parser("mediation", help="a whole year whose totals are the published ones")
    year.add_argument("--year", type=int, default=2019)
    year.add_argument("--cases", type=int, help="fewer cases in the same proportions")
    year.add_argument("--seed", type=int, default=7)
    year.add_argument(
        "--realistic", action="store_true", help="beside them every other ending, which no source printed"
    )
    year.set_defaults(run=run_mediation)
    talk = commands.add_parser("dialogue", help="a conversation in three languages with 300 invented voters")
    talk.add_argument("--seed", type=int, default=7)
    talk.set_defaults(run=run_dialogue)


def run_dialogue(arguments: argparse.Namespace) -> int:
    """Exit 0 loaded or already there, 2 if the database holds a real conversation or real cases."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.models import Case
    from kelisim.cli.sample.dialogue import build

    if Case.objects.filter(sample=False).exists():
        print(_REAL, file=sys.stderr)
        return 2
    _mark()
    return build(arguments)


def run_load(arguments: argparse.Namespace) -> int:
    """Exit 0 loaded or already there, 2 if the database holds real cases."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.cli.sample import people, stories, year
    from kelisim.cli.sample.network import Size, build

    refusal = _refusal("sample-council-01")
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return 2 if "real" in refusal else 0
    from django.conf import settings
    from django.db import transaction
    from django.utils import timezone

    # The passphrases of invented people are printed: a slow lock protects nothing and costs half a minute.
    settings.SEAL_STAFF = settings.SEAL_PARTY = (8 * 1024, 1)
    dice = random.Random(arguments.seed)  # noqa: S311 - invented data, repeatable on purpose
    started = time.monotonic()
    today = timezone.localdate()
    with transaction.atomic():
        _mark()
        network = build(Size(councils=20, offices=20, mediators=40, since=date(today.year - 2, 1, 1)), dice)
        staff = people.hire(network)
        live = min(arguments.cases, sum(often for _place, often in stories.WAYS))
        shown = None
        for place, story in stories.tell(network.offices[0], staff["aizhan"], dice, count=live):
            shown = story if place == "met" else shown
        past = year.PUBLISHED.scaled(arguments.cases - live) if arguments.cases > live else None
        if past:
            list(year.write(today.year - 1, past, network.mediators, dice))
        _ask_for_release("sample")
    print(f"{arguments.cases} sample cases, {live} of them on their way ({time.monotonic() - started:.1f} s)")
    _tell_staff()
    if shown and shown.receipts:
        receipt = shown.receipts["A"]
        print(f"a side of a case: number {receipt.number}, secret {receipt.secret}")
    return run_dialogue(arguments)


def _tell_staff() -> None:
    from kelisim.cli.sample import people

    print("Staff, at /desk/:")
    for name, role in people.ROLES.items():
        print(f"  {people.address(name):28} {role}")
    print(f"password: {people.PASSWORD}   passphrase of their keys: {people.PASSPHRASE}")


def run_mediation(arguments: argparse.Namespace) -> int:
    """Exit 0 loaded or already there, 2 bad arguments or real cases, 1 if the totals do not come out."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.cli.sample import year
    from kelisim.cli.sample.network import Size, build

    prefix = f"sample-{arguments.year}"
    refusal = _refusal(f"{prefix}-council-01")
    if refusal is not None:
        print(refusal, file=sys.stderr)
        return 2 if "real" in refusal else 0
    from django.db import transaction

    totals = year.PUBLISHED.scaled(arguments.cases) if arguments.cases else year.PUBLISHED
    dice = random.Random(arguments.seed)  # noqa: S311 - invented data, repeatable on purpose
    span = (date(arguments.year, 1, 1), date(arguments.year + 1, 1, 1))
    with transaction.atomic():
        _mark()
        size = Size(councils=28, offices=503, mediators=962, since=span[0], until=span[1], prefix=prefix)
        network = build(size, dice)
        others = year.others(totals) if arguments.realistic else {}
        whole = totals.applications + sum(others.values())
        for saved in year.write(
            arguments.year, totals, network.mediators, dice, realistic=arguments.realistic
        ):
            print(f"\r{saved} of {whole} cases", end="", file=sys.stderr, flush=True)
        _ask_for_release(prefix)
    print(file=sys.stderr)
    return 0 if _reconcile(span, totals, prefix, others) else 1


def _refusal(council: str) -> str | None:
    """Why nothing is loaded: it is there already, or the database holds real cases."""
    from kelisim.apps.mediation.models import Case
    from kelisim.apps.registry.models import Organisation

    if Case.objects.filter(sample=False).exists():
        return _REAL
    if Organisation.objects.filter(code=council).exists():
        return "This sample is loaded already; nothing was changed."
    return None


def _mark() -> None:
    """Every page says from now on that the data are a sample."""
    from kelisim.kernel.packs.sample import mark_sample

    mark_sample()


def _ask_for_release(once: str) -> None:
    """The counts of past quarters come out with the worker's next round, and not only in the night."""
    from kelisim.kernel.queue.later import later

    later("mediation.release_counts", once=once)


def _reconcile(span: tuple[date, date], totals: Totals, prefix: str, others: Mapping[Ending, int]) -> bool:
    """Prints the year as counted in the database beside what was published, and what was added to it."""
    from kelisim.apps.mediation.models import Case, Mediator
    from kelisim.apps.mediation.queries.measures import counts
    from kelisim.apps.registry.models import Organisation
    from kelisim.cli.sample.year import Totals

    found = counts(Case.objects.all(), since=span[0], until=span[1])
    added = sum(number for one, number in others.items() if one.outcome != "X")
    made = Totals(
        applications=found.applications - added, settled=found.settled, consultations=found.consultations
    )
    bodies = Organisation.objects.filter(code__startswith=f"{prefix}-")
    print(f"councils {bodies.filter(kind='mediation_council').count()}, "
          f"offices {bodies.filter(kind='mediation_office').count()}, "
          f"mediators {Mediator.objects.filter(office__code__startswith=f'{prefix}-').count()}")  # fmt: skip
    print(f"applications {made.applications}, settled {made.settled}, consultations {made.consultations}")
    print(f"settled and consulted add to {made.settled + made.consultations}: "
          f"{made.advised_first} were advised first and settled later (an assumption)")  # fmt: skip
    if others:
        print(f"beside them {added} applications with other endings, printed by no source (invented): "
              f"{found.applications} in all")  # fmt: skip
        endings = ", ".join(f"{code} {number}" for code, number in found.outcomes.items())
        print(f"{endings}; open at the end {found.open_after}; appeals {found.appeals}")
    print(f"the counts {'balance' if found.balances else 'DO NOT balance'}")
    return made == totals and found.balances
