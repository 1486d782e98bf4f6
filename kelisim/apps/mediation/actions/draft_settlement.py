"""The mediator writes the settlement down as the sides found it: numbered obligations, nothing vague."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import nacl.utils
from django.db import transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import require_code
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, require_move, take_step
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong, ObligationVague, TextTooLong
from kelisim.apps.mediation.models import Case, Item
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import documents, sealed
from kelisim.apps.mediation.queries.clauses import CLAUSES, clauses_of, lacks_amount, vague_day, vague_thing
from kelisim.apps.mediation.queries.signatures import draft
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal.ring import Keyring

LONGEST = 20_000
SHORTEST_OBJECT = 8


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One obligation: who, what kind, what, how, by which day or event, what if not."""

    debtor: str  # A or B
    kind: str
    what: str = field(repr=False)
    how: str = field(default="", repr=False)
    due_on: date | None = None
    event: str = field(default="", repr=False)
    otherwise: str = field(default="", repr=False)
    creditor: str = ""  # A or B; empty: whoever the wording names
    amount: int | None = field(default=None, repr=False)  # whole units of money
    schedule: str = field(default="", repr=False)  # of parts


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The whole settlement; `none` says expressly that nobody owes anything.

    `rest`: what stays open, if it is partial. `clauses`: the blocks of queries/clauses.py they chose, with
    their own words. `prevailing`: the language that decides where the text stands in several.
    """

    text: str = field(default="", repr=False)
    promises: tuple[Promise, ...] = ()
    none: bool = False
    full: bool = True
    rest: str = field(default="", repr=False)
    clauses: Mapping[str, str] = field(default_factory=dict, repr=False)
    prevailing: str = ""


def draft_settlement(case: Case, *, terms: Terms, by: User, keys: Keyring) -> Item:
    """Seals a version for the sides to read and sign.

    Raises AnswersMissing, AnswerWrong, ObligationVague, TextTooLong.
    """
    require(access.may_lead(by, case))
    _check(case, terms)
    with transaction.atomic():
        case = locked(case)
        require_move(case, "draft_settlement")
        key = sealed.compartment_key(case, sealed.JOINT, keys)
        item = seal_item(
            case,
            sealed.JOINT,
            key,
            Sheet(
                kind=ItemKind.SETTLEMENT,
                words=_words(case, terms),
                subject="settlement",
                follows=draft(case, ItemKind.SETTLEMENT),
                signed=True,
            ),
        )
        facts = {"version": item.version, "obligations": len(terms.promises)}
        take_step(case, Step(verb="draft_settlement", by=by, facts=facts))
        for party in case.parties.filter(joined_at__isnull=False):
            later("mediation.mail", party.pk, "to_sign", once=f"mail-sign:{item.digest[:16]}:{party.side}")
    return item


def _check(case: Case, terms: Terms) -> None:
    if not terms.promises and not terms.none:
        raise AnswersMissing(fields=["obligations"])
    for name, text in (("text", terms.text), ("text", terms.rest), *terms.clauses.items()):
        if len(text) > LONGEST:
            raise TextTooLong(field=name, length=len(text), limit=LONGEST)
    if not set(terms.clauses) <= set(CLAUSES):
        raise AnswerWrong(field="clauses", value=", ".join(sorted(set(terms.clauses) - set(CLAUSES))))
    if terms.prevailing and terms.prevailing not in case.languages.split():
        raise AnswerWrong(field="prevailing", value=terms.prevailing)
    for number, promise in enumerate(terms.promises, start=1):
        if vague := _vague_points(promise):
            raise ObligationVague(number=number, fields=vague)
        require_code("kind", promise.kind, "obligation_kinds")


def _vague_points(promise: Promise) -> list[str]:
    """What is missing or may be read in two ways."""
    what, event = promise.what.strip(), promise.event.strip()
    points = (
        ("debtor", promise.debtor not in {"A", "B"}),
        ("creditor", promise.creditor not in {"", "A", "B"} or promise.creditor == promise.debtor),
        ("kind", not promise.kind),
        ("what", len(what) < SHORTEST_OBJECT or bool(vague_thing(what))),
        ("amount", lacks_amount(promise.kind, what, promise.amount)),
        ("due", promise.due_on is None and (not event or bool(vague_day(event)))),
    )
    return [name for name, unclear in points if unclear]


def _words(case: Case, terms: Terms) -> dict[str, object]:
    return {
        "document": "settlement",
        "matter": documents.told(documents.matter(case, timezone.localdate())),
        "text": terms.text.strip(),
        "full": terms.full,
        "rest": "" if terms.full else terms.rest.strip(),
        "blocks": dict(terms.clauses),
        "clauses": clauses_of(case, terms.clauses),
        "prevailing": terms.prevailing,
        "languages": case.languages.split(),
        "followed": case.parties.filter(follow_up=True).exists(),
        "obligations": [
            {
                **vars(promise),
                "number": number,
                "due_on": promise.due_on.isoformat() if promise.due_on else "",
            }
            for number, promise in enumerate(terms.promises, start=1)
        ],
        "nonce": nacl.utils.random(16).hex(),
    }
