"""A million invented cases in a throwaway PostgreSQL: some thousand by the sample, the rest copies in SQL.

Copies get numbers, days and names of their own. Names and contacts of one office are really encrypted, so
its pages can be asked; the others' bytes are never opened. Each mediated case has its offer and a meeting
that was held, each settled one a question that was answered.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from kelisim.apps.mediation.models import Case, FollowUp, Move, NameHash, Obligation, Offer, Party, Session
from kelisim.apps.mediation.queries.people import concealed, identity
from kelisim.apps.registry.models import Organisation
from kelisim.cli.packs import loaders
from kelisim.cli.sample import people, year
from kelisim.cli.sample.network import Size, build
from kelisim.kernel.accounts.models import User
from kelisim.kernel.packs.codes import codes
from kelisim.kernel.packs.load import load_pack
from kelisim.kernel.seal import service

MADE = 2_000
STEP = 10_000_000  # between the keys of a row and those of its next copy: far above any key made here

# A copy's own values, by column, in SQL: `k` is the number of the copy.
OPEN = "k % 16 = 0"  # one copy in sixteen is still on its way
CASE = {
    "number": f"'Z' || lpad(((id + k * {MADE * 4}) % 100000000)::text, 8, '0')",
    "state": f"CASE WHEN NOT {OPEN} THEN state WHEN agreed_on IS NULL THEN 'triaged' ELSE 'running' END",
    "closing": f"CASE WHEN {OPEN} THEN '' ELSE closing END",
    "clock": f"CASE WHEN NOT {OPEN} THEN '' WHEN agreed_on IS NULL THEN 'answer' ELSE 'term' END",
    "clock_at": f"CASE WHEN {OPEN} THEN now() + make_interval(days => ((id + k) % 60 - 6)::int) END",
    "closed_at": f"CASE WHEN {OPEN} THEN NULL ELSE closed_at END",
    "resolved_on": f"CASE WHEN {OPEN} THEN NULL ELSE resolved_on END",
    "outcome": f"CASE WHEN {OPEN} THEN '' ELSE outcome END",
}
# A name in ten is as frequent as surnames are; the rest are rare.
NAME = {"digest": "CASE WHEN k % 10 = 0 THEN digest ELSE md5(digest || k) END"}
UID = {"uid": "gen_random_uuid()"}
OWN: dict[type[Model], dict[str, str]] = {
    **{Case: CASE, Party: UID, NameHash: NAME, Move: {}, Obligation: {}},
    **{Offer: {}, Session: {}, FollowUp: UID},
}
_KINDS = {"DateField": "date", "DateTimeField": "timestamptz"}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who looks: a clerk, a mediator, a coordinator, a council and the auditor, and what they look for."""

    clerk: User
    mediator: User
    coordinator: User
    council: User
    auditor: User
    office: Organisation
    number: str
    surname: str


def fill(cases: int) -> Scene:
    """Loads the pack, makes the network, some cases and their copies up to `cases`."""
    call_command("migrate", verbosity=0)
    load_pack("kz", lambda _line: None, loaders=loaders())
    dice = random.Random(7)
    network = build(Size(councils=28, offices=503, mediators=962, since=date(2019, 1, 1)), dice)
    staff = people.hire(network)
    totals = year.PUBLISHED.scaled(MADE)
    list(year.write(2025, totals, network.mediators, dice))
    _hash_names()
    _mediate(dice)
    for model, own in OWN.items():
        _copy(model, copies=cases // MADE - 1, own=own)
    office = network.offices[0]
    known = _open_names(office)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Scene(
        clerk=staff["aizhan"],
        mediator=staff["daniyar"],
        coordinator=staff["saule"],
        council=staff["marat"],
        auditor=staff["oksana"],
        office=office,
        **known,
    )


def _hash_names() -> None:
    rows = []
    for party in Party.objects.all():
        rows += [NameHash(party=party, digest=one) for one in service.name_hashes(identity(party).name)]
    NameHash.objects.bulk_create(rows, batch_size=5000)


def _mediate(dice: random.Random) -> None:
    """What a sample year leaves out: who was offered, when they met, what a side answered afterwards."""
    led = list(
        Case.objects.filter(mediator__isnull=False, received_at__isnull=False).prefetch_related("parties")
    )
    begun = {case.pk: case.received_at or case.created_at for case in led}
    Offer.objects.bulk_create(
        Offer(
            case=case,
            mediator=case.mediator,
            status=Offer.Status.ACCEPTED,
            offered_at=begun[case.pk] + timedelta(days=2),
            answer_by=begun[case.pk] + timedelta(days=4),
        )
        for case in led
    )
    Session.objects.bulk_create(
        Session(
            case=case,
            number=1,
            status=Session.Status.HELD,
            mode="meeting",
            starts_at=begun[case.pk] + timedelta(days=14),
            minutes=60,
        )
        for case in led
    )
    _ask_afterwards([case for case in led if case.settled_on], dice)


def _ask_afterwards(settled: list[Case], dice: random.Random) -> None:
    answers = [one.code for one in codes("satisfaction_answers")]
    signed = {case.pk: case.received_at or case.created_at for case in settled}
    FollowUp.objects.bulk_create(
        FollowUp(
            case=case,
            party=side,
            round="30",
            asked_at=signed[case.pk] + timedelta(days=60),
            closes_at=signed[case.pk] + timedelta(days=74),
            answered_at=signed[case.pk] + timedelta(days=61),
            satisfaction={one.code: dice.choice(answers) for one in codes("satisfaction")},
        )
        for case in settled
        for side in case.parties.all()
    )


def _copy(model: type[Model], *, copies: int, own: dict[str, str]) -> None:
    """Every row `copies` times more, days moved back, keys of rows that belong together moved alike."""
    columns, values = [], []
    for field in model._meta.local_fields:
        column = field.column
        columns.append(f'"{column}"')
        kind = field.get_internal_type()
        if column in own:
            values.append(own[column])
        elif field.primary_key or field.related_model in OWN:
            values.append(f'"{column}" + k::bigint * {STEP}')
        elif kind in {"DateField", "DateTimeField"}:
            values.append(f'("{column}" - make_interval(days => k % 1400))::{_KINDS[kind]}')
        else:
            values.append(f'"{column}"')
    table = model._meta.db_table
    with connection.cursor() as cursor:
        # The copies' keys fit by their making: asking for each of some ten million rows would take the night.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)}"
            f" FROM {table}, generate_series(1, {copies}) k WHERE id < {STEP}"
        )
        cursor.execute("SET session_replication_role = DEFAULT")


def _open_names(office: Organisation) -> dict[str, str]:
    """Makes the names of one office readable; what a clerk may look for there."""
    rows = list(Party.objects.filter(case__office=office).select_related("case").order_by("pk"))
    made = {row.pk: identity(row) for row in rows if row.pk < STEP}
    for row in rows:
        row.identity = concealed(row, made[row.pk % STEP])
    Party.objects.bulk_update(rows, ["identity"], batch_size=2000)
    first = rows[0]
    return {"number": first.case.number, "surname": made[first.pk].name.split()[1]}
