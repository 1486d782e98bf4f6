"""Parts are compared with their printed total, never mended."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.apps.statistics.queries.panels import panels
from kelisim.apps.statistics.queries.reconcile import Part, Verdict, reconcile


def parts(*values):
    return [Part(name=str(n), value=Decimal(value)) for n, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "total", "answer"),
    [
        ((1853, 267, 94, 1101, 78, 349), 3420, (3742, 322, Verdict.OVER)),
        ((1853, 267, 94, 1101, 78), 3420, (3393, -27, Verdict.UNDER)),
        ((19053, 12375), 31000, (31428, 428, Verdict.OVER)),
        ((2, 1, 1, 4), 8, (8, 0, Verdict.EQUAL)),
        ((), 5, (0, -5, Verdict.UNDER)),
    ],
)
def test_the_sum_is_held_against_the_printed_total(values, total, answer):
    sums = reconcile(parts(*values), Decimal(total))
    assert (sums.added, sums.difference, sums.verdict) == answer


@pytest.mark.parametrize(
    ("bound", "answer"),
    [(500, Verdict.FITS), (513, Verdict.MISFITS), (600, Verdict.MISFITS)],
)
def test_a_part_known_as_more_than_is_held_against_the_rest(bound, answer):
    given_parts = [*parts(1727, 241, 74, 10), Part(name="churches", value=Decimal(bound), at_least=True)]
    sums = reconcile(given_parts, Decimal(2565))
    assert (sums.added, sums.rest, sums.difference, sums.verdict) == (2052, 513, None, answer)


@given(st.lists(st.integers(0, 10**9)), st.integers(0, 10**9))
def test_order_does_not_matter_and_the_total_is_never_touched(values, total):
    one, other = reconcile(parts(*values), Decimal(total)), reconcile(parts(*values[::-1]), Decimal(total))
    assert (one.total, one.added, one.difference) == (other.total, other.added, other.difference)
    assert one.total == total


def said(page):
    return [
        (panel.key, panel.sums.added, panel.sums.total, panel.sums.verdict, panel.inconsistencies)
        for panel in panels(page)
    ]


@pytest.mark.usefixtures("figures")
def test_the_panels_of_the_pages_say_what_the_article_gets_wrong(django_assert_num_queries):
    with django_assert_num_queries(1):
        confessions = said("statistics/confessions/")
    assert confessions == [
        ("religious-associations-2006", 3742, 3420, "over", ("X01",)),
        ("places-of-worship-2006", 2052, 2565, "fits", ("X04",)),
        ("religious-schools-2006", 8, 8, "equal", ("X04",)),
    ]
    assert said("statistics/mediation/") == [("mediation-2019", 31428, 31000, "over", ("X02",))]
    assert said("statistics/population/") == [
        ("census-shares-2021", Decimal("100.2"), 100, "over", ("X03",)),
        ("population-2023-files", 19765004, 19766807, "under", ()),
    ]
