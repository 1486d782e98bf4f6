"""The register of consents: who, which version, when; taken back for the future, by the side alone."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.actions.share_note import share_note
from kelisim.apps.mediation.actions.withdraw_consent import withdraw_consent
from kelisim.apps.mediation.actions.write_note import Note, write_note
from kelisim.apps.mediation.models import Item
from kelisim.apps.mediation.queries.consents import Kind, consents, still_shared
from kelisim.kernel.access.door import Refused
from tests import cast as stories
from tests.mediation.test_keys import texts


@pytest.fixture
def shared(cast):
    """Vera has let everybody read a private note."""
    story = stories.running(cast)
    vera, keys = story.party("A"), story.keys("A")
    write_note(story.case, note=Note(room="private", text="жеке сөз"), once="p", by=vera, keys=keys)
    share_note(Item.objects.get(compartment="private:A"), by=vera, keys=keys)
    return story


def listed(story, side):
    return [
        (one.kind, one.side, one.version, one.withdrawn_at is not None)
        for one in consents(story.case, story.party(side))
    ]


def test_each_side_reads_what_was_shared_and_of_the_rest_her_own(shared) -> None:
    for side in ("A", "B"):
        assert sorted(listed(shared, side)) == [
            (Kind.DATA_NOTICE, side, 1, False),
            (Kind.FOLLOW_UP, side, 1, False),
            (Kind.SHARE_NOTE, "A", 1, False),
        ]


def test_a_shared_note_is_taken_back_for_the_future_and_stays_hers(cast, shared) -> None:
    daniyar, rustam = cast.keys(cast.daniyar), shared.keys("B")
    assert "жеке сөз" in texts(shared.case, rustam)
    [given] = [one for one in consents(shared.case, shared.party("A")) if one.kind == Kind.SHARE_NOTE]
    with pytest.raises(Refused):
        withdraw_consent(shared.case, consent=given.key, by=shared.party("B"))
    for wrong in ("0", "nothing", str(int(given.key) + 99)):
        with pytest.raises(Refused):
            withdraw_consent(shared.case, consent=wrong, by=shared.party("A"))
    for _ in range(2):
        withdraw_consent(shared.case, consent=given.key, by=shared.party("A"))
    assert "жеке сөз" not in texts(shared.case, rustam)
    assert "жеке сөз" in texts(shared.case, shared.keys("A"))
    assert "жеке сөз" in texts(shared.case, daniyar)  # in the private room, as before
    assert shared.case.moves.filter(verb="withdraw_consent").count() == 1
    assert (Kind.SHARE_NOTE, "A", 1, True) in listed(shared, "B")
    assert still_shared(shared.case, shared.party("A")) == set()
    share_note(Item.objects.get(compartment="private:A"), by=shared.party("A"), keys=shared.keys("A"))
    assert "жеке сөз" in texts(shared.case, rustam)


def test_questions_about_performance_end_when_their_consent_does(shared) -> None:
    for _ in range(2):
        withdraw_consent(shared.case, consent="follow_up", by=shared.party("A"))
    assert not shared.party("A").follow_up
    assert shared.party("B").follow_up
    assert (Kind.FOLLOW_UP, "A", 1, True) in listed(shared, "A")
    assert shared.case.moves.filter(verb="withdraw_consent").count() == 1


def test_the_register_costs_one_query(shared, django_assert_num_queries) -> None:
    party = shared.party("A")
    with django_assert_num_queries(1):
        consents(shared.case, party)
