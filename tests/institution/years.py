"""Years of invented acts on top of Kazakhstan's ledger: bodies renamed, moved, headed and empowered anew."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kelisim.apps.institution.models import Act, Effect, Power
from kelisim.apps.registry.models import Organisation

FIRST, LAST = date(1995, 6, 1), date(2026, 6, 30)
RECORDED = datetime(2026, 1, 1, tzinfo=UTC)
BODIES, EFFECTS_OF_AN_ACT = 40, 10


def lengthen(size: int, *, bodies: int = BODIES) -> None:
    """Adds effects up to `size` rows: one row a day at most, ten rows an act, every fiftieth voided."""
    count = size - Effect.objects.count()
    acts = _acts(count // EFFECTS_OF_AN_ACT + 1)
    organs = [
        Organisation(code=f"body-{n}", kind="organ", **_names("Кеңес", "Совет", "Council", n))
        for n in range(bodies)
    ]
    powers = [
        Power(code=f"power-{n}", **_names("Өкілеттік", "Полномочие", "Power", n)) for n in range(bodies)
    ]
    for model, rows in ((Act, acts), (Organisation, organs), (Power, powers)):
        model.objects.bulk_create(rows)
    draw = random.Random(2026)
    effects = [_effect(n, draw, organs, powers, acts[n // EFFECTS_OF_AN_ACT]) for n in range(count)]
    for n, row in enumerate(effects):
        row.on = row.on_last = FIRST + timedelta(days=n * (LAST - FIRST).days // count)
        if n >= bodies and n % 50 == 0:
            row.voided, row.reason = RECORDED + timedelta(days=30), "қате"
    Effect.objects.bulk_create(effects, batch_size=500)


def _names(kk: str, ru: str, en: str, n: int) -> dict[str, str]:
    return {"name_kk": f"{kk} {n}", "name_ru": f"{ru} {n}", "name_en": f"{en} {n}"}


def _acts(count: int) -> list[Act]:
    """One in twenty stands for itself, the others amend."""
    return [
        Act(
            code=f"act-{n}", number=f"A-{n}", kind="decree", date=day, date_last=day, principal=n % 20 == 0,
            title_kk=f"Жарлық {n}", title_ru=f"Указ {n}", title_en=f"Decree {n}", confidence="high",
            verified=True,
        )
        for n in range(count)
        for day in [FIRST + (LAST - FIRST) * n // count]
    ]  # fmt: skip


def _effect(n: int, draw: random.Random, organs: list[Organisation], powers: list[Power], act: Act) -> Effect:
    body = organs[n] if n < len(organs) else draw.choice(organs)
    verb = "create" if n < len(organs) else draw.choice(("rename", "head", "place_under", "grant", "amend"))
    words = {"kk": f"Кеңес {n}", "ru": f"Совет {n}", "en": f"Council {n}"}
    placed = {"parent": draw.choice(("assembly", "president")), "as": "attached"}
    value: dict[str, Any] = {
        "create": {"name": words, **placed},
        "rename": words,
        "head": {"rule": "elected", "of": body.code},
        "place_under": placed,
        "grant": {"seats": n},
        "amend": {},
    }[verb]
    subject: dict[str, Any] = {"organisation": body}
    if verb == "grant":
        subject = {"power": powers[organs.index(body)]}
    elif verb == "amend":
        subject = {"about_act": act}
    return Effect(
        code=f"Y{n:06}", act=act, clause=f"{n % 30 + 1}(1)", verb=verb, value=value,
        key=body.code if verb == "grant" else "", facts=["F045"], source="invented", confidence="medium",
        verified=n % 3 == 0, recorded=RECORDED, **subject,
    )  # fmt: skip
