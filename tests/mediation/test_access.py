"""Who may: the whole grid, role by object by deed by own and other case, stated cell by cell."""

from __future__ import annotations

import pytest

from kelisim.apps.mediation import access
from kelisim.apps.mediation.access import GRID, Reach, Thing
from kelisim.apps.mediation.access.grid import THINGS
from kelisim.apps.mediation.models import Case, Party
from kelisim.kernel.access.models import RoleHolding
from kelisim.kernel.access.roles import Role
from kelisim.kernel.accounts.models import User
from tests import cast as stories

# Columns: nobody, Vera (A), Rustam (B), Daniyar mediator, Aizhan clerk, Saule coordinator, Marat council,
# Oksana auditor, Timur administrator, an analyst, Pavel without a role.
WHO = [
    "nobody",
    "vera",
    "rustam",
    "daniyar",
    "aizhan",
    "saule",
    "marat",
    "oksana",
    "timur",
    "analyst",
    "pavel",
]
RUNNING = {
    Thing.CLEAR: "-  R  R  RW RW R  R  R  -  -  -",
    Thing.IDENTITY: "-  RW RW R  RW -  -  -  -  -  -",
    Thing.INTAKE: "-  RW -  R  -  -  -  -  -  -  -",
    Thing.JOINT: "-  RW RW RW -  -  -  -  -  -  -",
    Thing.PRIVATE: "-  RW -  RW -  -  -  -  -  -  -",  # the part of Vera and the mediator
    Thing.MEDIATOR_NOTES: "-  -  -  RW -  -  -  -  -  -  -",
    Thing.SHOWN: "-  R  R  RW -  -  -  -  -  -  -",
    Thing.OBLIGATIONS: "-  RW RW R  RW -  -  R  -  -  -",
    Thing.OFFERS: "-  R  R  RW RW R  R  R  -  -  -",
    Thing.REFERRALS: "-  R  R  R  RW R  R  R  -  -  -",
    Thing.MEMORANDA: "R  R  R  R  R  R  RW R  R  R  R",
    Thing.DIARY: "-  RW -  RW RW -  -  -  -  -  -",  # when Vera cannot come
    Thing.REGISTER: "R  R  R  RW RW RW RW R  -  R  R",
    Thing.COUNTS: "-  -  -  R  R  R  R  R  -  -  -",
    Thing.RELEASED: "R  R  R  R  R  R  R  R  R  R  R",
    Thing.AUDIT: "-  R  R  R  R  -  R  R  R  -  -",
    Thing.ACCOUNTS: "-  R  R  R  -  -  -  R  RW -  -",
}
# While the office still works on the case: before anybody accepted, before the agreement.
PROPOSING = RUNNING | {
    Thing.INTAKE: "-  RW -  -  RW -  -  -  -  -  -",
    Thing.CLEAR: "-  R  R  -  RW R  R  R  -  -  -",
    Thing.IDENTITY: "-  RW RW -  RW -  -  -  -  -  -",
    Thing.JOINT: "-  RW RW -  -  -  -  -  -  -  -",
    Thing.PRIVATE: "-  RW -  -  -  -  -  -  -  -  -",
    Thing.MEDIATOR_NOTES: "-  -  -  -  -  -  -  -  -  -  -",
    Thing.SHOWN: "-  R  R  -  -  -  -  -  -  -  -",
    Thing.OBLIGATIONS: "-  RW RW -  RW -  -  R  -  -  -",
    Thing.OFFERS: "-  R  R  -  RW R  R  R  -  -  -",
    Thing.REFERRALS: "-  R  R  -  RW R  R  R  -  -  -",
    Thing.DIARY: "-  RW -  -  RW -  -  -  -  -  -",
    Thing.REGISTER: "R  R  R  R  RW RW RW R  -  R  R",
    Thing.COUNTS: "-  -  -  -  R  R  R  R  -  -  -",
    Thing.AUDIT: "-  R  R  -  R  -  R  R  R  -  -",
    Thing.ACCOUNTS: "-  R  R  -  -  -  -  R  RW -  -",
}


def people(cast, story) -> dict[str, object]:
    analyst = User.objects.create_user("analyst@kelisim.example", name="Analyst")
    RoleHolding.objects.create(user=analyst, role=Role.ANALYST, since="2020-01-01")
    return {
        "nobody": None,
        "vera": story.party("A"),
        "rustam": story.party("B"),
        "analyst": analyst,
        **{name: getattr(cast, name) for name in WHO if hasattr(cast, name)},
    }


def drawn(who: dict[str, object], case: Case, owner: Party) -> dict[Thing, str]:
    def cell(one: object, thing: Thing) -> str:
        rights = [
            letter
            for letter, deed in (("R", "read"), ("W", "write"))
            if access.may(one, deed, thing, case, owner=owner)
        ]
        return "".join(rights) or "-"

    return {thing: "  ".join(cell(who[name], thing) for name in WHO) for thing in Thing}


def plain(table: dict[Thing, str]) -> dict[Thing, list[str]]:
    return {thing: row.split() for thing, row in table.items()}


def test_the_grid_of_a_running_case(cast) -> None:
    story = stories.running(cast)
    who = people(cast, story)
    assert plain(drawn(who, story.case, story.party("A"))) == plain(RUNNING)


def test_the_grid_of_a_case_that_looks_for_a_mediator(cast) -> None:
    story = stories.proposing(cast)
    who = people(cast, story)
    assert plain(drawn(who, story.case, story.party("A"))) == plain(PROPOSING)


def test_a_case_elsewhere_is_closed_to_everybody_but_the_auditor(cast) -> None:
    story = stories.running(cast)
    who = people(cast, story)
    other = _elsewhere(cast)
    seen = plain(drawn(who, other, story.party("A")))
    everywhere = {Thing.MEMORANDA, Thing.REGISTER, Thing.RELEASED}
    for thing, row in seen.items():
        for name, cell in zip(WHO, row, strict=True):
            if thing in everywhere or name == "oksana":
                continue
            allowed = {(Thing.AUDIT, "timur"): "R", (Thing.ACCOUNTS, "timur"): "RW"}
            assert cell == allowed.get((thing, name), "-"), (thing, name)
    assert {thing for thing in Thing if seen[thing][WHO.index("oksana")] == "RW"} == set()


def test_every_object_has_a_row_and_every_role_a_cell() -> None:
    assert set(GRID) == set(THINGS) == set(Thing)
    assert all(set(cells) == set(Role) for cells in GRID.values())


def test_nobody_reads_sealed_parts_but_the_sides_the_mediator_and_the_office_before_the_agreement() -> None:
    readers = {
        thing: {role for role, cell in GRID[thing].items() if cell.read != Reach.NOTHING}
        for thing in (Thing.INTAKE, Thing.JOINT, Thing.PRIVATE, Thing.MEDIATOR_NOTES, Thing.SHOWN)
    }
    assert readers == {
        Thing.INTAKE: {Role.PARTY, Role.MEDIATOR, Role.CLERK},
        Thing.JOINT: {Role.PARTY, Role.MEDIATOR},
        Thing.PRIVATE: {Role.PARTY, Role.MEDIATOR},
        Thing.MEDIATOR_NOTES: {Role.MEDIATOR},
        Thing.SHOWN: {Role.PARTY, Role.INVITED, Role.MEDIATOR},
    }


@pytest.mark.parametrize(
    ("name", "own", "elsewhere"),
    [
        *(("aizhan", True, False), ("daniyar", True, False), ("saule", True, False), ("marat", True, False)),
        *(("oksana", True, True), ("timur", False, False), ("pavel", False, False)),
    ],
)
def test_visible_cases(cast, name, own, elsewhere) -> None:
    story = stories.running(cast)
    other = _elsewhere(cast)
    seen = access.visible_cases(getattr(cast, name))
    assert (seen.filter(pk=story.case.pk).exists(), seen.filter(pk=other.pk).exists()) == (own, elsewhere)


def test_a_side_sees_her_case_alone_and_a_stranger_none(cast) -> None:
    story = stories.received(cast)
    _elsewhere(cast)
    assert list(access.visible_cases(story.party("A"))) == [story.case]
    assert list(access.visible_cases(None)) == []


def test_a_mediator_sees_a_case_once_asked_and_no_more_after_an_objection(cast) -> None:
    story = stories.offered(cast)
    assert list(access.visible_cases(cast.daniyar)) == [story.case]
    assert list(access.visible_cases(cast.kamila)) == []


def test_nobody_holds_mediator_and_clerk_rights_in_one_case(cast) -> None:
    story = stories.running(cast)
    RoleHolding.objects.create(
        user=cast.daniyar, role=Role.CLERK, territory=cast.district, body=cast.office.code, since="2020-01-01"
    )
    assert not access.may_work(cast.daniyar, story.case)
    assert access.may_lead(cast.daniyar, story.case)


def test_drafts_are_nobodys(cast) -> None:
    case = Case.objects.create(office=cast.office, region=cast.region)
    for name in ("aizhan", "saule", "marat", "oksana"):
        assert case not in access.visible_cases(getattr(cast, name))
        assert not access.may(getattr(cast, name), "read", Thing.CLEAR, case)


def test_grid_rows_are_whole_in_each_language() -> None:
    rows = access.grid_rows()
    assert [row.thing for row in rows] == list(Thing)
    assert all(len(row.cells) == len(Role) for row in rows)
    assert rows[0].cells[-1][1] == "–"


def _elsewhere(cast) -> Case:
    """A case of an office in another region."""
    region = stories.place("710000000", "region", None, "Астана")
    office = stories.body("office-711", cast.office.kind, region, name="Астана кабинеті")
    return Case.objects.create(
        state="received", office=office, region=region, territory=region, received_at="2026-03-02T05:00:00Z"
    )
