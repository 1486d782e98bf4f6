"""Keeps a half-finished application under a resume code, and nothing else: without the code it is noise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation.actions.take_step import Step, locked, write_move
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import drafts, law, sealed
from kelisim.kernel.seal import box, keys, service


@dataclass(frozen=True, kw_only=True)
class Saved:
    """The code to come back with, and the day the draft is deleted if nobody saves again."""

    code: str = field(repr=False)
    kept_until: date


def save_draft(answers: Mapping[str, str], *, language: str, code: str = "") -> Saved:
    """Saves under a new code, or again under the one given. Raises NoSuchDraft for a code nobody has."""
    shown = code or keys.new_secret()
    plain = keys.canonical_secret(shown)
    with transaction.atomic():
        case = drafts.found(plain, lock=True) if code else _begun(plain)
        case.language, case.saved_at = language, timezone.now()
        case.save()
        _seal(case, plain, answers)
    kept = timezone.localdate() + timedelta(days=law.number("draft_days"))
    return Saved(code=shown, kept_until=kept)


def delete_drafts() -> int:
    """Deletes drafts nobody saved for the time the pack says; the number deleted."""
    oldest = timezone.now() - timedelta(days=law.number("draft_days"))
    return Case.objects.filter(state="draft", saved_at__lt=oldest).delete()[1].get("mediation.Case", 0)


def _begun(plain: str) -> Case:
    case = Case.objects.create(resume_hash=service.keyed_hash("resume", plain))
    write_move(case, Step(verb="save_draft", by=None), before=None, at=case.created_at)
    return locked(case)


def _seal(case: Case, plain: str, answers: Mapping[str, str]) -> None:
    item = case.items.filter(kind=ItemKind.DRAFT).first()
    if item is None:
        item = Item(case=case, compartment="draft", kind=ItemKind.DRAFT, version=0)
    item.version += 1
    item.box = box.seal(sealed.encoded(answers), key=service.code_key(plain), place=sealed.place(case, item))
    item.at = timezone.now()
    item.save()
