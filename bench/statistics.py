"""Pages of figures against the room's goals, among 100,000 figures; a table of 20 regions by 15 topics.

The first drawing of each chart is told apart.
"""

from __future__ import annotations

import random
import sys
import time
from statistics import median

from django.test import Client

from bench._figures import fill
from kelisim.engines.disclosure.suppress import release
from kelisim.engines.disclosure.types import Cell, Rule

FIGURES = 100_000

PAGES = {
    "statistics/": 500,
    "statistics/population/": 500,
    "statistics/population/?territory=630000000&year=2018": 500,
    "statistics/population/?composition=2000-01-01": 500,
    "statistics/diversity/": 500,
    "statistics/confessions/": 500,
    "statistics/mediation/": 500,
    "statistics/data/composition.csv": 5_000,  # 85,000 figures
}
RULE = Rule(least_cases=5, least_applicants=3, base=5, least_interval=5)
RELEASE_GOAL = 2_000


def _spans(ask, times: int) -> list[float]:
    spans = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spans.append(1000 * (time.perf_counter() - begun))
    return spans


def _pages() -> int:
    client = Client(SERVER_NAME="localhost")
    missed = 0
    for page, goal in PAGES.items():
        answers = []
        first, *later = _spans(
            lambda page=page, answers=answers: answers.append(client.get(f"/kk/{page}")), 8
        )
        assert answers[0].status_code == 200, f"{page}: {answers[0].status_code}; is the database set up?"
        found = median(later)
        missed += found > goal
        size = len(answers[0].content) / 1024
        print(f"{page:55} {found:6.0f} ms (goal {goal}; first {first:.0f} ms, {size:.0f} KB)")
    return missed


def _release() -> int:
    draw = random.Random(5)
    cells = [
        Cell(row=f"r{row}", column=f"c{column}", cases=count, applicants=count)
        for row in range(20)
        for column in range(15)
        for count in [int(draw.paretovariate(0.9) * 4)]
    ]
    answers = []
    span = median(_spans(lambda: answers.append(release(cells, rule=RULE)), 3))
    hidden, places = answers[0].hidden, len(answers[0].values)
    print(f"release of 20 x 15 counts {span:35.0f} ms (goal {RELEASE_GOAL}; {hidden} of {places} hidden)")
    return span > RELEASE_GOAL


def main() -> int:
    """Prints the median of seven beside the goal; 1 if a goal is missed."""
    print(f"{fill(FIGURES)} figures")
    return 1 if _pages() + _release() else 0


if __name__ == "__main__":
    sys.exit(main())
