"""`kelisim mediation statistics`: the counts of a period, their balance, and every measure with its whole."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from kelisim.apps.mediation.models import Case
    from kelisim.apps.mediation.queries.measures import Counts

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the command on the room's tree."""
    told = commands.add_parser("statistics", help="counts and measures of a period, for who runs the site")
    told.add_argument("--since", type=date.fromisoformat, required=True, help="first day")
    told.add_argument("--until", type=date.fromisoformat, required=True, help="first day after it")
    told.add_argument("--region", default="", help="code of a territory; the whole country without")
    told.add_argument("--json", action="store_true")
    told.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Exit 0 told, 1 the counts do not balance, 2 no such region or no such period."""
    from kelisim.cli.speak import speak

    speak()
    from kelisim.apps.mediation.models import Case
    from kelisim.apps.mediation.queries.measures import counts
    from kelisim.kernel.places.models import Territory
    from kelisim.kernel.places.queries import within_of

    cases = Case.objects.all()
    if arguments.region:
        place = Territory.objects.filter(code=arguments.region).first()
        if place is None:
            print(f"No territory has the code {arguments.region}.", file=sys.stderr)
            return 2
        cases = cases.filter(within_of("region", place))
    if arguments.since >= arguments.until:
        print("The first day must come before the day after the last.", file=sys.stderr)
        return 2
    found = counts(cases, since=arguments.since, until=arguments.until)
    answer = _answer(cases, found)
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _print(answer)
    return 0 if found.balances else 1


def _answer(cases: QuerySet[Case], found: Counts) -> dict[str, Any]:
    from django.utils import timezone

    from kelisim.apps.mediation.queries.rates import Ratio, grounds, rates
    from kelisim.apps.mediation.queries.times import Span, durability, times

    def share(one: Ratio) -> dict[str, Any]:
        value = None if one.value is None else round(one.value, 4)
        return {"value": value, "part": one.part, "of": one.whole}

    def spent(span: Span) -> dict[str, Any]:
        return {name: getattr(span, name) for name in ("done", "open", "median", "ninth_tenth")}

    return {
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "counts": {
            "P0": found.open_before,
            "A": found.applications,
            **found.outcomes,
            "P1": found.open_after,
            "M": found.agreements,
            "CO": found.consultations,
            "X": found.appeals,
        },
        "balances": found.balances,
        "rates": {name.value: share(one) for name, one in rates(cases, found).items()},
        "grounds": {name.value: share(one) for name, one in grounds(found).items()},
        "days": {name.value: spent(span) for name, span in times(cases, found).items()},
        "durability": durability(cases, found, today=timezone.localdate()),
    }


def _print(answer: dict[str, Any]) -> None:
    print(f"{answer['since']} .. {answer['until']}")
    for name, number in answer["counts"].items():
        print(f"  {name:<28}{number:>12}")
    bracket = " + ".join(name for name in answer["counts"] if name not in {"P0", "A", "P1", "M", "CO", "X"})
    print(f"  P0 + A = ({bracket}) + P1: {'yes' if answer['balances'] else 'NO'}")
    for kind in ("rates", "grounds"):
        for name, one in answer[kind].items():
            value = "-" if one["value"] is None else f"{one['value']:.4f}"
            print(f"  {name:<28}{value:>12}  {one['part']} / {one['of']}")
    for name, span in answer["days"].items():
        told = [span["median"], span["ninth_tenth"]]
        half, most = ("-" if one is None else one for one in told)
        print(f"  {name:<28}{half:>12}  nine tenths {most}, done {span['done']}, open {span['open']}")
    for days, share in answer["durability"].items():
        print(f"  {f'holds after {days} days':<28}{'-' if share is None else f'{share:.4f}':>12}")
