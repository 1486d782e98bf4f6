"""Runs in a process of its own: one form of evidence sent by two threads at once. Prints one JSON line."""

import json
import sys

import django

django.setup()  # first: what follows imports models

from django.core.management import call_command  # noqa: E402 - after setup

from kelisim.apps.statistics.models import Evidence  # noqa: E402 - after setup
from kelisim.kernel.audit.models import Entry  # noqa: E402 - after setup
from tests.mediation.twice import both  # noqa: E402 - after setup
from tests.statistics.evidence import handed_in  # noqa: E402 - after setup


def main() -> None:
    """Hands the same in twice."""
    call_command("migrate", verbosity=0)
    receipts = both(handed_in)
    told = {
        "receipts": [one == receipts[0] for one in receipts],
        "pieces": Evidence.objects.count(),
        "recorded": Entry.objects.filter(deed="statistics.evidence_handed_in").count(),
    }
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
