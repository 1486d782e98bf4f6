"""31,000 cases, 962 mediators: seconds and memory of the optimum, and what deciding case by case costs.

The file is made by a seed; the year before teaches the prices for the year that is measured.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import time

from kelisim.engines.allotment import online, replay
from kelisim.engines.allotment.optimum import solve
from kelisim.engines.allotment.types import CaseNeeds, MediatorOffer, Situation

TOPICS = [f"topic-{n}" for n in range(9)]


def make(cases: int, mediators: int, *, seed: int, year: int, regions: int = 28, offices: int = 503):
    """Regions with scattered offices; mediators and their capacity stay the same for every seed of a year."""
    land, flow = random.Random(1), random.Random(seed)
    centres = {f"{n:02d}": (42 + land.random() * 12, 50 + land.random() * 30) for n in range(regions)}
    rooms = []
    for n in range(offices):
        region = f"{n % regions:02d}"
        lat, lon = centres[region]
        rooms.append((f"office-{n}", region, lat + land.gauss(0, 1.0), lon + land.gauss(0, 1.5)))
    return _stream(cases, rooms, flow, year), _team(cases, mediators, rooms, land)


def _team(cases: int, mediators: int, rooms: list[tuple[str, str, float, float]], land: random.Random):
    team = []
    for n in range(mediators):
        name, region, lat, lon = rooms[n % len(rooms)]
        languages = {"kk"} if land.random() < 0.8 else {"ru"}
        languages |= {language for language, chance in (("ru", 0.7), ("uz", 0.1)) if land.random() < chance}
        team.append(
            MediatorOffer(
                id=f"M{n:04d}",
                office=name,
                region=region,
                languages=frozenset(languages),
                topics=frozenset(land.sample(TOPICS, 3)),
                capacity=round(cases / mediators / 0.8 * land.uniform(0.6, 1.4)),
                lat=lat,
                lon=lon,
            )
        )
    return team


def _stream(cases: int, rooms: list[tuple[str, str, float, float]], flow: random.Random, year: int):
    stream = []
    for n in range(cases):
        _name, region, lat, lon = flow.choice(rooms)
        stream.append(
            CaseNeeds(
                id=f"C{n:06d}",
                day=dt.date(year, 1, 1) + dt.timedelta(flow.randrange(365)),
                region=region,
                language=flow.choices(["kk", "ru", "uz"], [60, 37, 3])[0],
                topic=flow.choice(TOPICS),
                lat=round(lat + flow.gauss(0, 0.5), 2),
                lon=round(lon + flow.gauss(0, 0.5), 2),
            )
        )
    return stream


def main() -> None:
    before, team = make(31_000, 962, seed=2, year=2018)
    cases, team = make(31_000, 962, seed=3, year=2019)
    started = time.perf_counter()
    exact = solve(cases, team)
    seconds = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"optimum: {seconds:.2f} s (goal 5), {memory:.0f} MB (goal 400), proved: {exact.proved_optimal}")
    prices = solve(before, team).prices
    shares = {one.id: one.day.timetuple().tm_yday / 365 for one in cases}
    for name, learned in (("without prices", {}), ("with last year's prices", prices)):
        answer = replay.allot(cases, team, shares=shares, prices=learned)
        gap = answer.total_cost / exact.total_cost - 1
        print(f"online {name}: {gap:+.1%} over hindsight (goal 10 %), {len(answer.unassigned)} unassigned")
    times = []
    for one in cases[:500]:
        started = time.perf_counter()
        online.rank(one, team, now=Situation(loads={}, share_of_period=0.5, prices=prices))
        times.append(time.perf_counter() - started)
    print(f"one proposal: {sorted(times)[474] * 1000:.2f} ms p95 (goal 5)")


if __name__ == "__main__":
    main()
