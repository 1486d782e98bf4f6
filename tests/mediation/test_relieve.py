"""A mediator dies or cannot work: one deed frees all her cases, day 0 stays, nobody reads a word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.give_notes import give_notes
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.open_session import Meeting, open_session
from kelisim.apps.mediation.actions.relieve import Relief, relieve
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.errors import AnswersMissing, AnswerWrong
from kelisim.apps.mediation.errors.offices import DayOutsideTenure
from kelisim.apps.mediation.errors.register import SuspensionTooLong
from kelisim.apps.mediation.models import Case, Move, Offer, Wrap
from kelisim.apps.mediation.queries import private, register, relief, sealed
from kelisim.kernel.access.door import Refused
from kelisim.kernel.audit.models import Entry
from tests import cast as stories

DIED = Relief(reason="died")


def note(story, room, text, by, keys, once) -> None:
    side = story.party("A") if room == "private" else None
    write_note(story.refreshed(), note=Note(room=room, text=text, side=side), once=once, by=by, keys=keys)


def texts(case, keys) -> set[str]:
    return {one.text() for one in sealed.opened(case, keys)}


@pytest.fixture
def talks(cast):
    story = stories.running(cast)
    hers = cast.keys(cast.daniyar)
    for room, text in (("joint", "ортақ сөз"), ("private", "жеке сөз"), ("mediator", "өз жазбасы")):
        note(story, room, text, cast.daniyar, hers, room * 5)
    return story


def agreed_with_kamila(story) -> None:
    """The next mediator is found, and everybody signs anew."""
    cast = story.cast
    story.offer = stories.propose(story.refreshed(), by=cast.aizhan, keys=cast.keys(cast.aizhan))
    stories.accept_offer(story.offer, statement=stories.STATEMENT, competent=True, by=cast.kamila)
    for side in ("A", "B"):
        stories.confirm(story.case, offer=story.offer, by=story.party(side))
    terms = stories.documents.proposed_terms(story.refreshed())
    stories.draft_agreement(story.case, terms=terms, by=cast.kamila, keys=cast.keys(cast.kamila))
    for who in ("A", "B", "M"):
        story.sign(stories.ItemKind.AGREEMENT, who)


def test_all_her_cases_look_for_another_and_day_0_stays(cast, talks) -> None:
    first_day = talks.case.agreed_on
    meeting = Meeting(starts_at=timezone.now() + timedelta(days=2), mode="meeting")
    open_session(talks.refreshed(), meeting=meeting, by=cast.daniyar)
    freed = relieve(cast.mediators["daniyar"], told=DIED, by=cast.saule)
    case = talks.refreshed()
    assert [one.pk for one in freed] == [case.pk]
    assert (case.state, case.mediator, case.agreed_on, case.clock) == ("proposing", None, first_day, "")
    assert set(case.offers.values_list("status", flat=True)) == {Offer.Status.REPLACED}
    assert set(case.sessions.values_list("status", flat=True)) == {"held", "cancelled"}
    move = case.moves.last()
    assert (move.verb, move.reason, move.user) == ("replace", "unable", cast.saule)
    mediator = cast.mediators["daniyar"]
    mediator.tenure.refresh_from_db()
    assert (mediator.tenure.until, mediator.tenure.end_reason) == (timezone.localdate(), "died")
    assert mediator not in register.on_register(timezone.localdate())
    assert set(relief.freed_cases(mediator)) == {case}
    before = (Move.objects.count(), Entry.objects.count())
    assert relieve(mediator, told=DIED, by=cast.saule) == []
    assert (Move.objects.count(), Entry.objects.count()) == before


def test_her_keys_and_her_notes_die_and_private_ones_stay_with_their_owner(cast, talks) -> None:
    hers, vera = cast.keys(cast.daniyar), talks.keys("A")
    relieve(cast.mediators["daniyar"], told=DIED, by=cast.saule)
    case = talks.refreshed()
    assert texts(case, hers) == set()
    assert not Wrap.objects.filter(case=case, holder__user=cast.daniyar).exists()
    assert {"ортақ сөз", "жеке сөз", stories.ESSENCE} <= texts(case, vera)
    for who in (cast.marat, cast.gulnar, cast.aizhan):
        assert texts(case, cast.keys(who)) == set()
    agreed_with_kamila(talks)
    kamila = cast.keys(cast.kamila)
    assert stories.ESSENCE in texts(talks.refreshed(), kamila)  # by the applicant's signature
    assert not {"ортақ сөз", "жеке сөз", "өз жазбасы"} & texts(talks.case, kamila)
    assert private.unread(talks.case, talks.party("A")) == [1]
    note(talks, "private", "жаңа жеке сөз", talks.party("A"), talks.keys("A"), "q" * 20)
    assert "жаңа жеке сөз" in texts(talks.case, kamila)
    stranger = submit(cast.application(), once="z" * 30).case.parties.get(side="A")
    with pytest.raises(Refused):
        give_notes(talks.case, by=stranger, keys=vera)
    for _ in range(2):
        give_notes(talks.refreshed(), by=talks.party("A"), keys=talks.keys("A"))
    assert "жеке сөз" in texts(talks.case, kamila)
    assert private.unread(talks.case, talks.party("A")) == []
    assert talks.case.moves.filter(verb="give_notes").count() == 1


def test_two_officers_give_the_next_mediator_what_was_said_jointly(cast, talks) -> None:
    relieve(cast.mediators["daniyar"], told=DIED, by=cast.saule)
    case = talks.refreshed()
    assert relief.needing_officers([case]) == {case.pk}
    agreed_with_kamila(talks)
    ground = Ground(reason="mediator_gone", statement="Медиатор қайтыс болды.")
    open_escrow(talks.refreshed(), ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    return_key(talks.refreshed(), to="mediator", by=cast.viktor, keys=cast.keys(cast.viktor))
    read = texts(talks.refreshed(), cast.keys(cast.kamila))
    assert "ортақ сөз" in read
    assert not {"жеке сөз", "өз жазбасы"} & read


def test_offers_lapse_and_accepted_cases_look_again_without_officers(cast) -> None:
    asked = stories.offered(cast)
    freed = relieve(cast.mediators["daniyar"], told=DIED, by=cast.marat)
    assert asked.refreshed().offers.get().status == Offer.Status.LAPSED
    assert (asked.case.state, asked.case.clock, len(freed)) == ("proposing", "", 1)
    assert not asked.case.wraps.filter(status=Wrap.Status.PENDING).exists()
    assert relief.needing_officers([asked.case]) == set()
    again = stories.propose(asked.case, by=cast.aizhan, keys=cast.keys(cast.aizhan))
    assert again.mediator == cast.mediators["kamila"]


def test_before_the_agreement_the_office_still_holds_the_application(cast) -> None:
    story = stories.confirmed(cast)
    relieve(cast.mediators["daniyar"], told=DIED, by=cast.saule)
    assert (story.refreshed().state, story.case.mediator) == ("proposing", None)
    assert relief.needing_officers([story.case]) == set()
    assert texts(story.case, cast.keys(cast.daniyar)) == set()
    assert stories.ESSENCE in texts(story.case, cast.keys(cast.aizhan))


def test_unable_for_a_time_is_suspended_and_comes_back(cast, talks) -> None:
    mediator, today = cast.mediators["daniyar"], timezone.localdate()
    back = today + timedelta(days=60)
    with pytest.raises(SuspensionTooLong):
        relieve(mediator, told=Relief(reason="unable", until=today + timedelta(days=400)), by=cast.saule)
    assert talks.refreshed().state == "running"
    for _ in range(2):
        relieve(mediator, told=Relief(reason="unable", until=back), by=cast.saule)
    mediator.refresh_from_db()
    assert (mediator.suspended_until, mediator.tenure.until) == (back, None)
    assert talks.refreshed().state == "proposing"


def test_a_tenure_that_began_today_ends_tomorrow_and_nobody_is_sent_to_her_today(cast, talks) -> None:
    mediator, today = cast.mediators["daniyar"], timezone.localdate()
    mediator.tenure.since = today
    mediator.tenure.save()
    for _ in range(2):
        relieve(mediator, told=DIED, by=cast.saule)
    mediator = register.on_register(today).select_related("tenure").get(pk=mediator.pk)
    assert mediator.tenure.until == today + timedelta(days=1)
    assert register.is_suspended(mediator, today)
    assert talks.refreshed().state == "proposing"


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (Relief(reason=""), AnswersMissing),
        (Relief(reason="bored"), AnswerWrong),
        (Relief(reason="died", until=date(2026, 3, 9)), AnswerWrong),
        (Relief(reason="died", on=date(2046, 3, 9)), DayOutsideTenure),
        (Relief(reason="died", on=date(2019, 1, 1)), DayOutsideTenure),
    ],
)
def test_what_cannot_be_changes_nothing(cast, talks, told, error) -> None:
    with pytest.raises(error):
        relieve(cast.mediators["daniyar"], told=told, by=cast.saule)
    assert talks.refreshed().state == "running"


def test_only_coordinator_and_council_of_her_region(cast, talks) -> None:
    for who in (cast.aizhan, cast.daniyar, cast.kamila, cast.oksana, cast.timur, cast.pavel):
        with pytest.raises(Refused):
            relieve(cast.mediators["daniyar"], told=DIED, by=who)
    assert talks.refreshed().state == "running"


def test_a_settled_case_goes_its_way_without_her(cast) -> None:
    story = stories.settled(cast)
    assert relieve(cast.mediators["daniyar"], told=DIED, by=cast.saule) == []
    assert (story.refreshed().state, story.case.mediator) == ("settled", cast.mediators["daniyar"])


def test_the_sides_are_told_without_content_and_reminded_of_the_court(cast) -> None:
    story = stories.running(cast)
    Case.objects.filter(pk=story.case.pk).update(stage="court")
    party = story.party("A")
    mail.outbox.clear()
    for news in ("mediator_left", "tell_court"):
        tasks.mail(party.pk, news)
    tasks.tell_council(story.case.pk, "officers")
    plain, court = (one.body for one in mail.outbox[:2])
    assert "сот" not in plain.lower()
    assert "сотта" in court
    for letter in mail.outbox:
        for word in (stories.VERA.name, stories.ESSENCE, "Daniyar", "қайтыс"):
            assert word not in letter.subject + letter.body
