"""The appeals desk: three clocks, a longer term, danger at once, and sending back on listed grounds only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kelisim.apps.mediation.actions.extend_answer import extend_answer
from kelisim.apps.mediation.actions.forward_danger import forward_danger
from kelisim.apps.mediation.actions.route import route
from kelisim.apps.mediation.actions.send_back import send_back
from kelisim.apps.mediation.actions.write_letter import Letter
from kelisim.apps.mediation.errors import AnswersMissing, NotInThisState, OnlyOnce
from kelisim.apps.mediation.errors.intake import (
    AnswerTooFar,
    AnswerTooSoon,
    DangerIsForwarded,
    GroundNotListed,
)
from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries import sealed
from kelisim.apps.mediation.queries.appeal import appeal_clocks, latest_answer, return_grounds
from kelisim.kernel.access.door import Refused
from tests import cast as stories

LETTER = Letter(text="Сараптама қорытындысы күтілуде.")


@pytest.fixture
def story(cast):
    return stories.received(cast)


def clocks(case: Case) -> dict[str, tuple[str, bool, bool]]:
    return {one.code: (one.last_day.isoformat(), one.done, one.late) for one in appeal_clocks(case)}


def extended(story, until: date, **told):
    by = story.cast.aizhan
    told = {"letter": LETTER, "by": by, "keys": story.cast.keys(by), **told}
    return extend_answer(story.refreshed(), until=until, **told)


def test_the_clocks_of_an_appeal(story, clock):
    assert clocks(story.refreshed()) == {
        "register": ("2026-03-03", False, False),
        "forward": ("2026-03-05", False, False),
        "answer": ("2026-03-27", False, False),
    }
    clock.shift(timedelta(days=5))
    assert clocks(story.refreshed())["forward"] == ("2026-03-05", False, True)
    route(story.refreshed(), to="mediation", rule="scope_civil", by=story.cast.aizhan)
    assert clocks(story.refreshed())["forward"] == ("2026-03-05", True, False)


def test_a_longer_term_once_within_two_months_and_the_applicant_reads_why(story):
    last = latest_answer(story.refreshed())
    assert last == date(2026, 5, 27)
    for _turn in range(2):
        extended(story, last)
    case = story.refreshed()
    assert clocks(case)["answer"] == ("2026-05-27", False, False)
    assert case.clock_at.date() >= last
    letters = sealed.opened(case, story.cast.keys(story.cast.aizhan), kinds=["letter"])
    assert [one.text() for one in letters] == [LETTER.text]
    assert Move.objects.filter(verb="extend_answer").count() == 1
    with pytest.raises(OnlyOnce):
        extended(story, date(2026, 5, 1))


def test_no_longer_than_the_law_lets_and_not_without_a_reason(story):
    with pytest.raises(AnswerTooFar):
        extended(story, date(2026, 5, 28))
    with pytest.raises(AnswerTooSoon):
        extended(story, date(2026, 3, 27))
    with pytest.raises(AnswersMissing):
        extended(story, date(2026, 4, 1), letter=Letter(text=" "))
    with pytest.raises(Refused):
        extended(story, date(2026, 4, 1), by=story.cast.saule)


def test_danger_is_forwarded_once_leaves_its_trace_and_stops_what_goes_by_itself(story):
    to = story.cast.council
    for _turn in range(2):
        forward_danger(story.refreshed(), to=to, by=story.cast.aizhan)
    case = story.refreshed()
    (move,) = Move.objects.filter(verb="forward_danger")
    assert (case.careful, case.state, move.reason, move.user) == (
        True,
        "received",
        to.code,
        story.cast.aizhan,
    )


def test_sent_back_on_a_listed_ground_only(story):
    by, keys = story.cast.aizhan, story.cast.keys(story.cast.aizhan)
    assert [one.key for one in return_grounds(date(2026, 3, 2))] == [
        "not_mended",
        "same_as_closed",
        "insulting",
    ]
    with pytest.raises(GroundNotListed):
        send_back(story.refreshed(), ground="too_long", letter=LETTER, by=by, keys=keys)
    for _turn in range(2):
        send_back(story.refreshed(), ground="insulting", letter=LETTER, by=by, keys=keys)
    case = story.refreshed()
    assert (case.state, case.closing, case.outcome) == ("closed", "returned", "X")
    with pytest.raises(NotInThisState):
        extended(story, date(2026, 4, 1))


def test_what_tells_of_danger_is_never_sent_back(story):
    by, keys = story.cast.aizhan, story.cast.keys(story.cast.aizhan)
    forward_danger(story.refreshed(), to=story.cast.council, by=by)
    with pytest.raises(DangerIsForwarded):
        send_back(story.refreshed(), ground="insulting", letter=LETTER, by=by, keys=keys)
