"""Requests for the register: who asks, by when each is decided, which are late, whose term ends."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from kelisim.apps.mediation.models import Case, Election, Inclusion, Mediator, Offer
from kelisim.apps.mediation.queries import law
from kelisim.apps.mediation.queries.papers.elections import Candidate
from kelisim.apps.mediation.queries.papers.elections import Election as Told
from kelisim.apps.mediation.states import TALKS, State
from kelisim.kernel.packs.dated import NoValue
from kelisim.kernel.seal import service


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who asks to be entered; it never prints itself. `why` explains a refusal in a person's words."""

    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    why: str = field(default="", repr=False)


def applicant(inclusion: Inclusion) -> Applicant:
    """Names and contacts of who asks."""
    return Applicant(**service.reveal(bytes(inclusion.identity), about=str(inclusion.uid)))


def concealed(inclusion: Inclusion, who: Applicant) -> bytes:
    """The same, encrypted, bound to the row."""
    return service.conceal(asdict(who), about=str(inclusion.uid))


def once_hash(once: str) -> str:
    """By which a form that is sent twice is recognised."""
    return service.keyed_hash("inclusion", once)


def told(election: Election) -> Told:
    """A recorded election as its protocol tells it."""
    return Told(
        lang=election.lang,
        number=election.number,
        held_on=election.held_on,
        place=election.place,
        community=election.community,
        entitled=election.entitled,
        present=election.present,
        chair=election.chair,
        secretary=election.secretary,
        handed_to=election.handed_to,
        candidates=tuple(Candidate(**one) for one in election.candidates),
    )


def last_day(inclusion: Inclusion) -> date | None:
    """By when it is decided; None where the pack has no term."""
    try:
        return law.last_day("register_inclusion_days", inclusion.asked_on)
    except NoValue:
        return None


def is_late(inclusion: Inclusion, day: date) -> bool:
    """Whether the last day passed and nobody decided."""
    last = last_day(inclusion)
    return inclusion.status == Inclusion.Status.WAITING and last is not None and last < day


def publish_by(election: Election) -> date | None:
    """By when the protocol of a meeting is handed over."""
    try:
        return law.last_day("election_protocol_days", election.held_on)
    except NoValue:
        return None


def waiting(rows: QuerySet[Inclusion]) -> QuerySet[Inclusion]:
    """Those nobody decided yet, the oldest first."""
    return rows.filter(status=Inclusion.Status.WAITING).order_by("asked_on", "pk")


def to_remind(day: date) -> list[tuple[Inclusion, str]]:
    """Requests whose last day comes near, and late ones: `soon` or `late`."""
    found = []
    for one in waiting(Inclusion.objects.select_related("office__territory")):
        last = last_day(one)
        if last is None:
            continue
        if last < day:
            found.append((one, "late"))
        elif last - timedelta(days=law.number("inclusion_reminder_days", day)) <= day:
            found.append((one, "soon"))
    return found


def terms_ending(rows: QuerySet[Mediator], day: date) -> QuerySet[Mediator]:
    """Whose term ends within the days of the pack, the next first."""
    try:
        ahead = day + timedelta(days=law.number("tenure_reminder_days", day))
    except NoValue:
        return rows.none()
    return rows.filter(tenure__until__gt=day, tenure__until__lte=ahead).order_by("tenure__until", "pk")


def left_with_cases(rows: QuerySet[Mediator], day: date) -> QuerySet[Mediator]:
    """Who stands on the register no more and leads, or is asked to lead, open cases still."""
    leads = Case.objects.filter(mediator=OuterRef("pk"), state__in=[State.ACCEPTED, *TALKS])
    asked = Offer.objects.filter(mediator=OuterRef("pk"), status=Offer.Status.WAITING)
    over = rows.filter(tenure__until__lte=day)
    return over.filter(Q(Exists(leads)) | Q(Exists(asked))).order_by("tenure__until", "pk")


def earlier_entry(inclusion: Inclusion) -> Mediator | None:
    """The entry the same person has at this office already, if she was elected again."""
    if inclusion.tenure is None:
        return None
    rows = Mediator.objects.filter(tenure__person=inclusion.tenure.person_id, office=inclusion.office_id)
    return rows.first()
