"""An application comes in: checked, sealed for its office, receipted. Sent twice, it is one application."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.check_application import check_application
from kelisim.apps.mediation.actions.open_compartment import open_compartment
from kelisim.apps.mediation.actions.save_party import save_party
from kelisim.apps.mediation.actions.seal_item import Sheet, seal_item
from kelisim.apps.mediation.actions.take_step import Step, locked, take_step, write_missed, write_move
from kelisim.apps.mediation.errors import OfficeCannotReceive
from kelisim.apps.mediation.models import Case, Party
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.models.sealed import ItemKind
from kelisim.apps.mediation.queries import appeal, drafts, law, missed, repeats, sealed
from kelisim.apps.mediation.queries.application import Application
from kelisim.apps.mediation.queries.receiving import Receiver, receiver
from kelisim.apps.mediation.states import State
from kelisim.apps.registry.public import Organisation
from kelisim.kernel.access.door import require
from kelisim.kernel.accounts.models import User
from kelisim.kernel.places.queries import region_of
from kelisim.kernel.queue.later import later
from kelisim.kernel.seal import keys, service
from kelisim.kernel.seal.models import Holder


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the sender gets: shown once, the secret cannot be looked up again."""

    case: Case
    party: Party
    number: str
    secret: str = field(repr=False)
    at: datetime
    office: Organisation | None
    next_by: date | None


def submit(application: Application, *, once: str, draft_code: str = "", by: User | None = None) -> Receipt:
    """Receives an application. `once` is the random key of the form (22 characters or more).

    Raises AnswersMissing, AnswerWrong, TextTooLong, NoticeNotAccepted, OfficeCannotReceive, NoSuchDraft.
    """
    require(access.may_submit(by, application.office))
    check_application(application, once=once)
    sent = receipt_of(once)
    if sent is not None:
        return sent
    ready = receiver(application.office)
    if ready is None:
        raise OfficeCannotReceive(office=application.office.code)
    entry = ticket(keys.derived_secret(once), once_hash=service.keyed_hash("once", once))
    try:
        with transaction.atomic():
            case = receive(application, entry, ready, draft_code=draft_code, by=by)
    except IntegrityError:
        # The same form arrived twice at the same moment; the other one was first.
        case = Case.objects.get(once_hash=entry.once_hash)
    return receipt_with(case, keys.derived_secret(once))


def receipt_of(once: str) -> Receipt | None:
    """The receipt of an application that was sent with this key; None if none was."""
    sent = Case.objects.filter(once_hash=service.keyed_hash("once", once)).first() if once else None
    return receipt_with(sent, keys.derived_secret(once)) if sent else None


@dataclass(frozen=True, kw_only=True)
class Ticket:
    """What an applicant comes back with, ready before the transaction: stretching her secret takes long.

    `number`: one that stands on a receipt already; if by a rare chance it is taken, the case gets another.
    """

    secret: str = field(repr=False)
    holder: Holder
    once_hash: str
    number: str = ""


def ticket(secret: str, *, once_hash: str, number: str = "") -> Ticket:
    """A ticket for this secret; `once_hash` makes the same application one case."""
    return Ticket(secret=secret, holder=keys.party_holder(secret), once_hash=once_hash, number=number)


def receive(
    application: Application,
    entry: Ticket,
    ready: Receiver,
    *,
    by: User | None,
    draft_code: str = "",
) -> Case:
    """Saves, seals and registers a checked application. Call it inside a transaction."""
    case = _row(application, entry, draft_code)
    entry.holder.save()
    party = save_party(case, Party.Side.APPLICANT, application.applicant)
    party.holder, party.joined_at, party.notice_at = entry.holder, timezone.now(), timezone.now()
    party.follow_up = application.follow_up
    party.secret_hash = secret_hash(case, entry.secret)
    party.save()
    save_party(case, Party.Side.RESPONDENT, application.other)
    case.repeat_hash = repeats.repeat_hash(application.applicant.who, application.other.who, case.topic)
    holders = [entry.holder, ready.key]
    key = open_compartment(case, sealed.INTAKE, holders=holders, officers=ready.officers)
    _seal_words(case, key, application, party)
    received_on = application.received_on or timezone.localdate()
    take_step(
        case,
        Step(
            verb="submit",
            by=by or party,
            after=State.RECEIVED,
            clock=appeal.first_clock(received_on, by_office=by is not None),
            edition=law.edition(received_on),
            facts={"channel": case.channel, "topic": case.topic},
        ),
    )
    late = appeal.registered_late(received_on)
    if late is not None:
        write_missed(case, missed.Missed(code=Clock.REGISTER, last_day=late), at=timezone.now())
    later("mediation.tell_office", case.pk, "received", once=f"received:{case.pk}")
    later("mediation.mail", party.pk, "received", once=f"mail-received:{case.pk}")
    return case


def secret_hash(case: Case, secret: str) -> str:
    """The keyed hash by which a secret is recognised before the slow lock is tried."""
    return service.keyed_hash("secret", f"{case.number}:{keys.canonical_secret(secret)}")


def _row(application: Application, entry: Ticket, draft_code: str) -> Case:
    if draft_code:
        case = drafts.found(keys.canonical_secret(draft_code), lock=True)
        case.items.filter(kind=ItemKind.DRAFT).delete()
    else:
        free = entry.number and not Case.objects.filter(number=entry.number).exists()
        own = {"number": entry.number} if free else {}
        case = Case.objects.create(saved_at=timezone.now(), **own)
        write_move(case, Step(verb="save_draft", by=None), before=None, at=case.created_at)
        case = locked(case)
    for name in (
        *("office", "territory", "topic", "track", "stage", "channel", "language", "interpreter", "careful"),
        *("claimed_ground", "claimed_area"),
    ):
        setattr(case, name, getattr(application, name))
    case.region = region_of(application.territory)
    case.languages = " ".join(dict.fromkeys([application.language, *application.languages]))
    day = application.received_on
    case.received_at = timezone.make_aware(datetime.combine(day, time(12))) if day else timezone.now()
    case.resume_hash = ""
    case.once_hash = entry.once_hash
    case.sample = application.office.sample
    case.save()
    return case


def _seal_words(case: Case, key: bytes, application: Application, party: Party) -> None:
    words = {
        "text": application.essence,
        "answers": dict(application.answers),
        "wishes": dict(application.wishes),
    }
    seal_item(case, sealed.INTAKE, key, Sheet(kind=ItemKind.APPLICATION, words=words, author=party))
    short = {"text": application.short_text}
    seal_item(case, sealed.INTAKE, key, Sheet(kind=ItemKind.SHORT_TEXT, words=short, author=party))


def receipt_with(case: Case, secret: str) -> Receipt:
    """The receipt of a case for whoever holds its secret."""
    party = case.parties.get(side=Party.Side.APPLICANT)
    received_on = timezone.localdate(case.received_at)
    return Receipt(
        case=case,
        party=party,
        number=shown_number(case.number),
        secret=secret,
        at=case.received_at or case.created_at,
        office=case.office,
        next_by=law.last_day("answer_days", received_on),
    )
