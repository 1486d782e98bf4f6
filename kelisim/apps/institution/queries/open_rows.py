"""The ledger as flat rows for open data: acts, and effects with what they are about. No person in either."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kelisim.apps.institution.models import Act, Effect

ACT_FIELDS = (
    "code", "number", "kind", "date", "date_last", "precision", "title_kk", "title_ru", "title_en",
    "identified", "principal", "source", "confidence", "verified", "facts",
)  # fmt: skip
_CODES = {
    "organisation": "organisation__code",
    "territory": "territory_id",
    "power": "power__code",
    "about_act": "about_act__code",
}
_FRONT, _BACK = ("code", "act__code", "clause"), (
    "verb", "key", "value", "on", "on_last", "precision", "facts", "source", "confidence", "verified",
    "voided", "reason",
)  # fmt: skip


def act_rows() -> Iterator[tuple[object, ...]]:
    """Every act in ACT_FIELDS, in no order."""
    yield from Act.objects.order_by().values_list(*ACT_FIELDS).iterator()


def effect_rows() -> Iterator[tuple[object, ...]]:
    """Every effect, voided ones too: code, act, clause, kind and code of the subject, verb, key, parameters
    as JSON, days, precision, facts, source, confidence, verified, whether voided, reason. In no order."""
    fields = (*_FRONT, *_CODES.values(), *_BACK)
    for line in Effect.objects.order_by().values_list(*fields).iterator():
        found = dict(zip(fields, line, strict=True))
        about, code = next((kind, found[at]) for kind, at in _CODES.items() if found[at])
        found["value"] = json.dumps(found["value"], ensure_ascii=False, sort_keys=True)
        found["voided"] = found["voided"] is not None
        yield (*(found[name] for name in _FRONT), about, code, *(found[name] for name in _BACK))
