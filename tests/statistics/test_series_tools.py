"""Tools for series: growth, share, index; over a break no number but the reason."""

import csv
from decimal import Decimal
from io import StringIO

import pytest

from kelisim.apps.statistics.errors import GrowthAcrossBreak
from kelisim.apps.statistics.queries.series import Point, Series

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("figures")]
PAGE = "/{}/statistics/series/"
WHY = {
    "kk": "берілмейді: 2009",
    "ru": "отказано: разрыв перед 2009",
    "en": "refused: broken before 2009",
}


def table(client, **asked):
    answer = client.get(PAGE.format("en"), {"format": "csv", **asked})
    return {row["On"][:4]: list(row.values()) for row in csv.DictReader(StringIO(answer.content.decode()))}


def test_growth_share_and_index_of_a_region(client):
    rows = table(client, place="390000000", of="KZ", base="2010")
    on, people, growth, share, index = rows["2010"]
    assert (on, index) == ("2010-01-01", "100.0")
    country = int(table(client, place="KZ", of="KZ", base="2010")["2010"][1])
    assert Decimal(share) == round(Decimal(people) / country * 100, 4)
    before = int(rows["2009"][1])
    assert (growth == WHY["en"]) or Decimal(growth) == round((Decimal(people) / before - 1) * 100, 4)
    assert Decimal(rows["2012"][4]) == round(100 * Decimal(rows["2012"][1]) / int(people), 3)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_over_a_break_the_reader_gets_the_reason(client, lang):
    body = client.get(PAGE.format(lang), {"place": "KZ", "base": "2000"}).content.decode()
    assert WHY[lang] in body
    assert table(client, place="KZ", of="KZ", base="2000")["2009"][4] == WHY["en"]


def test_a_choice_that_is_none_falls_back_on_the_first(client):
    assert client.get(PAGE.format("kk"), {"place": "mars", "base": "1700"}).status_code == 200


def test_an_index_runs_both_ways_and_never_over_a_break():
    def point(year, value, broken):
        return Point(period=year, value=Decimal(value), break_before=broken, precision="exact", parts=1)

    points = (point("2000", 50, False), point("2001", 100, False), point("2002", 80, True))
    found = Series(territory="KZ", codes=("KZ",), layout=None, source="s", points=points)
    assert (found.index("2000", "2001"), found.index("2001", "2000"), found.index("2001", "2001")) == (
        200,
        50,
        100,
    )
    for base, period in (("2001", "2002"), ("2002", "2001")):
        with pytest.raises(GrowthAcrossBreak):
            found.index(base, period)
