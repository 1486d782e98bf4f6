"""A composition is given as published; what was published together is not divided by guess."""

from decimal import Decimal

import pytest

from kelisim.apps.statistics.errors import NoSuchFigures, NotPublishedAlone
from kelisim.apps.statistics.queries.composition import composition, composition_periods
from kelisim.apps.statistics.queries.layouts import layouts

pytestmark = pytest.mark.usefixtures("figures")


def test_the_periods_there_are():
    assert composition_periods() == ["2025-01-01", "2021", "2009"]


def test_the_country_in_2025_adds_up_to_its_total():
    whole = composition("KZ", "2025-01-01", layouts=layouts())
    assert (whole.total, len(whole.rows)) == (20283399, 39)
    assert sum(row.count for row in whole.rows) == whole.total
    first = whole.rows[0]
    assert (first.category.code, first.count, round(first.share, 5)) == (
        "kazakh",
        14456709,
        Decimal("0.71274"),
    )
    assert [row.category.code for row in whole.rows[-2:]] == ["not-stated", "other"]


def test_shares_printed_in_2021_stand_beside_those_we_compute():
    whole = composition("KZ", "2021", layouts=layouts())
    rows = {row.category.code: row for row in whole.rows}
    assert (rows["kazakh"].printed_share, round(rows["kazakh"].share, 3)) == (
        Decimal("0.704"),
        Decimal("0.704"),
    )
    assert (rows["dungan"].count, rows["dungan"].printed_share) == (None, Decimal("0.004"))
    assert sum(row.printed_share for row in whole.rows) == Decimal("1.002")


def test_a_unit_published_with_another_names_both():
    assert composition("630000000", "2025-01-01", layouts=layouts()).codes == ("630000000", "100000000")


def test_abai_alone_was_not_published_and_the_answer_says_where_it_is():
    with pytest.raises(NotPublishedAlone) as refused:
        composition("100000000", "2025-01-01", layouts=layouts())
    assert (refused.value.territory, refused.value.unit) == ("100000000", "630000000")


def test_regions_of_a_census_nobody_published_are_refused():
    with pytest.raises(NoSuchFigures) as refused:
        composition("110000000", "2021", layouts=layouts())
    assert refused.value.known == ["KZ"]
