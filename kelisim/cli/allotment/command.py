"""`kelisim mediation allot`, `price` and `plan`: from files to files; no database is asked."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
import time
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kelisim.cli.complain import complain

if TYPE_CHECKING:
    from kelisim.cli.allotment.places import Places
    from kelisim.cli.allotment.table import Table
    from kelisim.engines.allotment.types import Allotment, CaseNeeds, MediatorOffer, Reason

Tree = argparse._SubParsersAction  # the standard library gives its tree of commands no public name


def add(commands: Tree[argparse.ArgumentParser]) -> None:
    """Hangs the commands on the room's tree."""
    allot = commands.add_parser("allot", help="propose a mediator for each case of a file")
    _files(allot)
    allot.add_argument("--method", choices=("optimum", "online"), default="optimum")
    allot.add_argument("--prices", type=Path, help="prices learned by `price` (online only)")
    allot.add_argument(
        "--period", type=_period, help="FROM..TO, the days a capacity is meant for (online only)"
    )
    allot.add_argument("--seed", type=int, default=0)
    allot.add_argument("--json", action="store_true")
    allot.set_defaults(run=run_allot)
    price = commands.add_parser("price", help="learn what one more place at each mediator would save")
    _files(price)
    price.add_argument("--out", type=Path, required=True)
    price.set_defaults(run=run_price, json=False)
    plan = commands.add_parser("plan", help="what is lacking: where one more place would save most")
    _files(plan)
    plan.add_argument("--json", action="store_true")
    plan.set_defaults(run=run_plan)


def _period(text: str) -> tuple[dt.date, dt.date]:
    first, last = map(dt.date.fromisoformat, text.split(".."))
    if first > last:
        raise ValueError(text)
    return first, last


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--mediators", type=Path, required=True)
    parser.add_argument("--centres", type=Path, help="territory,region,lat,lon instead of the pack's centres")


def run_allot(arguments: argparse.Namespace) -> int:
    """Exit 0 solved, 2 bad input, 3 no solver."""
    started = time.perf_counter()
    loaded = _load(arguments)
    if loaded is None:
        return 2
    tables, cases, mediators, places = loaded
    try:
        answer = _solve(arguments, tables, cases, mediators)
    except ImportError as error:
        return _no_solver(error)
    if answer is None:
        return 2
    if arguments.json:
        from kelisim.engines.allotment.types import COST_VERSION

        print(
            json.dumps(
                {
                    "method": answer.method,
                    "cost_version": COST_VERSION,
                    "seed": arguments.seed,
                    "solver": f"ortools {metadata.version('ortools')}",
                    "input_sha256": _digest(tables),
                    "proved_optimal": answer.proved_optimal,
                    **_answer(answer),
                    "centres": {code: list(point) for code, point in sorted(places.used.items())},
                    "warnings": _warnings(cases, mediators),
                    "seconds": round(time.perf_counter() - started, 3),
                },
                ensure_ascii=False,
            )
        )
    else:
        _print_table(answer)
    return 0


def run_price(arguments: argparse.Namespace) -> int:
    """Writes `id,price_km`; exit 0 done, 2 bad input, 3 no solver."""
    loaded = _load(arguments)
    if loaded is None:
        return 2
    try:
        from kelisim.engines.allotment.optimum import solve
    except ImportError as error:
        return _no_solver(error)

    _tables, cases, mediators, _places = loaded
    prices = solve(cases, mediators).prices
    lines = ["id,price_km", *(f"{name},{price / 1000:.3f}" for name, price in sorted(prices.items()))]
    arguments.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def run_plan(arguments: argparse.Namespace) -> int:
    """Unassigned cases by reason, lacking places dearest first; exit 0 done, 2 bad input, 3 no solver."""
    loaded = _load(arguments)
    if loaded is None:
        return 2
    try:
        from kelisim.engines.allotment.plan import plan
    except ImportError as error:
        return _no_solver(error)

    tables, cases, mediators, _places = loaded
    told = plan(cases, mediators)
    lacks = [{**vars(one), "saving": _km(one.saving)} for one in told.lacks]
    if arguments.json:
        answer = {"input_sha256": _digest(tables), "unassigned": told.unassigned, "lacking": lacks}
        print(json.dumps({**answer, "warnings": _warnings(cases, mediators)}, ensure_ascii=False))
        return 0
    for reason, number in told.unassigned.items():
        print(f"{reason:<24}{number:>12}")
    print(f"{'region':<8}{'language':<10}{'topic':<16}{'office':<20}{'saving, km':>12}")
    for one in lacks:
        print("{region:<8}{language:<10}{topic:<16}{office:<20}{saving:>12.3f}".format(**one))
    return 0


def _no_solver(error: ImportError) -> int:
    print(f"The solver is missing: {error.name}. Install the package ortools.", file=sys.stderr)
    return 3


Loaded = tuple[list["Table"], list["CaseNeeds"], list["MediatorOffer"], "Places"]


def _load(arguments: argparse.Namespace) -> Loaded | None:
    """Both files checked; None after every complaint has been printed."""
    from kelisim.cli.allotment.files import read_cases, read_mediators
    from kelisim.cli.allotment.places import pack_places, read_places
    from kelisim.cli.allotment.table import Table
    from kelisim.cli.speak import speak

    speak()
    case_table, mediator_table = Table(arguments.cases), Table(arguments.mediators)
    tables = [case_table, mediator_table]
    if arguments.centres:
        places, centre_table = read_places(arguments.centres)
        tables.append(centre_table)
    else:
        places = pack_places()
    cases, mediators = read_cases(case_table, places), read_mediators(mediator_table, places)
    complaints = [wrong for table in tables for wrong in table.wrong]
    if complaints:
        complain(complaints, as_json=arguments.json)
        return None
    return tables, cases, mediators, places


def _solve(
    arguments: argparse.Namespace,
    tables: list[Table],
    cases: list[CaseNeeds],
    mediators: list[MediatorOffer],
) -> Allotment | None:
    from kelisim.engines.allotment import optimum, replay

    if arguments.method == "optimum":
        return optimum.solve(cases, mediators)
    from kelisim.cli.allotment.files import read_prices
    from kelisim.cli.allotment.table import Table

    prices: dict[str, int] = {}
    if arguments.prices:
        price_table = Table(arguments.prices)
        prices = read_prices(price_table, {one.id for one in mediators})
        tables.append(price_table)
        if price_table.wrong:
            complain(price_table.wrong, as_json=arguments.json)
            return None
    shares = _shares(cases, arguments.period)
    return replay.allot(cases, mediators, shares=shares, prices=prices, seed=arguments.seed)


def _shares(cases: list[CaseNeeds], period: tuple[dt.date, dt.date] | None) -> dict[str, float]:
    """How much of the period is gone on each case's day; by default from the first case to the last."""
    if not cases:
        return {}
    days = [case.day for case in cases]
    first, last = min(days), max(days)
    if period:
        first, last = period
    length = (last - first).days + 1
    return {case.id: min(1.0, max(0.0, ((case.day - first).days + 1) / length)) for case in cases}


def _answer(answer: Allotment) -> dict[str, Any]:
    """The part of the contract that the engine answers; km with three decimals."""
    spread = answer.utilisation
    return {
        "assignments": [
            {
                "case": one.case,
                "mediator": one.mediator,
                "cost": _km(one.cost),
                "reasons": [_reason(reason) for reason in one.reasons],
            }
            for one in answer.assignments
        ],
        "unassigned": list(answer.unassigned),
        "unassigned_reasons": answer.unassigned,
        "total_cost": _km(answer.total_cost),
        "lower_bound": _km(answer.lower_bound),
        "utilisation": {
            "mean": round(spread.mean, 6),
            "sd": round(spread.sd, 6),
            "gini": round(spread.gini, 6),
            "max": round(spread.max, 6),
            "idle": spread.idle,
            "mediators": {
                name: {
                    "load": spread.loads[name],
                    "capacity": capacity,
                    "share": round(spread.loads[name] / capacity, 6) if capacity else None,
                }
                for name, capacity in spread.capacities.items()
            },
        },
    }


def _reason(reason: Reason) -> dict[str, Any]:
    named = {
        "code": reason.code,
        "km": None if reason.metres is None else _km(reason.metres),
        "cost": None if reason.cost is None else _km(reason.cost),
        "count" if reason.code == "eligible" else "value": reason.value,
        "cheapest": reason.cheapest,
        "why": reason.why,
    }
    return {key: value for key, value in named.items() if value is not None}


def _km(metres: int) -> float:
    return round(metres / 1000, 3)


def _digest(tables: list[Table]) -> str:
    return hashlib.sha256("\n".join(table.sha256 for table in tables).encode()).hexdigest()


def _warnings(cases: list[CaseNeeds], mediators: list[MediatorOffer]) -> list[dict[str, str]]:
    """What is odd but stops nothing: an excluded mediator nobody knows, a topic the pack does not have."""
    from kelisim.kernel.packs.pack import current

    ids = {one.id for one in mediators}
    topics = {topic["code"] for topic in current().yaml("mediation/codes.yaml")["topics"]}
    strangers = sorted({(case.id, name) for case in cases for name in case.excluded if name not in ids})
    foreign = sorted({case.topic for case in cases} | {topic for one in mediators for topic in one.topics})
    return [{"code": "unknown_mediator", "case": case, "value": name} for case, name in strangers] + [
        {"code": "unknown_topic", "value": topic} for topic in foreign if topic not in topics
    ]


def _print_table(answer: Allotment) -> None:
    print(f"{'case':<14}{'mediator':<14}{'km':>12}")
    for one in answer.assignments:
        print(f"{one.case:<14}{one.mediator:<14}{_km(one.cost):>12.3f}")
    for case, why in answer.unassigned.items():
        print(f"{case:<14}{'-':<14}{why:>24}")
    print(f"total {_km(answer.total_cost):.3f} km, bound {_km(answer.lower_bound):.3f} km")
