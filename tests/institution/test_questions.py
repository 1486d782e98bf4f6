"""How much the pages ask of the database, with a small ledger and a larger one; and when it is read anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction

from kelisim.apps.institution.actions.record_effect import record_effect
from kelisim.apps.institution.actions.void_effect import void_effect
from kelisim.apps.institution.models import Act, Effect
from kelisim.apps.institution.queries.ledger import ledger
from kelisim.apps.institution.queries.structure import structure_on
from kelisim.apps.registry.models import Organisation
from tests.institution.conftest import load_everything, plant
from tests.institution.years import lengthen

LARGER = 600
DAY = date(2021, 1, 1)
PAGES = {
    f"?on={DAY}": 10,
    "compare/?from=2010-01-01&to=2023-01-01": 11,
    "timeline/": 10,
    "acts/law-70/": 9,
    "bodies/assembly/": 9,
    "powers/legal-status/": 9,
}


@pytest.fixture
def live(transactional_db):
    """The ledger outside any transaction, as the site reads it."""
    plant()
    load_everything()


@pytest.mark.parametrize(("page", "count"), PAGES.items())
def test_a_page_asks_as_much_of_a_small_ledger_as_of_a_larger_one(
    kz, client, django_assert_num_queries, page, count
):
    for more in (False, True):
        if more:
            lengthen(LARGER)
            assert Effect.objects.count() == LARGER
        client.get(f"/kk/structure/{page}")
        with django_assert_num_queries(count):
            assert client.get(f"/kk/structure/{page}").status_code == 200


def test_a_ledger_that_did_not_change_is_not_read_again(live, client, django_assert_num_queries):
    lengthen(LARGER)
    first = client.get(f"/kk/structure/?on={DAY}")
    with django_assert_num_queries(11) as asked:
        again = client.get(f"/kk/structure/?on={DAY}")
    assert again.context["found"] == first.context["found"]
    assert not [one for one in asked.captured_queries if '"institution_effect"."value"' in one["sql"]]


def renamed(name: str) -> Effect:
    names = {"kk": name, "ru": name, "en": name}
    return Effect(
        act=Act.objects.get(code="law-70"), organisation=Organisation.objects.get(code="fund"), verb="rename",
        value=names, on=date(2012, 1, 1), on_last=date(2012, 1, 1), confidence="high", verified=True,
    )  # fmt: skip


def fund() -> str:
    return next(organ.name.kk for organ in structure_on(DAY).organs if organ.code == "fund")


def test_whatever_is_recorded_voided_or_corrected_is_seen_at_once(live):
    before = fund()
    row = record_effect(renamed("Жаңа қор"), by=None)
    assert fund() == "Жаңа қор"
    void_effect(row, reason="қате", by=None)
    assert fund() == before
    Act.objects.filter(code="law-70").update(date=date(2008, 10, 19))
    assert {row.act_date for row in ledger() if row.act == "law-70"} == {date(2008, 10, 19)}


def test_what_is_rolled_back_was_never_kept(live):
    before = fund()
    with transaction.atomic():
        record_effect(renamed("Жаңа қор"), by=None)
        assert fund() == "Жаңа қор"
        transaction.set_rollback(True)
    assert fund() == before
