"""Possible repeats: found however the names are spelled, remembered when decided, never merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kelisim.apps.mediation import access
from kelisim.apps.mediation.actions.change_contact import change_contact
from kelisim.apps.mediation.actions.decide_repeat import decide_repeat
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.models import Case, Move
from kelisim.apps.mediation.queries.application import Side
from kelisim.apps.mediation.queries.people import Identity
from kelisim.apps.mediation.queries.repeats import repeats_of, undecided
from kelisim.kernel.access.door import Refused
from tests.cast import RUSTAM, VERA


def applied(cast, once: str, **changes) -> Case:
    return submit(cast.application(**changes), once=once * 24).case


def seen(cast):
    return access.visible_cases(cast.aizhan)


def found(cast, case: Case) -> list[tuple[Case, str]]:
    return [(one.case, one.decided) for one in repeats_of(case, seen(cast))]


def test_the_same_sides_and_topic_in_another_script_and_order(cast):
    first = applied(cast, "a")
    latin = Identity(name="Kim Vera Ivanovna", phone="+77010000009")
    second = applied(cast, "b", applicant=Side(who=latin))
    assert (found(cast, first), found(cast, second)) == ([(second, "")], [(first, "")])
    assert undecided(Case.objects.all(), seen(cast)) == {first.pk, second.pk}


@pytest.mark.parametrize(
    "changes",
    [
        {"topic": "labour"},
        {"other": Side(who=Identity(name="Басқа Біреу"))},
        {"applicant": Side(who=replace(VERA, name="Вера Пак"))},
    ],
)
def test_another_topic_or_another_person_is_no_repeat(cast, changes):
    first = applied(cast, "a")
    applied(cast, "b", **changes)
    assert (found(cast, first), undecided(Case.objects.all(), seen(cast))) == ([], set())


def test_after_ninety_days_it_is_a_new_matter(cast, clock):
    first = applied(cast, "a")
    clock.shift(timedelta(days=91))
    applied(cast, "b")
    assert found(cast, first) == []


def test_a_decision_is_remembered_for_both_and_may_be_changed(cast):
    first, second = applied(cast, "a"), applied(cast, "b")
    for same, verb in ((True, "link_repeat"), (False, "dismiss_repeat")):
        for _turn in range(2):
            decide_repeat(second, other=first, same=same, by=cast.aizhan)
        assert (found(cast, first), found(cast, second)) == ([(second, verb)], [(first, verb)])
    assert undecided(Case.objects.all(), seen(cast)) == set()
    assert Move.objects.filter(verb__endswith="_repeat").count() == 2
    assert Case.objects.count() == 2


def test_who_does_not_see_the_other_case_decides_nothing(cast):
    first, second = applied(cast, "a"), applied(cast, "b")
    with pytest.raises(Refused):
        decide_repeat(first, other=second, same=True, by=cast.saule)
    Case.objects.filter(pk=second.pk).update(office=cast.council)
    assert found(cast, first) == []
    with pytest.raises(Refused):
        decide_repeat(first, other=second, same=True, by=cast.aizhan)


def test_a_corrected_name_is_compared_anew(cast):
    first = applied(cast, "a")
    second = applied(cast, "b", other=Side(who=Identity(name="Рустем", phone="+7")))
    assert found(cast, first) == []
    change_contact(second.parties.get(side="B"), who=replace(RUSTAM), by=cast.aizhan)
    assert found(cast, first) == [(second, "")]
