"""Before the day: an office that receives and settled cases that are asked. After it: what is there."""

from __future__ import annotations

import os
import sys
import time
from datetime import timedelta
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after setup
from django.db.models import Count  # noqa: E402
from django.utils import timezone  # noqa: E402

from kelisim.apps.mediation.models import Case, FollowUp, Move, Obligation, Party  # noqa: E402
from kelisim.apps.mediation.models.case import Clock  # noqa: E402
from kelisim.apps.mediation.queries import following, people  # noqa: E402
from kelisim.apps.mediation.queries.people import Identity, concealed  # noqa: E402
from kelisim.cli.packs import loaders  # noqa: E402
from kelisim.kernel.packs.load import load_pack  # noqa: E402
from kelisim.kernel.queue.state import state  # noqa: E402
from kelisim.kernel.seal import service  # noqa: E402
from tests.people import make_cast  # noqa: E402

BATCH, PATIENCE_SECONDS = 2_000, 1_800


def fill() -> int:
    """The pack, an office with its key, and half as many settled cases as answers will come."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    load_pack("kz", lambda _line: None, loaders=loaders())
    _ask(_settled(int(os.environ["KELISIM_LOAD_ANSWERS"]) // 2))
    return 0


def _settled(number: int) -> list[Party]:
    """Cases in which each side owes the other something, so that both have to be heard."""
    cast, now, signed = make_cast(), timezone.now(), timezone.localdate() - timedelta(days=30)
    common = {
        "state": "follow_up", "route": "mediation", "office": cast.office, "territory": cast.district,
        "region": cast.region, "topic": "debt", "received_at": now, "entered_on": signed, "agreed_on": signed,
        "settled_on": signed, "full": True, "resolved_on": signed, "outcome": "Sf",
        "clock": Clock.FOLLOW, "clock_at": now + timedelta(days=60),
    }  # fmt: skip
    cases = Case.objects.bulk_create([Case(**common) for _ in range(number)], batch_size=BATCH)
    sides = [Party(case=case, side=side, follow_up=True, joined_at=now) for case in cases for side in "AB"]
    for party in sides:
        party.identity = concealed(party, Identity(name="Жүктеме"))
    sides = Party.objects.bulk_create(sides, batch_size=BATCH)
    numbers = {"A": 1, "B": 2}
    owed = [Obligation(case=one.case, number=numbers[one.side], debtor=one, kind="pay") for one in sides]
    Obligation.objects.bulk_create(owed, batch_size=BATCH)
    return sides


def _ask(sides: list[Party]) -> None:
    now = timezone.now()
    asked = [
        FollowUp(case=one.case, party=one, round="30", asked_at=now, closes_at=now + timedelta(days=60))
        for one in sides
    ]
    tokens = [following.token(one) for one in asked]
    for one, token in zip(asked, tokens, strict=True):
        one.token_hash = service.keyed_hash("follow-link", token)
    FollowUp.objects.bulk_create(asked, batch_size=BATCH)
    Path(os.environ["KELISIM_LOAD_TOKENS"]).write_text("\n".join(tokens), encoding="utf-8")


def wait() -> int:
    """Until the worker has done what the day asked of it."""
    begun = time.monotonic()
    while (now := state(timezone.now())).due or now.running:
        if time.monotonic() - begun > PATIENCE_SECONDS:
            return 1
        time.sleep(0.5)
    print(f"the worker was done {time.monotonic() - begun:.0f} s later")
    return 0


def count() -> int:
    """Nothing lost, nothing doubled: applications by applicant, answers by question and by move, jobs."""
    wanted = {name: int(os.environ[f"KELISIM_LOAD_{name}"]) for name in ("APPLICATIONS", "ANSWERS")}
    found = {**_applied(), **_answered(), **_jobs()}
    expected = {
        **dict.fromkeys(("received", "different applicants"), wanted["APPLICATIONS"]),
        **dict.fromkeys(("answered", "moves of answers"), wanted["ANSWERS"]),
        "closed as performed": wanted["ANSWERS"] // 2,
        **dict.fromkeys(("doubled answers", "failed jobs", "jobs left"), 0),
    }
    for what, number in expected.items():
        print(f"  {what:20} {found[what]:7,} of {number:,}")
    return int(found != expected)


def _applied() -> dict[str, int]:
    applicants = Party.objects.filter(case__state="received", side="A")
    names = {people.identity(party).name for party in applicants}
    return {"received": Case.objects.filter(state="received").count(), "different applicants": len(names)}


def _answered() -> dict[str, int]:
    moves = Move.objects.filter(verb="follow")
    twice = moves.values("case", "party").annotate(n=Count("pk")).filter(n__gt=1)
    return {
        "answered": FollowUp.objects.filter(answered_at__isnull=False).count(),
        "moves of answers": moves.count(),
        "closed as performed": Case.objects.filter(state="closed", closing="performed").count(),
        "doubled answers": twice.count(),
    }


def _jobs() -> dict[str, int]:
    now = state(timezone.now())
    return {"failed jobs": now.failed + len(now.flags), "jobs left": now.due + len(now.running)}


if __name__ == "__main__":
    raise SystemExit({"fill": fill, "wait": wait, "count": count}[sys.argv[1]]())
