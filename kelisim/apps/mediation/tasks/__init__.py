"""What runs by the clock: terms that end, questions that are due, mail without content. All may run twice."""

from __future__ import annotations

from django.utils import timezone

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.ask_follow_up import ask_follow_up
from kelisim.apps.mediation.actions.carry_move import carry_move
from kelisim.apps.mediation.actions.confirm import close_window
from kelisim.apps.mediation.actions.end_expired import end_expired
from kelisim.apps.mediation.actions.file_case import file_case
from kelisim.apps.mediation.actions.lapse import lapse
from kelisim.apps.mediation.actions.lapse_escrow import lapse_escrow, lapse_renewals
from kelisim.apps.mediation.actions.learn_prices import learn_prices
from kelisim.apps.mediation.actions.note_missed import note_missed
from kelisim.apps.mediation.actions.open_session import asked_sides, tell_sides
from kelisim.apps.mediation.actions.pass_offer import lapse_offer
from kelisim.apps.mediation.actions.release_counts import release_counts
from kelisim.apps.mediation.actions.revise_counts import revise_counts
from kelisim.apps.mediation.actions.save_draft import delete_drafts
from kelisim.apps.mediation.actions.tell import Told, tell
from kelisim.apps.mediation.actions.warn_week import warn_week
from kelisim.apps.mediation.models import (
    Case,
    FollowUp,
    Mediator,
    Offer,
    OfficeMove,
    Participant,
    Party,
    Session,
)
from kelisim.apps.mediation.models.case import Clock
from kelisim.apps.mediation.models.number import shown_number
from kelisim.apps.mediation.queries import (
    alarms,
    break_glass,
    calendar_feed,
    following,
    mailing,
    office_moves,
    participants,
    people,
    register,
    retention,
)
from kelisim.apps.mediation.queries.missed import DUTIES
from kelisim.apps.mediation.states import OPEN
from kelisim.apps.mediation.tasks import entries  # noqa: F401 - its jobs are asked for by name
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from kelisim.kernel.queue.job import job
from kelisim.kernel.queue.later import later
from kelisim.kernel.queue.timetable import every

every("mediation.clocks", minutes=5)
every("mediation.remind", daily="08:00")
every("mediation.remind_entries", daily="08:10")
every("mediation.delete_drafts", daily="03:20")
every("mediation.carry_moves", daily="04:10")  # what came to an office that left
every("mediation.release_counts", daily="02:10")
every("mediation.learn_prices", daily="02:40")  # learns with the first night of a month
every("mediation.retention", daily="03:50")
every("mediation.lapse_escrow", daily="03:40")
every("mediation.warn_week", daily="02:40")  # each night, so that a missed Monday is made up for


# Clocks that move or release something by themselves. The others are shown as late; a person acts.
_BY_ITSELF = {
    Clock.INVITATION: lapse,
    Clock.OBJECTION: close_window,
    Clock.TERM: lambda case: end_expired(case, by=None),
    Clock.FOLLOW: ask_follow_up,
    Clock.FILING: file_case,
}


@job("mediation.clocks")
def clocks() -> None:
    """Asks for one job a case whose clock has run out."""
    due = Case.objects.filter(state__in=OPEN, clock__in=[*_BY_ITSELF, *DUTIES], clock_at__lte=timezone.now())
    for pk, clock, at in due.values_list("pk", "clock", "clock_at"):
        later("mediation.clock", pk, once=f"clock:{pk}:{clock}:{at:%Y%m%d%H%M}")


@job("mediation.clock")
def clock(pk: int) -> None:
    """Does what the case's clock says; a clock that was moved meanwhile does nothing."""
    case = Case.objects.filter(pk=pk, clock_at__lte=timezone.now()).first()
    if case is None:
        return
    note_missed(case)
    if case.clock == Clock.OFFER:
        offer = case.offers.filter(status=Offer.Status.WAITING).first()
        if offer is not None:
            lapse_offer(offer)
        return
    act = _BY_ITSELF.get(Clock(case.clock)) if case.clock else None
    if act is not None:
        act(case)


@job("mediation.remind")
def remind() -> None:
    """Alarms before terms end and meetings begin: each once, and late rather than never."""
    today = timezone.localdate()
    for pk, due, alarm in alarms.ending_terms(today):
        later("mediation.tell_mediator", pk, 0, "term", once=f"term:{pk}:{due}:{alarm}")
    for meeting in alarms.meetings_ahead(today):
        tell_sides(meeting, "meeting_soon")


@job("mediation.mail_meeting")
def mail_meeting(pk: int, side: str, news: str, moved: int) -> None:
    """Tells a side of a meeting, with a link for her calendar; nothing once it was moved on or is over."""
    meeting = Session.objects.select_related("case", "apart").filter(pk=pk, moved=moved).first()
    off = news == "meeting_off"
    status = Session.Status.CANCELLED if off else Session.Status.PLANNED
    if meeting is None or meeting.status != status or meeting.starts_at <= timezone.now():
        return
    party = next((one for one in asked_sides(meeting) if one.side == side), None)
    who = people.identity(party) if party else None
    if party is None or who is None or not who.email:
        return
    token = calendar_feed.meeting_token(meeting, party)
    link = (shown_number(meeting.case.number), meeting.number, token)
    told: Told = {"news": news, "page": ("my-case", ""), "calendar": ("meeting-calendar", *link)}
    tell(who.email, "case_news", party.language, meeting.case, told)


@job("mediation.remind_entries")
def remind_entries() -> None:
    """Asks mediators whose entry has to be confirmed soon; the mail holds a link and a day, nothing else."""
    for mediator in register.to_remind(timezone.localdate()):
        day = register.confirm_by(mediator, timezone.localdate())
        later("mediation.mail_entry", mediator.pk, once=f"entry:{mediator.pk}:{day}")


@job("mediation.mail_entry")
def mail_entry(mediator_pk: int) -> None:
    """Tells one mediator; one who confirmed meanwhile is not bothered."""
    mediator = Mediator.objects.select_related("user", "tenure").filter(pk=mediator_pk).first()
    due = mediator and register.is_due(mediator, timezone.localdate())
    if due and mediator is not None and mediator.user is not None:
        user = mediator.user
        tell(user.email, "entry", user.language, None, {"page": ("own-entry", "")})


@job("mediation.delete_drafts")
def forget_drafts() -> None:
    """Deletes drafts nobody came back to."""
    delete_drafts()


@job("mediation.lapse_escrow")
def lapse_openings() -> None:
    """Destroys half-open escrows nobody finished in time, case by case."""
    for case in Case.objects.filter(pk__in=break_glass.half_open_before(timezone.now())):
        lapse_escrow(case)
    lapse_renewals()


@job("mediation.retention")
def tell_retention() -> None:
    """Once a month tells the members of councils that cases within their reach are over their time."""
    month = f"{timezone.localdate():%Y%m}"
    for user in mailing.all_council_members():
        cases = access.visible_cases(user, by=Role.COUNCIL)
        if retention.over(cases, timezone.localdate()).exists():
            later("mediation.mail_retention", user.pk, once=f"retention:{user.pk}:{month}")


@job("mediation.mail_retention")
def mail_retention(user_pk: int) -> None:
    """A link and nothing else."""
    user = User.objects.filter(pk=user_pk, is_active=True).first()
    if user is not None:
        tell(user.email, "retention", user.language, None, {"page": ("council-keeping", "")})


@job("mediation.release_counts", limit=1800)
def release() -> None:
    """Publishes the counts of quarters and years that ended, once; revises a year's tables, once."""
    release_counts()
    revise_counts()


@job("mediation.warn_week", limit=600)
def warn() -> None:
    """Delivers the warning counts of the week that ended, once."""
    warn_week()


@job("mediation.learn_prices", limit=1800)
def learn() -> None:
    """What a place at each mediator is worth, and what the network lacks; once a month."""
    learn_prices()


@job("mediation.mail")
def mail(party_pk: int, news: str) -> None:
    """Tells a side that something happened in her case; the case itself stays on the page."""
    party = Party.objects.select_related("case").filter(pk=party_pk).first()
    if party is None:
        return
    who = people.identity(party)
    if not who.email:
        return
    if news == "invitation":
        if who.token:
            tell(who.email, "invitation", party.language, party.case, {"page": ("invitation", who.token)})
        return
    tell(who.email, "case_news", party.language, party.case, {"news": news, "page": ("my-case", "")})


@job("mediation.mail_called")
def mail_called(participant_pk: int, news: str) -> None:
    """Tells somebody who is called in; a call that was ended meanwhile is not sent."""
    called = Participant.objects.select_related("case").filter(pk=participant_pk).first()
    who = participants.person(called) if called else None
    if called is None or who is None or not who.email:
        return
    if news == "called":
        if called.status == Participant.Status.CALLED:
            tell(who.email, "called", called.language, called.case, {"page": ("call", who.token)})
        return
    tell(who.email, "part_news", called.language, called.case, {"news": news, "page": ("my-case", "")})


@job("mediation.mail_follow_up")
def mail_follow_up(question_pk: int) -> None:
    """Sends the link of one question; numbers and days only."""
    question = FollowUp.objects.select_related("party", "case").filter(pk=question_pk).first()
    if question is None or question.answered_at is not None or question.closes_at <= timezone.now():
        return
    who = people.identity(question.party)
    if who.email and not question.case.careful:
        page = ("follow-up", following.token(question))
        tell(who.email, "follow_up", question.party.language, question.case, {"page": page})


@job("mediation.tell_office")
def tell_office(case_pk: int, news: str) -> None:
    """Tells the clerks of the case's office that it waits for them."""
    case = Case.objects.select_related("office", "region").filter(pk=case_pk).first()
    for user in mailing.clerks(case) if case else []:
        tell(user.email, "staff_news", user.language, case, {"news": news, "page": ("desk", "")})


@job("mediation.carry_move", limit=3600)
def carry(move_pk: int) -> None:
    """Carries one accepted move of an office out, or on from where it stopped."""
    for move in office_moves.live_moves().filter(pk=move_pk):
        carry_move(move)


@job("mediation.carry_moves")
def carry_moves() -> None:
    """Asks for one job a move: applications may still come to an office that left."""
    today = timezone.localdate()
    for move in office_moves.live_moves():
        later("mediation.carry_move", move.pk, once=f"office-move:{move.pk}:{today}")


@job("mediation.tell_office_move")
def tell_office_move(move_pk: int, news: str) -> None:
    """Tells those who act next in the move of an office, or who wait for its answer."""
    move = OfficeMove.objects.select_related("office", "to", "ordered_by").filter(pk=move_pk).first()
    if move is None:
        return
    told = {"asked": mailing.clerks_at(move.to), "called_off": [move.ordered_by, *mailing.clerks_at(move.to)]}
    for user in told.get(news) or [move.ordered_by, *mailing.clerks_at(move.office)]:
        tell(user.email, "office_news", user.language, None, {"news": news, "page": ("desk", "")})


@job("mediation.tell_council")
def tell_council(case_pk: int, news: str) -> None:
    """Tells the council of the case's region."""
    case = Case.objects.select_related("office", "region").filter(pk=case_pk).first()
    for user in mailing.council_members(case) if case else []:
        tell(user.email, "staff_news", user.language, case, {"news": news, "page": ("desk", "")})


@job("mediation.tell_mediator")
def tell_mediator(case_pk: int, offer_pk: int, news: str) -> None:
    """Tells the mediator asked, or the one who leads the case."""
    case = Case.objects.select_related("mediator__user").filter(pk=case_pk).first()
    if case is None:
        return
    asked = Mediator.objects.filter(offers=offer_pk).select_related("user").first()
    mediator = asked or case.mediator
    if mediator is not None and mediator.user is not None:
        user = mediator.user
        tell(user.email, "staff_news", user.language, case, {"news": news, "page": ("desk", "")})
