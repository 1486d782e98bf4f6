"""Evidence for or against a claim comes in, from anybody. Sent twice, it is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from kelisim.apps.statistics.errors import evidence as errors
from kelisim.apps.statistics.errors.evidence import EvidenceError, EvidenceRefused
from kelisim.apps.statistics.models import Evidence
from kelisim.apps.statistics.models.evidence import ADDRESS, NAME, TITLE
from kelisim.apps.statistics.queries.claims import Statement
from kelisim.apps.statistics.queries.evidence import SHORTEST_ONCE, hash_of, key_of
from kelisim.apps.statistics.states.evidence import Side
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.log import record
from kelisim.kernel.texts import say

WORDS = 4000
LIMITS = {"words": WORDS, "source_title": TITLE, "source_address": ADDRESS, "name": NAME}


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What was typed, as it was typed; no name means that none is shown."""

    side: str = ""
    words: str = field(default="", repr=False)
    language: str = ""
    source_title: str = field(default="", repr=False)
    source_address: str = field(default="", repr=False)
    source_read_on: date | None = None
    name: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The evidence, and the key of the address at which its writer sees what became of it."""

    evidence: Evidence
    key: str = field(repr=False)


def hand_in(statement: Statement, *, offer: Offer, once: str, by: User | None = None) -> Receipt:
    """Takes it in; nobody reads it in public before an editor has. `once` is the form's random key.

    Raises EvidenceRefused with everything that is wrong, by field.
    """
    key = key_of(once)
    sent = Evidence.objects.filter(key_hash=hash_of(key)).first()
    if sent is not None:
        return Receipt(evidence=sent, key=key)
    if problems := dict(_problems(statement, offer, once)):
        raise EvidenceRefused(problems)
    try:
        with transaction.atomic():
            evidence = _saved(statement, offer, key, by)
            record("statistics.evidence_handed_in", evidence, by=by, claim=evidence.claim, side=evidence.side)
    except IntegrityError:
        # The same form arrived twice at the same moment; the other one was first.
        evidence = Evidence.objects.get(key_hash=hash_of(key))
    return Receipt(evidence=evidence, key=key)


def closed(statement: Statement, day: date) -> EvidenceError | None:
    """Why nothing is taken in on this claim on the day; nothing where it is."""
    if statement.since and not statement.begun(day):
        return errors.CommentsNotOpen(since=say.date(statement.since))
    if statement.until and statement.over(day):
        return errors.CommentsOver(until=say.date(statement.until))
    return None


def _problems(statement: Statement, offer: Offer, once: str) -> Iterator[tuple[str, EvidenceError]]:
    today = timezone.localdate()
    if (shut := closed(statement, today)) is not None:
        yield "", shut
    elif len(once) < SHORTEST_ONCE:
        yield "", errors.FormTooOld()
    if offer.side not in Side.values:
        yield "side", errors.SideMissing()
    if offer.language not in dict(settings.LANGUAGES):
        yield "language", errors.LanguageMissing()
    yield from _missing(offer)
    if offer.source_read_on and offer.source_read_on > today:
        yield "source_read_on", errors.DayAhead(day=say.date(offer.source_read_on))
    for name, limit in LIMITS.items():
        if (length := len(getattr(offer, name).strip())) > limit:
            yield name, errors.TooLong(length=length, limit=limit)


def _missing(offer: Offer) -> Iterator[tuple[str, EvidenceError]]:
    if not offer.words.strip():
        yield "words", errors.WordsMissing()
    if not offer.source_title.strip():
        yield "source_title", errors.SourceMissing()
    if not offer.source_address.strip():
        yield "source_address", errors.PlaceMissing()
    if offer.source_read_on is None:
        yield "source_read_on", errors.DayMissing()


def _saved(statement: Statement, offer: Offer, key: str, by: User | None) -> Evidence:
    return Evidence.objects.create(
        claim=statement.code,
        side=offer.side,
        words=offer.words.strip(),
        language=offer.language,
        source_title=offer.source_title.strip(),
        source_address=offer.source_address.strip(),
        source_read_on=offer.source_read_on,
        name=offer.name.strip(),
        writer=by,
        key_hash=hash_of(key),
        received_at=timezone.now(),
    )
