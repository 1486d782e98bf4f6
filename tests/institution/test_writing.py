"""Recording and voiding: who may, what the ledger refuses, what stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from kelisim.apps.institution.actions.record_effect import record_effect
from kelisim.apps.institution.actions.void_effect import void_effect
from kelisim.apps.institution.errors import AlreadyVoided, BadEffect, ReasonMissing, RowsNeverChange
from kelisim.apps.institution.models import Act, Effect, Power
from kelisim.apps.institution.queries.as_json import structure_json
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.registry.public import organisation
from kelisim.kernel.access.door import Refused
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.accounts.models import User
from kelisim.kernel.audit.models import Entry


@pytest.fixture
def lawyer(db):
    user = User.objects.create_user("lawyer@kelisim.example", name="Lawyer")
    RoleHolding.objects.create(user=user, role="secretariat", since=date(2020, 1, 1))
    return user


@pytest.fixture
def pavel(db):
    return User.objects.create_user("pavel@kelisim.example", name="Pavel")


def renaming(**more) -> Effect:
    values = {
        "act": Act.objects.get(code="law-70"),
        "organisation": organisation("fund"),
        "verb": "rename",
        "value": {"kk": "Қор", "ru": "Фонд", "en": "Fund"},
        "on": date(2012, 1, 1),
        "on_last": date(2012, 1, 1),
        "confidence": "high",
        "verified": True,
        "source": "test",
    }
    return Effect(**(values | more))


def test_the_lawyer_adds_a_row_and_the_structure_follows(kz, lawyer):
    row = record_effect(renaming(), by=lawyer)
    found = structure_json(structure_on(date(2012, 1, 1)))
    fund = next(organ for organ in found["organs"] if organ["id"] == "fund")
    assert fund["name"] == {"kk": "Қор", "ru": "Фонд", "en": "Fund"}
    entry = Entry.objects.latest("number")
    assert (entry.deed, entry.thing, entry.by) == ("institution.effect_recorded", row.code, lawyer.pk)


def test_a_stranger_adds_and_voids_nothing(kz, pavel):
    with pytest.raises(Refused):
        record_effect(renaming(), by=pavel)
    with pytest.raises(Refused):
        void_effect(Effect.objects.get(code="L13"), reason="no", by=pavel)
    assert (Effect.objects.filter(code__startswith="R").count(), Effect.objects.unvoided().count()) == (0, 93)


@pytest.mark.parametrize(
    ("more", "rule"),
    [
        ({"on": date(2007, 1, 1), "on_last": date(2007, 1, 1)}, "not in being yet"),
        ({"value": {"kk": "Қор"}}, "in all three languages"),
        ({"verb": "place_under", "value": {"parent": "nobody", "as": "part"}}, "not in being on that day"),
        ({"verb": "place_under", "value": {"parent": "fund", "as": "part"}}, "under itself"),
        ({"verb": "grant"}, "cannot do this"),
        ({"key": "assembly"}, "holder of a power"),
        ({"on": date(2012, 2, 1)}, "before the first"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused_and_nothing_is_saved(kz, lawyer, more, rule):
    with pytest.raises(BadEffect, match=rule):
        record_effect(renaming(**more), by=lawyer)
    assert Effect.objects.count() == 93


def test_a_second_grant_of_an_exclusive_power_asks_for_a_transfer(kz, lawyer):
    row = renaming(
        organisation=None,
        power=Power.objects.get(code="mazhilis-seats"),
        verb="grant",
        key="fund",
        value={},
    )
    with pytest.raises(BadEffect, match="use a transfer"):
        record_effect(row, by=lawyer)


def test_the_same_twice_is_refused(kz, lawyer):
    record_effect(renaming(), by=lawyer)
    with pytest.raises(BadEffect, match="already recorded"):
        record_effect(renaming(), by=lawyer)


def test_correcting_voids_and_adds_and_leaves_the_old_answer_readable(kz, lawyer):
    before = structure_json(structure_on(date(2007, 8, 1)))
    old = Effect.objects.get(code="L13")
    right = renaming(
        organisation=old.organisation,
        act=old.act,
        value=old.value,
        on=date(2007, 8, 15),
        on_last=date(2007, 8, 15),
    )
    void_effect(old, reason="wrong day", by=lawyer, instead=right)
    after = structure_json(structure_on(date(2007, 8, 1)))
    assert after["institution"]["name"]["en"] == "Assembly of the Peoples of Kazakhstan"
    known = structure_json(structure_on(date(2007, 8, 1), timezone.localdate() - timedelta(days=1)))
    assert known | {"as_known": None} == before
    old.refresh_from_db()
    assert (old.voided, old.voided_by, old.reason) == (right.recorded, lawyer, "wrong day")


def test_a_row_is_voided_once_and_with_a_reason(kz, lawyer):
    row = Effect.objects.get(code="L42")
    with pytest.raises(ReasonMissing):
        void_effect(row, reason="  ", by=lawyer)
    void_effect(row, reason="read again", by=lawyer)
    with pytest.raises(AlreadyVoided):
        void_effect(row, reason="and again", by=lawyer)
    row.refresh_from_db()
    assert row.reason == "read again"


def test_a_creation_others_rest_on_cannot_be_voided(kz, lawyer):
    with pytest.raises(BadEffect, match="not in being"):
        void_effect(Effect.objects.get(code="L01"), reason="no such act", by=lawyer)
    assert Effect.objects.unvoided().count() == 93


def test_rows_are_never_changed_or_deleted(kz):
    row = Effect.objects.get(code="L13")
    for change in (
        row.save,
        row.delete,
        Effect.objects.all().delete,
        lambda: Effect.objects.update(clause="1"),
        lambda: Effect.objects.filter(pk=row.pk).fill_void(clause="1"),
        lambda: Effect.objects.bulk_update([row], ["clause"]),
    ):
        with pytest.raises(RowsNeverChange):
            change()


def test_repealing_the_law_lists_every_line_that_rests_on_it(kz, lawyer):
    law = Act.objects.get(code="law-70")
    repeal = renaming(organisation=None, about_act=law, act=law, verb="repeal", value={})
    repeal.on = repeal.on_last = date(2021, 1, 1)
    void_effect(Effect.objects.get(code="A25"), reason="try", by=lawyer, instead=repeal)
    found = structure_json(structure_on(date(2021, 1, 1)))
    assert [row["effect"] for row in found["open_consequences"] if row["act"] == "law-70"] == [
        *("L14", "L15", "L16", "L17a", "L17b", "L18", "L19", "L20", "L21"),
        *("L24", "L30", "L31", "L32", "L33"),
    ]
    flagged = {organ["id"] for organ in found["organs"] if "basis_repealed" in organ["flags"]}
    assert flagged >= {"regional-assemblies", "assembly-secretariat", "ethnocultural-associations"}
