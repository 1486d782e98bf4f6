"""Three officers: one leaves, the other two renew, and the cases go over in idempotent steps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from kelisim.apps.mediation import tasks
from kelisim.apps.mediation.actions.carry_on import carry_on
from kelisim.apps.mediation.actions.enrol import enrol
from kelisim.apps.mediation.actions.enrol_officers import enrol_officers
from kelisim.apps.mediation.actions.make_office_key import make_office_key
from kelisim.apps.mediation.actions.open_escrow import Ground, open_escrow
from kelisim.apps.mediation.actions.renew_officers import renew_officers
from kelisim.apps.mediation.actions.renew_secret import renew_secret
from kelisim.apps.mediation.actions.replace_key import replace_key
from kelisim.apps.mediation.actions.return_key import return_key
from kelisim.apps.mediation.errors import KeyLocked, OfficeCannotReceive
from kelisim.apps.mediation.errors.officers import (
    EscrowOver,
    EscrowRunning,
    NobodyToReceive,
    NothingLost,
    OfficersStand,
    OldSetLeft,
)
from kelisim.apps.mediation.models import Move, Wrap
from kelisim.apps.mediation.queries import break_glass, officers, people, sealed
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.queue.models import Asked
from kelisim.kernel.seal.models import EscrowSet
from kelisim.kernel.seal.ring import Keyring
from tests import cast as stories
from tests.mediation.test_keys import texts

GROUND = Ground(reason="secret_lost", statement="Жеке куәлігін көрсетті.", to="A")


def seat(cast, name="pavel"):
    """Pavel joins the council and makes his key."""
    user = getattr(cast, name)
    RoleHolding.objects.create(user=user, role=Role.COUNCIL, territory=cast.region, since="2020-01-01")
    enrol(user, stories.PASSPHRASE, by=None)
    return user


def leave(user) -> None:
    RoleHolding.objects.filter(user=user).update(until=timezone.localdate())


def carried(cast, *names) -> list[int]:
    """What each of them does in one step."""
    return [
        carry_on(cast.council, by=getattr(cast, name), keys=cast.keys(getattr(cast, name))) for name in names
    ]


def standing(cast, user) -> officers.Carrying:
    return officers.board(cast.council, people.staff_holder(user.pk)).carrying


@pytest.mark.parametrize(
    ("leaving", "one", "two"),
    [
        ("marat", "gulnar", "viktor"),
        ("gulnar", "marat", "viktor"),
        ("viktor", "marat", "gulnar"),
    ],
)
def test_the_two_who_stay_carry_every_case_over_and_the_one_who_left_opens_nothing(
    cast, leaving, one, two
) -> None:
    story = stories.running(cast)
    gone, new = getattr(cast, leaving), seat(cast)
    leave(gone)
    renew_officers(cast.council, leaves=gone, comes=new, by=getattr(cast, two))
    assert standing(cast, getattr(cast, one)) == officers.Carrying(old=1, mine=1, passed=0, fresh=0)
    assert standing(cast, getattr(cast, two)) == officers.Carrying(old=1, mine=0, passed=0, fresh=0)
    assert carried(cast, two, one, one, two, two, one) == [0, 1, 0, 1, 0, 0]
    assert standing(cast, new) == officers.Carrying(old=0, mine=0, passed=0, fresh=1)
    left = people.staff_holder(gone.pk)
    assert not Wrap.objects.filter(Q(holder=left) | Q(inner=left)).exists()
    secret = renew_secret(story.party("A"), by=cast.aizhan)
    first, second = [seat.user for seat in officers.board(cast.council, None).seats][:2]
    open_escrow(story.case, ground=GROUND, by=first, keys=cast.keys(first))
    return_key(story.case, to="A", by=second, keys=cast.keys(second))
    fresh = stories.keyring(stories.open_case(story.receipts["A"].number, secret).cookie)
    assert stories.ESSENCE in texts(story.case, fresh)


def test_many_cases_go_over_step_by_step(cast) -> None:
    for number in range(3):
        stories.submit(cast.application(essence=f"Дау {number}"), once=f"{number}" * 30)
    new = seat(cast)
    leave(cast.viktor)
    renew_officers(cast.council, leaves=cast.viktor, comes=new, by=cast.marat)
    marat = cast.keys(cast.marat)
    assert [carry_on(cast.council, by=cast.marat, keys=marat, step=2) for _ in range(3)] == [2, 1, 0]
    assert standing(cast, cast.gulnar) == officers.Carrying(old=3, mine=3, passed=3, fresh=0)
    told = Entry.objects.filter(deed="mediation.escrow_carried").order_by("number")
    assert [one.facts["cases"] for one in told] == [2, 1]


def test_an_officer_who_lost_her_key_comes_back_with_a_new_one(cast) -> None:
    story = stories.received(cast)
    replace_key(cast.marat, stories.PASSPHRASE, by=cast.marat)
    assert not officers.board(cast.council, None).stands
    with pytest.raises(Refused):
        replace_key(cast.marat, stories.PASSPHRASE, by=cast.gulnar)
    for _ in range(2):
        renew_officers(cast.council, leaves=cast.marat, comes=cast.marat, by=cast.gulnar)
    assert officers.board(cast.council, None).stands
    assert EscrowSet.objects.count() == 2
    renew_secret(story.party("A"), by=cast.aizhan)
    with pytest.raises(Refused):
        open_escrow(story.case, ground=GROUND, by=cast.marat, keys=cast.keys(cast.marat))
    assert carried(cast, "gulnar", "viktor") == [1, 1]
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=cast.keys(cast.marat))


def test_only_one_who_stays_names_who_comes_and_only_when_one_has_left(cast) -> None:
    stories.received(cast)
    new = seat(cast)
    with pytest.raises(OfficersStand):
        enrol_officers(cast.council, officers=[new, cast.marat, cast.gulnar], by=cast.marat)
    named = {"leaves": cast.viktor, "comes": new}
    with pytest.raises(Refused):
        renew_officers(cast.council, **named, by=cast.marat)
    leave(cast.viktor)
    for by in (cast.viktor, new, cast.saule):
        with pytest.raises(Refused):
            renew_officers(cast.council, **named, by=by)
    with pytest.raises(Refused):
        renew_officers(cast.council, leaves=cast.viktor, comes=cast.saule, by=cast.marat)
    renew_officers(cast.council, **named, by=cast.marat)
    with pytest.raises(Refused):
        carry_on(cast.council, by=cast.viktor, keys=cast.keys(cast.viktor))
    with pytest.raises(KeyLocked):
        carry_on(cast.council, by=cast.marat, keys=Keyring())
    leave(cast.gulnar)
    seat(cast, "oksana")
    with pytest.raises(OldSetLeft):
        renew_officers(cast.council, leaves=cast.gulnar, comes=cast.oksana, by=cast.marat)


def test_a_break_glass_goes_before_the_change_of_officers(cast) -> None:
    story = stories.running(cast)
    renew_secret(story.party("A"), by=cast.aizhan)
    new = seat(cast)
    leave(cast.viktor)
    renew_officers(cast.council, leaves=cast.viktor, comes=new, by=cast.marat)
    assert carried(cast, "marat") == [1]
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=cast.keys(cast.marat))
    assert carried(cast, "gulnar") == [0]
    return_key(story.case, to="A", by=cast.gulnar, keys=cast.keys(cast.gulnar))
    assert carried(cast, "marat", "gulnar") == [1, 1]


def test_opening_asks_what_is_lost_and_for_whom(cast) -> None:
    story = stories.running(cast)
    marat, gulnar = cast.keys(cast.marat), cast.keys(cast.gulnar)
    for to, error in (("A", NothingLost), ("mediator", NothingLost), ("office", NobodyToReceive)):
        with pytest.raises(error):
            open_escrow(
                story.case,
                ground=Ground(reason="secret_lost", statement="С", to=to),
                by=cast.marat,
                keys=marat,
            )
    renew_secret(story.party("A"), by=cast.aizhan)
    for _ in range(2):
        open_escrow(story.case, ground=GROUND, by=cast.marat, keys=marat)
    assert story.case.moves.filter(verb="open_escrow").count() == 1
    assert Asked.objects.filter(key__startswith="escrow:").count() == 3
    with pytest.raises(EscrowRunning):
        open_escrow(story.case, ground=GROUND, by=cast.gulnar, keys=gulnar)
    with pytest.raises(Refused):
        return_key(story.case, to="mediator", by=cast.gulnar, keys=gulnar)
    for _ in range(2):
        return_key(story.case, to="A", by=cast.gulnar, keys=gulnar)
    assert [one.state for one in break_glass.openings_of(story.case)] == ["returned"]
    assert story.case.moves.filter(verb="return_key").count() == 1


def test_an_opening_nobody_finishes_is_destroyed_and_leaves_its_trace(cast, clock) -> None:
    story = stories.running(cast)
    renew_secret(story.party("A"), by=cast.aizhan)
    open_escrow(story.case, ground=GROUND, by=cast.marat, keys=cast.keys(cast.marat))
    mine = cast_cases(cast)
    [waiting] = break_glass.waiting_for(people.staff_holder(cast.gulnar.pk), mine)
    assert (waiting.to, waiting.state, break_glass.turn_of(waiting).statement) == (
        "A",
        "waiting",
        GROUND.statement,
    )
    assert break_glass.waiting_for(people.staff_holder(cast.marat.pk), mine) == []
    tasks.lapse_openings()
    assert story.case.wraps.filter(status=Wrap.Status.HALF).exists()
    clock.shift(timedelta(days=8).total_seconds())
    with pytest.raises(EscrowOver):
        return_key(story.case, to="A", by=cast.gulnar, keys=cast.keys(cast.gulnar))
    for _ in range(2):
        tasks.lapse_openings()
    assert not story.case.wraps.filter(status=Wrap.Status.HALF).exists()
    assert Move.objects.filter(verb="lapse_escrow").count() == 1
    assert [one.state for one in break_glass.openings_of(story.case)] == ["lapsed"]
    with pytest.raises(Refused):
        return_key(story.case, to="A", by=cast.gulnar, keys=cast.keys(cast.gulnar))


def cast_cases(cast):
    return stories.Case.objects.filter(region=cast.region)


def test_what_was_passed_on_and_not_taken_over_lapses_too(cast, clock) -> None:
    stories.received(cast)
    new = seat(cast)
    leave(cast.viktor)
    renew_officers(cast.council, leaves=cast.viktor, comes=new, by=cast.marat)
    assert carried(cast, "marat") == [1]
    clock.shift(timedelta(days=9).total_seconds())
    tasks.lapse_openings()
    assert not Wrap.objects.filter(status=Wrap.Status.RENEWING).exists()
    assert carried(cast, "marat", "gulnar") == [1, 1]


def test_an_office_whose_only_clerk_lost_her_key_makes_a_new_one_and_gets_its_cases_back(cast) -> None:
    story = stories.received(cast)
    replace_key(cast.aizhan, stories.PASSPHRASE, by=cast.aizhan)
    old = people.office_holder(cast.office.code)
    new = make_office_key(cast.office, by=cast.aizhan)
    assert new != old
    assert texts(story.case, cast.keys(cast.aizhan)) == set()
    ground = Ground(reason="office_key_lost", statement="Кілт жоғалды.", to="office")
    open_escrow(story.case, ground=ground, by=cast.marat, keys=cast.keys(cast.marat))
    return_key(story.case, to="office", by=cast.viktor, keys=cast.keys(cast.viktor))
    assert stories.ESSENCE in texts(story.case, cast.keys(cast.aizhan))
    assert sealed.can_open(story.case, sealed.INTAKE, cast.keys(cast.aizhan))


def test_a_council_without_three_uses_the_national_one_and_without_that_takes_nothing(cast) -> None:
    nation = stories.body("council-kz", cast.council.kind, cast.region.parent, name="Ұлттық кеңес")
    EscrowSet.objects.update(until=timezone.now())
    with pytest.raises(OfficeCannotReceive):
        stories.received(cast)
    for user in (cast.marat, cast.gulnar, cast.viktor):
        RoleHolding.objects.create(
            user=user, role=Role.COUNCIL, territory=cast.region.parent, since="2020-01-01"
        )
    enrol_officers(nation, officers=[cast.marat, cast.gulnar, cast.viktor], by=None)
    assert stories.received(cast).case.wraps.filter(inner__isnull=False).count() == 3
