"""Records acts with their effects: everything in one step, or nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kelisim.apps.institution import access
from kelisim.apps.institution.models import Effect
from kelisim.apps.institution.queries.drafts import Draft, read_draft
from kelisim.apps.institution.queries.lines import Line
from kelisim.apps.registry.public import save_organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record


@dataclass(frozen=True, kw_only=True)
class Published:
    """How much was added, and how many lines the ledger held already."""

    acts: int
    effects: int
    already: int


def publish(lines: list[Line], *, by: User | None) -> Published:
    """Adds what the lines say; what is recorded word for word already is left as it is.

    Raises Refused, BadPack with every line and column that is wrong.
    """
    require(access.may_record(by))
    with transaction.atomic():
        Effect.objects.select_for_update().order_by("id").first()  # two writers come one by one
        draft = read_draft(lines)
        draft.must_be_sound()
        _save(draft, by)
        if draft.acts or draft.effects:
            record(
                "institution.published",
                draft.acts[0].code if draft.acts else draft.effects[0].act.code,
                by=by,
                acts=len(draft.acts),
                effects=len(draft.effects),
            )
    return Published(acts=len(draft.acts), effects=len(draft.effects), already=draft.already)


def _save(draft: Draft, by: User | None) -> None:
    for body in draft.bodies:
        save_organisation(body, by=by)
    for row in (*draft.powers, *draft.acts):
        row.save()
    last = Effect.objects.order_by("-id").values_list("id", flat=True).first() or 0
    now = timezone.now()
    for number, effect in enumerate(draft.effects, last + 1):
        effect.code, effect.recorded, effect.recorded_by = f"R{number:06}", now, by
        effect.save()
