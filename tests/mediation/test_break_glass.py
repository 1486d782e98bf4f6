"""Break-glass: two different officers of the case's escrow or nobody; what is counted of it in a year."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.queries import break_glass, sealed
from kelisim.kernel.access.door import Refused
from tests import cast as stories

GROUND = Ground(reason="secret_lost", statement="Жеке куәлігін көрсетті.")


@pytest.mark.parametrize("who", ["aizhan", "daniyar", "saule", "oksana", "timur", "pavel"])
def test_whoever_is_no_officer_takes_neither_turn(cast, who) -> None:
    story = stories.running(cast)
    stranger, marat = getattr(cast, who), cast.keys(cast.marat)
    with pytest.raises(Refused):
        open_escrow(story.case, ground=GROUND, by=stranger, keys=marat)
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=marat)
    with pytest.raises(Refused):
        return_key(story.case, to="mediator", by=stranger, keys=cast.keys(cast.gulnar))
    assert break_glass.openings(story.case.moves.last().on.year).returned == 0


def test_the_same_officer_opening_twice_is_still_alone(cast) -> None:
    story = stories.running(cast)
    marat = cast.keys(cast.marat)
    for _turn in range(2):
        open_escrow(story.case, ground=GROUND, by=cast.marat, keys=marat)
        with pytest.raises(Refused):
            return_key(story.case, to="A", by=cast.marat, keys=marat)
        assert list(sealed.opened(story.case, marat)) == []


def test_a_year_counts_openings_by_reason_and_keys_returned(cast, django_assert_num_queries) -> None:
    story = stories.running(cast)
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=cast.keys(cast.marat))
    return_key(story.case, to="A", by=cast.gulnar, keys=cast.keys(cast.gulnar))
    year = story.case.moves.last().on.year
    with django_assert_num_queries(2):
        counted = break_glass.openings(year)
    assert counted == break_glass.Openings(year=year, by_reason={"secret_lost": 1}, returned=1)
    assert break_glass.openings(year - 1) == break_glass.Openings(year=year - 1, by_reason={}, returned=0)
