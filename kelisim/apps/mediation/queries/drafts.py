"""A saved draft, opened with its resume code alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kelisim.apps.mediation.errors import NoSuchDraft
from kelisim.apps.mediation.models import Case
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.states import State
from kelisim.kernel.seal import box, keys, service


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What was typed so far."""

    answers: Mapping[str, str] = field(repr=False)
    language: str
    saved_at: datetime


def found(plain: str, *, lock: bool = False) -> Case:
    """The draft's row by its code in plain letters. Raises NoSuchDraft."""
    rows = Case.objects.select_for_update() if lock else Case.objects.all()
    digest = service.keyed_hash("resume", plain)
    case = rows.filter(resume_hash=digest, state=State.DRAFT).first()
    if case is None:
        raise NoSuchDraft
    return case


def resumed(code: str) -> Draft:
    """The draft behind a resume code, however it is typed. Raises NoSuchDraft."""
    plain = keys.canonical_secret(code)
    case = found(plain)
    item = case.items.filter(kind=ItemKind.DRAFT).first()
    if item is None or case.saved_at is None:
        raise NoSuchDraft
    words = box.unseal(bytes(item.box), key=service.code_key(plain), place=sealed.place(case, item))
    return Draft(answers=json.loads(words), language=case.language, saved_at=case.saved_at)
