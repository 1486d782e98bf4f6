"""How long does the ledger take to answer "what was the structure on this day"?

Goal of the brief: 10,000 effects in 40 ms, 50,000 in 200 ms (issue: 50 ms).
"""

from __future__ import annotations

import random
import time
from datetime import UTC, date, datetime, timedelta

from kelisim.engines.timeline.fold import fold
from kelisim.engines.timeline.types import Effect, Kind, Verb

RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
GOALS = {10_000: 50, 50_000: 200}


def ledger(size: int) -> list[Effect]:
    """Bodies that are created, renamed, moved, headed and given powers over thirty years, shuffled."""
    draw = random.Random(2026)
    effects = []
    for number in range(size):
        body, kind = f"body-{number % (size // 5)}", number // (size // 5)
        on = date(1995, 1, 1) + timedelta(days=kind * 2000 + draw.randrange(2000))
        verb = (Verb.CREATE, Verb.RENAME, Verb.PLACE_UNDER, Verb.HEAD, Verb.GRANT)[kind]
        name = {"kk": "а", "ru": "б", "en": "c"}
        value = {
            Verb.CREATE: {"name": name, "parent": "root", "as": "attached"},
            Verb.RENAME: name,
            Verb.PLACE_UNDER: {"parent": "root", "as": "part"},
            Verb.HEAD: {"rule": "elected", "of": body},
            Verb.GRANT: {"seats": number},
        }[verb]
        effects.append(
            Effect(
                code=f"E{number:06}",
                act=f"act-{number % 97}",
                kind=Kind.POWER if verb is Verb.GRANT else Kind.ORGANISATION,
                subject="power" if verb is Verb.GRANT else body,
                verb=verb,
                key=body if verb is Verb.GRANT else "",
                value=value,
                first=on,
                last=on,
                act_date=on,
                recorded=RECORDED,
            )
        )
    draw.shuffle(effects)
    return effects


def main() -> int:
    """Prints the best of seven beside the goal; 1 if a goal is missed."""
    missed = 0
    for size, goal in GOALS.items():
        effects = ledger(size)
        spans = []
        for _ in range(7):
            begun = time.perf_counter()
            state = fold(effects, day=date(2030, 1, 1), given=frozenset({"root"}))
            spans.append(1000 * (time.perf_counter() - begun))
        best = min(spans)
        missed += best > goal
        print(f"fold of {size:>6,} effects: {best:6.1f} ms (goal {goal} ms), {len(state.last):,} aspects")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
