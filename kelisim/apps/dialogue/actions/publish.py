"""Publishes a result: what everybody may read, frozen with its hash; never after each vote."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.errors import NothingToPublish, TooSoon
from kelisim.apps.dialogue.models import Conversation, Result
from kelisim.apps.dialogue.queries.figures import Figures, figures_of
from kelisim.apps.dialogue.queries.published import wordings_of
from kelisim.engines.commonground.contested import contested
from kelisim.engines.commonground.document import Document, digest
from kelisim.engines.commonground.published import THRESHOLD, hides, published
from kelisim.engines.commonground.steady import Before, Row, cells_of, steadied
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

NEWLY_COUNTED = 10
SENSITIVE = 10  # answers a cell of a sensitive conversation needs
KEPT = ("members", "map", "setting", "texts", "salt", "standing")  # beside the document


def publish(conversation: Conversation, *, by: User) -> Result:
    """Runs the whole analysis on the log and keeps it. Raises NothingToPublish, TooSoon."""
    require(access.may_lead(by, conversation))
    found = figures_of(conversation)
    counted = int(found.found.counted.sum())
    if not counted:
        raise NothingToPublish
    whole = found.document()
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=conversation.pk)
        last = Result.objects.filter(conversation=conversation).first()
        if last is not None and counted - last.counted < NEWLY_COUNTED:
            raise TooSoon(new=max(counted - last.counted, 0), least=NEWLY_COUNTED)
        result = Result(
            conversation=conversation,
            number=1 if last is None else last.number + 1,
            result_hash=whole["result_hash"],
            log_digest=found.log.digest,
            last_vote=found.log.last_vote,
            votes=len(found.found.votes.value),
            counted=counted,
            published_at=timezone.now(),
            published_by=by,
        )
        result.whole = whole | {
            "members": found.members(),
            "map": found.map(),
            "setting": found.log.setting.told(),
            "texts": wordings_of(conversation),
            "salt": secrets.token_hex(16),
        }
        result.public = _public(found, result, last)
        result.save()
        record("dialogue.result_published", result, by=by, number=result.number, digest=result.result_hash)
    return result


def _public(found: Figures, result: Result, last: Result | None) -> Document:
    """What everybody may read of it; nothing in it is renewed by the answers of one to four people."""
    least = SENSITIVE if result.conversation.sensitive else THRESHOLD
    now = cells_of(result.whole)
    told = published(body_of(result), threshold=least)
    for one in (*told["common_ground"], *told["common_rejection"]):
        row = {name: now[one["statement"]][name] for name in one["per_group"]}
        one["contested"] = contested((cell[0], sum(cell)) for cell in row.values())
    before = Before(told=last.public, standing=_standing(last)) if last else None
    told, standing = steadied(told, now, before, number=result.number, threshold=least)
    result.whole["standing"] = standing
    ranked = told["common_ground"]
    told |= {
        "votes": None if hides(told) else told["votes"],
        "division": {"contested": sum(one["contested"] for one in ranked), "of": len(ranked)},
        "map": found.density(threshold=least),
        "log_digest": salted(result.whole["salt"], result.log_digest),
    }
    return told | {"result_hash": public_digest(told)}


def body_of(result: Result) -> Document:
    """The document of the contract within what a result keeps."""
    return {name: one for name, one in result.whole.items() if name not in KEPT}


def _standing(result: Result) -> dict[str, list[Row]]:
    """As the engine reads it: JSON keeps no tuples."""
    kept = result.whole["standing"]
    return {
        one: [{name: tuple(cell) for name, cell in row.items()} for row in rows] for one, rows in kept.items()
    }


def salted(salt: str, digest: str) -> str:
    """The log's digest as it is printed: without the salt nobody can try votes against it."""
    return hashlib.sha256(f"{salt}:{digest}".encode()).hexdigest()


def public_digest(told: Document) -> str:
    """Of what is printed, without itself and the warnings: anybody can compute it."""
    return digest({name: one for name, one in told.items() if name not in ("result_hash", "warnings")})
