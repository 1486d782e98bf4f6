"""Makes single-use codes for an invited conversation, to be handed out; only their hashes are kept."""

from __future__ import annotations

import secrets

from django.db import transaction

from kelisim.apps.dialogue import access
from kelisim.apps.dialogue.actions.take_part import hashed, plain
from kelisim.apps.dialogue.errors import TooManyCodes
from kelisim.apps.dialogue.models import Code, Conversation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record

MOST = 5000
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that is taken for another in handwriting
PARTS, LONG = 3, 4  # 31^12: nobody guesses one


def issue_codes(conversation: Conversation, *, number: int, by: User) -> list[str]:
    """The codes, shown now and never again. Raises TooManyCodes."""
    require(access.may_lead(by, conversation))
    if not 1 <= number <= MOST:
        raise TooManyCodes(most=MOST)
    made = ["-".join(_letters() for _ in range(PARTS)) for _ in range(number)]
    with transaction.atomic():
        Code.objects.bulk_create(
            Code(conversation=conversation, code_hash=hashed(plain(code))) for code in made
        )
        record("dialogue.codes_issued", conversation, by=by, number=number)
    return made


def void_codes(conversation: Conversation, *, by: User) -> int:
    """Unused codes open nothing any more; how many there were."""
    require(access.may_lead(by, conversation))
    with transaction.atomic():
        gone, _ = Code.objects.filter(conversation=conversation, used=False).delete()
        if gone:
            record("dialogue.codes_voided", conversation, by=by, number=gone)
    return gone


def _letters() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LONG))
