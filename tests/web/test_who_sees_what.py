"""The page "who sees what" says exactly what the grid says, for every role once."""

import pytest
from django.utils import translation

from kelisim.apps.mediation.access.grid import GRID, Cell, Limit, Reach, Thing
from kelisim.kernel.access.roles import LABELS, Role
from kelisim.web.site.grid import groups, words
from tests.web.reading import read

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_every_role_stands_once_and_every_cell_is_said(client, lang):
    page = read(client.get(f"/{lang}/who-sees-what/"))
    with translation.override(lang):
        shown = {
            (role, thing): said for group in groups() for thing, cells in group.rows for role, said in cells
        }
        from_cards = [card.role for group in groups() for card in group.cards]
        assert from_cards == [str(LABELS[role]) for group in groups() for role in _roles(group)]
        assert sorted(from_cards) == sorted(str(LABELS[role]) for role in Role)
        assert len(shown) == len(Role) * len(Thing)
        missing = [said for said in shown.values() if said != "–" and said not in page.words]
    assert missing == []


def _roles(group):
    return [role for role in Role if str(LABELS[role]) in group.roles]


def test_the_administrator_reads_no_case():
    cases = [Thing.CLEAR, Thing.IDENTITY, Thing.INTAKE, Thing.JOINT, Thing.PRIVATE, Thing.MEDIATOR_NOTES]
    assert [words(thing, GRID[thing][Role.ADMIN]) for thing in cases] == ["–"] * len(cases)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (Cell(), "–"),
        (Cell(Reach.TOTALS), "sees published totals only"),
        (Cell(Reach.OFFICE), "reads: own office"),
        (Cell(Reach.OWN, Reach.OWN), "reads and writes: own cases"),
        (Cell(Reach.ALL, Reach.REGION), "reads: everything; writes: own region"),
        (Cell(Reach.OWN, Reach.NOTHING, Limit.CODES), "reads: own cases; codes only"),
    ],
)
def test_cell_is_one_sentence(cell, said):
    with translation.override("en"):
        assert words(Thing.CLEAR, cell) == said


def test_own_of_an_account_is_not_a_case():
    with translation.override("en"):
        assert words(Thing.ACCOUNTS, Cell(Reach.OWN)) == "reads: what is one's own"
