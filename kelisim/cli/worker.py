"""`kelisim worker`: runs what the queue holds, until it is interrupted."""

from __future__ import annotations

import argparse

from kelisim.cli.speak import speak


def add(rooms: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hangs `worker` on the command tree."""
    room = rooms.add_parser("worker", help="run the background work")
    room.add_argument("--once", action="store_true", help="run what is due now and stop")
    room.set_defaults(run=run_worker)


def run_worker(arguments: argparse.Namespace) -> int:
    """Exit 0 when told to stop."""
    speak()
    from django.utils.translation import ngettext

    from kelisim.kernel.queue import worker

    if arguments.once:
        count = worker.run_due()
        print(ngettext("%(count)s job run.", "%(count)s jobs run.", count) % {"count": count})
    else:
        worker.run_worker()
    return 0
