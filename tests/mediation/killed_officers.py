"""A process of its own: every deed of officers, killed at each of its writes. Prints one JSON line."""

import json
import sys

from tests.mediation import killed  # first: it sets Django up

from django.core.management import call_command  # isort: skip

from tests import cast as stories  # isort: skip
from tests.mediation.officer_deeds import of_officers  # isort: skip


def main() -> None:
    """One dispute whose key is lost, whose officers change, and which is forgotten in the end."""
    call_command("migrate", verbosity=0)
    cast, tally = stories.make_cast(), killed.Tally()
    receipt = stories.submit(cast.application(), once="q" * 30)
    story = stories.Story(cast=cast, case=receipt.case, receipts={"A": receipt})
    for name, deed in of_officers(story):
        killed.killing(tally, name, deed)
    sys.stdout.write(json.dumps({"deeds": tally.deeds, "faults": tally.faults}) + "\n")


if __name__ == "__main__":
    main()
