"""A figure is never overwritten: what it was, until when, and why it changed can always be asked."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
import time_machine

from kelisim.apps.institution.public import start_of
from kelisim.apps.statistics.access import visible_observations
from kelisim.apps.statistics.actions.load_series import load, load_table
from kelisim.apps.statistics.errors import FiguresNeverChange
from kelisim.apps.statistics.models import Observation
from kelisim.apps.statistics.states.figure import MOVES, Status, drawing, may_become, stands_as
from kelisim.kernel.audit.models import Entry
from kelisim.kernel.packs.complaints import BadPack
from tests.architecture.house import ROOT
from tests.statistics.test_load_series import GOOD, HEAD, read, tables  # noqa: F401 - a fixture
from tests.statistics.test_pages import plain

READ = start_of(date(2026, 11, 22))  # the day on which the pack's sources were read
LATER = "2026-11-24 09:00+05:00"
SHORT = "indicator,territory,category,period,value,unit,layout,status,precision,break_before,source"
ROW = "population,KZ,all,1999-01-01,{},person,,{},exact,no,seed"


@pytest.fixture(autouse=True)
def charts(settings, tmp_path_factory):
    settings.VAR = tmp_path_factory.getbasetemp() / "drawn"


@pytest.fixture
def hand(tmp_path):
    """`hand(*lines)` loads a table of these rows; `why` may be told."""

    def load_lines(*lines, why="", head=SHORT):
        path = tmp_path / "later.csv"
        path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
        taken = load_table(path, why=why)
        return taken.new, taken.revised, taken.unchanged

    return load_lines


def versions(**which):
    rows = Observation.objects.filter(period="1999-01-01", **which).order_by("recorded")
    return [(int(row.value), row.status, row.recorded, row.replaced, row.why) for row in rows]


def test_a_second_load_of_the_pack_writes_nothing(places, pack):
    load(pack)
    entries, rows = Entry.objects.count(), list(Observation.objects.order_by("pk").values())
    load(pack)
    assert (Entry.objects.count(), list(Observation.objects.order_by("pk").values())) == (entries, rows)


def test_figures_of_the_pack_are_known_since_their_source_was_read(figures):
    found = set(Observation.objects.values_list("recorded", "source__read_on"))
    assert {(recorded, start_of(day)) for recorded, day in found} == {(at, at) for at, _day in found}


@time_machine.travel(LATER, tick=False)
def test_a_changed_figure_keeps_the_earlier_one_with_its_time(figures, hand):
    assert hand(ROW.format(100, "preliminary")) == (1, 0, 0)
    with time_machine.travel("2026-11-25 09:00+05:00", tick=False):
        assert hand(ROW.format(101, "final"), why="sanaq") == (0, 1, 0)
    first, second = (start_of(date(2026, 11, day)).replace(hour=9) for day in (24, 25))
    assert versions() == [(100, "preliminary", first, second, ""), (101, "final", second, None, "sanaq")]


@time_machine.travel(LATER)
def test_a_final_figure_that_changes_is_revised_and_the_same_table_again_changes_nothing(figures, hand):
    hand(ROW.format(100, "final"))
    assert hand(ROW.format(101, "final")) == (0, 1, 0)
    assert hand(ROW.format(101, "final")) == (0, 0, 1)
    assert [(value, status) for value, status, *_rest in versions()] == [(100, "final"), (101, "revised")]


@time_machine.travel(LATER)
def test_a_final_figure_does_not_become_preliminary_again(figures, hand):
    hand(ROW.format(100, "final"))
    with pytest.raises(BadPack) as refused:
        hand(ROW.format(101, "preliminary"))
    assert read(refused.value.complaints) == [(2, "status", "preliminary")]
    assert [value for value, *_rest in versions()] == [100]


def test_what_was_known_on_a_day_does_not_know_what_was_learnt_since(figures, hand):
    with time_machine.travel("2026-11-23 09:00+05:00"):
        hand(ROW.format(100, "final"))
    with time_machine.travel("2026-11-25 09:00+05:00"):
        hand(ROW.format(101, "final"))

    def known(day):
        return [int(row.value) for row in visible_observations(day).filter(period="1999-01-01")]

    days = [date(2026, 11, day) for day in (22, 23, 24, 25)]
    assert [known(day) for day in days] == [[], [100], [100], [101]]
    assert known(None) == [101]


def test_a_pack_loaded_again_does_not_undo_what_was_learnt_since(places, tables, hand):  # noqa: F811
    pack = tables(GOOD)
    load(pack)
    with time_machine.travel("2026-11-25 09:00+05:00"):
        hand(ROW.format(101, "final"))
    load(pack)
    assert [(value, status) for value, status, *_rest in versions()] == [
        (14955106, "final"),
        (101, "revised"),
    ]


def test_what_a_pack_says_of_the_past_survives_a_new_set_up(places, tables):  # noqa: F811
    head = f"{HEAD},recorded,why"
    lines = (f"{GOOD},2026-01-10,", f"{GOOD.replace('14955106', '14955107')},2026-03-01,sanaq")
    load(tables(*lines, head=head))
    first, second = start_of(date(2026, 1, 10)), start_of(date(2026, 3, 1))
    expected = [(14955106, "final", first, second, ""), (14955107, "revised", second, None, "sanaq")]
    assert versions() == expected
    load(tables(*lines, head=head))
    assert versions() == expected


@pytest.mark.parametrize(
    ("days", "complaint"),
    [
        (("2026-03-01", "2026-01-10"), (3, "territory", "KZ")),
        (("2026-03-01", "2026-02-30"), (3, "recorded", "2026-02-30")),
        (("2026-03-01", "2999-01-01"), (3, "recorded", "2999-01-01")),
    ],
)
def test_a_bad_day_of_recording_is_named(places, tables, days, complaint):  # noqa: F811
    lines = [f"{GOOD.replace('14955106', str(number))},{day}" for number, day in enumerate(days, 1)]
    with pytest.raises(BadPack) as refused:
        load(tables(*lines, head=f"{HEAD},recorded"))
    assert complaint in read(refused.value.complaints)
    assert not Observation.objects.exists()


def test_a_table_may_not_say_that_it_was_known_long_ago(figures, hand):
    with pytest.raises(BadPack) as refused:
        hand(f"{ROW.format(1, 'final')},2020-01-01", head=f"{SHORT},recorded")
    assert [(one.code, one.value) for one in refused.value.complaints] == [("unknown_column", "recorded")]


def test_a_table_that_would_mix_layouts_with_what_stands_is_refused(figures, hand):
    row = "population,610000000,all,2018-01-01,5,person,16,final,exact,no,bns-2000-2023"
    with pytest.raises(BadPack) as refused:
        hand(row)
    assert read(refused.value.complaints) == [(2, "layout", "16")]


def test_labels_of_ours_are_no_part_of_the_figure(places, tables):  # noqa: F811
    load(tables(GOOD))
    load(tables(GOOD.replace("seed,,", "seed,F006,X11")))
    assert list(Observation.objects.values_list("facts", "inconsistencies")) == [(["F006"], ["X11"])]


def test_figures_cannot_be_overwritten_in_passing(figures):
    with pytest.raises(FiguresNeverChange):
        Observation.objects.filter(territory="KZ").update(value=1)
    with pytest.raises(FiguresNeverChange):
        Observation.objects.bulk_update([], ["value"])


def test_the_states_are_those_of_the_drawing():
    assert (ROOT / "docs/states/figure.md").read_text(encoding="utf-8") == drawing()
    assert {(one, two) for one in MOVES for two in Status if not may_become(one, two)} == {
        ("final", "preliminary"), ("final", "final"), ("revised", "preliminary"), ("revised", "final"),
    }  # fmt: skip
    assert all(may_become(before, stands_as(before, Status.FINAL)) for before in MOVES)


@pytest.fixture
def revised(figures, hand):
    """The total of 2006 is revised once, with a reason."""
    row = "religious-associations,KZ,all,2006-01-01,{},association,,final,exact,no,seed"
    with time_machine.travel("2026-11-25 09:00+05:00"):
        hand(row.format(3742), why="Бюро түзетті")


def test_the_page_shows_the_earlier_value_when_and_why(client, revised):
    for address in ("/kk/statistics/confessions/", "/kk/statistics/data/religious-associations/"):
        said = plain(client.get(address)).partition("Не қайта қаралды")[2]
        for text in ("3 420 (түпкілікті)", "3 742 (түзетілген)", "2026 ж. 25 қараша", "Бюро түзетті"):
            assert text in said, (address, text)


def test_a_page_that_was_never_revised_says_so(client, figures):
    said = plain(client.get("/kk/statistics/data/confessions/"))
    assert "мұнда қайта қаралмаған" in said
    assert "Не қайта қаралды" not in said


def test_the_history_is_a_file_and_the_past_can_be_asked(client, revised):
    def totals(address):
        rows = csv.DictReader(StringIO(client.get(address).content.decode()))
        return [row["value"] for row in rows if (row["category"], row["period"]) == ("all", "2006-01-01")]

    at = "/kk/statistics/data/religious-associations"
    assert totals(f"{at}.csv") == ["3742"]
    assert totals(f"{at}.csv?as_known=2026-11-24") == ["3420"]
    assert totals(f"{at}.csv?as_known=2026-11-21") == []
    assert totals(f"{at}/?format=csv&list=versions") == ["3420", "3742"]
    told = client.get(f"{at}.json?as_known=2026-11-24").json()
    assert [row["value"] for row in told["rows"] if row["category"] == "all"] == ["3420", "3816"]


@pytest.mark.parametrize(("ending", "status"), [("/", 422), (".csv", 400), (".json", 400)])
def test_a_day_that_is_none_is_an_error_in_words(client, figures, ending, status):
    answer = client.get(f"/kk/statistics/data/confessions{ending}?as_known=1995-02-30")
    assert answer.status_code == status
    assert "күн" in answer.content.decode()


def test_the_table_of_the_page_can_be_loaded_again_and_changes_nothing(client, figures, tmp_path):
    path = tmp_path / "again.csv"
    path.write_bytes(client.get("/kk/statistics/data/composition.csv").content)
    taken = load_table(path)
    assert (taken.new, taken.revised, taken.unchanged) == (0, 0, 680)


@pytest.mark.parametrize("more", [0, 150])
def test_the_history_asks_the_same_few_questions(client, figures, hand, django_assert_num_queries, more):
    hand(*(f"population,KZ,all,{1500 + year},{year},person,,final,exact,no,seed" for year in range(more)))
    hand(*(f"population,KZ,all,{1500 + year},{year + 1},person,,final,exact,no,seed" for year in range(more)))
    with django_assert_num_queries(6 if more else 5):
        client.get("/kk/statistics/data/population/")
