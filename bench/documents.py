"""How long each document takes to typeset, in each language, and the editable twin beside it.

The goal is 20 ms a document; the samples are those of the tests. Run: `python -m bench.documents`.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from kelisim.kernel.documents.twin import twin  # noqa: E402 - after setup
from kelisim.kernel.documents.typeset import typeset  # noqa: E402 - after setup
from tests.mediation.paper_samples import papers  # noqa: E402 - after setup

GOAL_MS, ROUNDS = 20, 7
LANGS = ("kk", "ru", "en")


def median_ms(make: Callable[[], bytes]) -> float:
    """The median of several runs; the first, which loads fonts, is left out."""
    make()
    taken = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        make()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main() -> None:
    """A line a document."""
    sheets = {lang: papers(lang) for lang in LANGS}
    print(f"{'document':14}" + "".join(f"{lang + ' ms':>9}" for lang in LANGS) + f"{'twin ms':>10}")
    slow = []
    for name in sheets["kk"]:
        times = [median_ms(lambda one=sheets[lang][name]: typeset(one)) for lang in LANGS]
        copied = median_ms(lambda one=sheets["kk"][name]: twin(one, note=""))
        print(f"{name:14}" + "".join(f"{one:9.1f}" for one in times) + f"{copied:10.1f}")
        slow += [name] if max(times) > GOAL_MS else []
    print(f"over {GOAL_MS} ms: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    main()
