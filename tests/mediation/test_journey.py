"""One dispute, whole: from the application to the performed settlement, and every other ending."""

from __future__ import annotations

from kelisim.apps.mediation.actions.answer_follow_up import answer_follow_up
from kelisim.apps.mediation.actions.ask_follow_up import ask_follow_up
from kelisim.apps.mediation.queries import following
from kelisim.apps.mediation.states import State
from tests import cast as stories
from tests.cast import at


def test_a_dispute_goes_from_application_to_performed_settlement(cast, clock) -> None:
    story = stories.settled(cast)
    case = story.refreshed()
    assert (case.state, case.full, case.settled_on.isoformat()) == (State.SETTLED, True, "2026-03-02")
    clock.move_to(at("2026-06-05"))
    case = ask_follow_up(case)
    assert case.state == State.FOLLOW_UP
    assert sorted(case.follow_ups.values_list("round", "party__side")) == [
        *(("30", "A"), ("30", "B")),
        *(("90", "A"), ("90", "B")),
        *(("due-1", "A"), ("due-1", "B")),
    ]
    for side in ("A", "B"):
        question = case.follow_ups.get(round="90", party__side=side)
        case = answer_follow_up(following.token(question), answers={1: "performed", 2: "performed"})
    assert (case.state, case.closing) == (State.CLOSED, "performed")
    assert list(case.moves.values_list("verb", "after")) == [
        ("save_draft", "draft"),
        ("submit", "received"),
        ("route", "triaged"),
        ("invite", "inviting"),
        ("join", "proposing"),
        ("propose", "proposing"),
        ("accept_offer", "accepted"),
        ("confirm", "accepted"),
        ("confirm", "accepted"),
        ("draft_agreement", "accepted"),
        ("sign_agreement", "accepted"),
        ("sign_agreement", "accepted"),
        ("sign_agreement", "agreed"),
        ("open_session", "running"),
        ("draft_settlement", "running"),
        ("settle", "running"),
        ("settle", "running"),
        ("settle", "settled"),
        ("follow", "follow_up"),
        ("follow", "follow_up"),
        ("follow", "closed"),
    ]
