"""A whole office moves under one act: accepted first, each case once, keys by their holders, nothing lost."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils import timezone

from kelisim.apps.institution.models import Act, Tenure
from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions import carry_move as carrying
from kelisim.apps.mediation.actions.carry_move import carry_move
from kelisim.apps.mediation.actions.move_office import Right, accept_move, call_off, move_office
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.actions.submit import submit
from kelisim.apps.mediation.actions.transfer import hand_over_all
from kelisim.apps.mediation.errors import TransferNotAccepted
from kelisim.apps.mediation.errors.offices import (
    AcceptedAlready,
    MovesInARound,
    OfficeMovesAlready,
    RightNotNamed,
)
from kelisim.apps.mediation.models import Case, Mediator, Move, OfficeMove
from kelisim.apps.mediation.queries import office_moves, sealed
from kelisim.apps.mediation.queries.receiving import receiving_offices
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.seal.keys import office_holder
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.mediation.receiving_office import second_office

NAMED = Right(named="Медиация кабинеттерін біріктіру туралы 2026-02-20 № 14 өкім")


@pytest.fixture
def new(cast):
    return second_office(cast)


def accepted(cast, new) -> OfficeMove:
    return accept_move(move_office(cast.office, to=new, right=NAMED, by=cast.saule), by=cast.pavel)


def standing(move: OfficeMove) -> tuple[int, ...]:
    told = office_moves.progress([move])[0]
    return told.gone, told.waiting, told.ahead, told.mediators


def test_an_office_moves_with_its_cases_and_mediators(cast, new) -> None:
    talks = stories.running(cast)
    fresh = submit(cast.application(), once="n" * 30).case
    move = accepted(cast, new)
    assert standing(move) == (0, 0, 2, 2)
    carry_move(move)
    assert standing(move) == (1, 1, 0, 0)
    assert (talks.refreshed().office, talks.case.state) == (new, "running")
    fresh.refresh_from_db()
    assert (fresh.office, fresh.moving_to) == (cast.office, new)
    assert {one.office for one in Mediator.objects.all()} == {new}
    for one in Mediator.objects.select_related("tenure__post"):
        assert (one.tenure.post.organisation, one.tenure.since) == (new, timezone.localdate())
    assert Tenure.objects.filter(until=timezone.localdate(), end_reason="office_moved").count() == 2
    before = Move.objects.count()
    assert hand_over_all(cast.office, by=cast.aizhan, keys=Keyring()) == 1
    assert hand_over_all(cast.office, by=cast.aizhan, keys=cast.keys(cast.aizhan)) == 0
    assert standing(move) == (2, 0, 0, 0)
    assert office_moves.progress([move])[0].over
    words = {one.text() for one in sealed.opened(Case.objects.get(pk=fresh.pk), cast.keys(cast.pavel))}
    assert stories.ESSENCE in words
    assert not sealed.can_open(fresh, sealed.INTAKE, cast.keys(cast.aizhan))
    carry_move(move)
    assert Move.objects.count() == before


def test_only_the_regions_coordinator_orders_and_only_the_receiving_clerk_accepts(cast, new) -> None:
    for who in (cast.aizhan, cast.marat, cast.timur, cast.pavel, cast.daniyar):
        with pytest.raises(Refused):
            move_office(cast.office, to=new, right=NAMED, by=who)
    move = move_office(cast.office, to=new, right=NAMED, by=cast.saule)
    for who in (cast.aizhan, cast.saule, cast.marat, cast.timur):
        with pytest.raises(Refused):
            accept_move(move, by=who)
    with pytest.raises(Refused):
        call_off(move, by=cast.aizhan)
    carry_move(move)
    assert standing(move)[3] == 2  # nothing moves before somebody accepted


def test_an_order_names_its_act_and_is_one(cast, new) -> None:
    with pytest.raises(RightNotNamed):
        move_office(cast.office, to=new, right=Right(named="  "), by=cast.saule)
    third = stories.body("office-753", cast.office.kind, cast.district, name="Үшінші")
    with pytest.raises(TransferNotAccepted):
        move_office(cast.office, to=third, right=NAMED, by=cast.saule)
    with pytest.raises(TransferNotAccepted):
        move_office(cast.office, to=cast.office, right=NAMED, by=cast.saule)
    move = move_office(cast.office, to=new, right=NAMED, by=cast.saule)
    assert move_office(cast.office, to=new, right=NAMED, by=cast.saule) == move
    with pytest.raises(MovesInARound):
        move_office(new, to=cast.office, right=NAMED, by=cast.saule)
    call_off(move, by=cast.pavel)
    assert call_off(move, by=cast.saule).called_off_at is not None
    back = move_office(new, to=cast.office, right=NAMED, by=cast.saule)
    with pytest.raises(OfficeMovesAlready):
        move_office(new, to=third_with_key(cast), right=NAMED, by=cast.saule)
    accept_move(back, by=cast.aizhan)
    with pytest.raises(AcceptedAlready):
        call_off(back, by=cast.saule)


def third_with_key(cast):
    third = stories.body("office-754", cast.office.kind, cast.district, name="Төртінші")
    office_holder(third.code, [])
    return third


def test_an_act_of_the_ledger_carries_the_new_tenures(cast, new) -> None:
    day = timezone.localdate()
    act = Act.objects.create(
        code="merge-1", kind="order", date=day, date_last=day, confidence="high", verified=True
    )
    move = move_office(cast.office, to=new, right=Right(act=act), by=cast.saule)
    carry_move(accept_move(move, by=cast.pavel))
    assert {one.tenure.act for one in Mediator.objects.select_related("tenure__act")} == {act}


def test_broken_off_in_the_middle_it_loses_nothing_and_goes_on(cast, new, monkeypatch) -> None:
    for number in range(3):
        submit(cast.application(essence=f"дау {number}"), once=f"{number}" * 30)
    move = accepted(cast, new)
    whole, seen = carrying.set_out, []

    def dies(case, **told):
        seen.append(case.pk)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return whole(case, **told)

    monkeypatch.setattr(carrying, "set_out", dies)
    with pytest.raises(KeyboardInterrupt):
        carry_move(move)
    assert standing(move) == (0, 1, 2, 0)
    monkeypatch.setattr(carrying, "set_out", whole)
    carry_move(move)
    carry_move(move)
    assert standing(move) == (0, 3, 0, 0)
    assert Move.objects.filter(verb="transfer").count() == 3


def test_a_case_whose_agreement_is_signed_meanwhile_goes_without_a_key(cast, new) -> None:
    story = stories.confirmed(cast)
    move = accepted(cast, new)
    carry_move(move)
    assert standing(move)[:3] == (0, 1, 0)
    story.case.wraps.filter(holder__kind="office").delete()  # what the last signature does
    carry_move(move)
    assert (story.refreshed().office, standing(move)[:3]) == (new, (1, 0, 0))


def test_a_moved_office_takes_no_new_applications_and_latecomers_follow(cast, new) -> None:
    assert cast.office in receiving_offices()
    move = accepted(cast, new)
    assert receiving_offices() == [new]
    carry_move(move)
    late = submit(cast.application(), once="l" * 30).case
    carry_move(move)
    late.refresh_from_db()
    assert late.moving_to == new


def test_where_nobody_has_the_old_key_two_officers_return_it_to_the_new_office(cast, new) -> None:
    story = stories.received(cast)
    move = accepted(cast, new)
    carry_move(move)
    assert not office_moves.progress([move])[0].officers_needed
    RoleHolding.objects.filter(user=cast.aizhan).update(until="2026-01-01")
    assert office_moves.progress([move])[0].officers_needed
    ground = Ground(reason="office_key_lost", statement="Кабинет жабылды.")
    open_escrow(story.case, ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    return_key(story.case, to="office", by=cast.gulnar, keys=cast.keys(cast.gulnar))
    assert (story.refreshed().office, story.case.moving_to) == (new, None)
    assert sealed.can_open(story.case, sealed.INTAKE, cast.keys(cast.pavel))
    assert office_moves.progress([move])[0].over


def test_the_sides_learn_of_the_new_office_without_content(cast, new) -> None:
    stories.running(cast)
    move = accepted(cast, new)
    carry_move(move)
    mail.outbox.clear()
    party = Case.objects.get().parties.get(side="A")
    tasks.mail(party.pk, "moved")
    tasks.tell_office_move(move.pk, "keys")
    told = " ".join(one.subject + one.body for one in mail.outbox)
    assert {one.to[0] for one in mail.outbox} == {
        "vera@example.org",
        *((cast.saule.email, cast.aizhan.email)),
    }
    for word in (stories.VERA.name, stories.ESSENCE, "Достық", NAMED.named):
        assert word not in told
