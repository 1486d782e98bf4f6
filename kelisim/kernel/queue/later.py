"""`later` asks for a job by name, in the transaction of the deed: rolled back with it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from kelisim.kernel.queue.perform import ask
from kelisim.kernel.texts.code import codes_only


def later(name: str, *args: int | str, after: timedelta | datetime | None = None, once: str = "") -> bool:
    """Asks for the job "room.job" with keys and codes (NotACode otherwise), now or after a span or a moment.

    With `once`, asking again under the same key makes no second job, however often and by whomever; keys
    are kept for 400 days. True if a job was stored.
    """
    codes_only("job name", name)
    codes_only("job key", once)
    for value in args:
        codes_only(f"argument of {name}", value)
    at = after if isinstance(after, datetime) else timezone.now() + (after or timedelta())
    return ask(name, 1, args, at=at, once=once)
